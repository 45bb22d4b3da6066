package dev.tusk.storage;

/**
 * Entries of an index whose rows a snapshot sees, in the order of keys; equal keys in the order of
 * row ids. Not for several threads at a time.
 */
public interface IndexCursor {
  /** Steps to the next entry; false at the end. */
  boolean next();

  /** The row version that the entry leads to. */
  long rowId();

  /** The entry's key: a copy that is the caller's. */
  byte[] key();
}
