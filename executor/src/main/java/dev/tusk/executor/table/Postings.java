package dev.tusk.executor.table;

/** Row ids, ascending, that can be passed over. */
interface Postings {
  /** Behind all rows. */
  long END = Long.MAX_VALUE;

  /** The next row, {@link #END} when there is none. */
  long next();

  /** The first row not before a given one, which is not before the current one. */
  long seek(long rowId);
}
