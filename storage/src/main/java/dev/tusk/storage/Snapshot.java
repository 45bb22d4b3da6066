package dev.tusk.storage;

/**
 * What one statement sees: everything committed when it was taken, and what its own transaction
 * wrote before it (not what the statement itself writes, so that an UPDATE does not meet its own
 * new versions).
 *
 * <p>Holds back vacuum until closed; the end of the transaction closes what was left open. Reading
 * is safe from several threads as long as the transaction does not write at the same time.
 */
public interface Snapshot extends AutoCloseable {
  /** Commits up to this number are seen. */
  long commitNumber();

  /** The rows of a relation as seen by this snapshot; nanoseconds, to be kept for the statement. */
  RelationView relation(long relationId);

  /** Entries of an index whose rows are visible. */
  IndexCursor range(long indexId, KeyRange range, boolean descending);

  @Override
  void close();
}
