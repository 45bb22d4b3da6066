package dev.tusk.storage;

/** What a transaction has changed so far; each change has a number, and they ascend. */
public interface OwnChanges {
  /** Number of the next change. */
  long next();

  /**
   * Whether it made a relation, or deleted all its rows, by an operation of this number or a later
   * one.
   */
  boolean emptied(long relationId, long since);

  /** Number of the change by which a version was ended; 0 when it was not. */
  long endedBy(long relationId, long rowId);

  /** Whether the version was written by this transaction. */
  boolean wrote(long relationId, long rowId);
}
