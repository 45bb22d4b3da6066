package dev.tusk.sql.explain;

import dev.tusk.sql.plan.PhysicalPlan;
import java.util.List;
import java.util.SequencedMap;
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
   * @param rowsRechecked that an index found and the condition refused, likewise
   * @param facts what else the node says of its work
   */
  record Measured(
      double startupMillis,
      double totalMillis,
      long rows,
      long loops,
      long rowsRemoved,
      long rowsRechecked,
      List<Fact> facts) {
    /** Without what tells of rows that policies keep from who asks. */
    public Measured withoutOthersRows() {
      return new Measured(startupMillis, totalMillis, rows, loops, -1, 0, List.of());
    }

    /** A node that never ran. */
    static final Measured NEVER = new Measured(0, 0, 0, 0, -1, 0, List.of());
  }

  /**
   * What a node says of its work.
   *
   * @param line as the text form has it
   * @param values as documents have it: texts, numbers and truth values by their labels
   */
  record Fact(String line, SequencedMap<String, Object> values) {}
}
