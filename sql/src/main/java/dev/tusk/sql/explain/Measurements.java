package dev.tusk.sql.explain;

import dev.tusk.sql.plan.PhysicalPlan;
import org.jspecify.annotations.Nullable;

/** What EXPLAIN ANALYZE found; the executor fills it. */
public interface Measurements {
  /** What one node of the plan did, by identity; null when it never ran. */
  @Nullable Measured of(PhysicalPlan node);

  /**
   * Figures of a node.
   *
   * @param startupMillis until the first row, of one loop on average; negative without timing
   * @param totalMillis until the last row, of one loop on average
   * @param rows of all loops together
   * @param rowsRemoved by the node's filter, of all loops together; negative when not counted
   */
  record Measured(
      double startupMillis, double totalMillis, long rows, long loops, long rowsRemoved) {}
}
