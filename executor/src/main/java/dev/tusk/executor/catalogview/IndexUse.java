package dev.tusk.executor.catalogview;

/**
 * How an index was used since the server started.
 *
 * @param rows rows that searches have found by it
 */
public record IndexUse(long scans, long rows) {
  /** Not at all. */
  public static final IndexUse NONE = new IndexUse(0, 0);
}
