package dev.tusk.executor.operator;

/** What EXPLAIN ANALYZE measures of a node, over all its loops. */
public final class PlanActuals {
  long rows;
  long loops;
  long nanos;
  long startupNanos;
  long removedByFilter;

  public long rows() {
    return rows;
  }

  /** How often the node was started. */
  public long loops() {
    return loops;
  }

  /** Time in the node and below it, all loops together. */
  public long nanos() {
    return nanos;
  }

  /** Time to the first row, all loops together. */
  public long startupNanos() {
    return startupNanos;
  }

  /** Rows that the node's own filter refused. */
  public long removedByFilter() {
    return removedByFilter;
  }
}
