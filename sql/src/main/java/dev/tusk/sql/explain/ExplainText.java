package dev.tusk.sql.explain;

import dev.tusk.sql.explain.ExplainNode.Child;
import dev.tusk.sql.explain.ExplainNode.Property;
import dev.tusk.sql.explain.Measurements.Fact;
import dev.tusk.sql.explain.Measurements.Measured;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** EXPLAIN in its text form, a line for each row of the answer. */
public final class ExplainText {
  private final boolean costs;
  private final @Nullable Measurements measurements;
  private final List<String> lines = new ArrayList<>();

  private ExplainText(boolean costs, @Nullable Measurements measurements) {
    this.costs = costs;
    this.measurements = measurements;
  }

  /** The lines of a plan without what VERBOSE adds. */
  public static List<String> explain(
      FunctionCatalog functions,
      PhysicalPlan plan,
      boolean costs,
      @Nullable Measurements measurements) {
    return explain(functions, plan, costs, false, measurements);
  }

  /**
   * The lines of a plan; planning and execution time are the caller's to add.
   *
   * @param measurements of EXPLAIN ANALYZE; null without
   */
  public static List<String> explain(
      FunctionCatalog functions,
      PhysicalPlan plan,
      boolean costs,
      boolean verbose,
      @Nullable Measurements measurements) {
    ExplainText text = new ExplainText(costs, measurements);
    if (plan instanceof PhysicalPlan.Steps several) {
      return text.steps(functions, several, verbose);
    }
    text.write(PlanTree.describe(functions, plan, verbose), 0);
    return text.lines;
  }

  /** One plan after the other, an empty line between them. */
  private List<String> steps(
      FunctionCatalog functions, PhysicalPlan.Steps several, boolean verbose) {
    if (several.steps().isEmpty()) {
      return List.of("Query rewrites to nothing");
    }
    for (PhysicalPlan step : several.steps()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      write(PlanTree.describe(functions, step, verbose), 0);
    }
    return lines;
  }

  private void write(ExplainNode node, int indent) {
    StringBuilder line = new StringBuilder("  ".repeat(indent));
    int inside = indent + 1;
    if (indent > 0) {
      line.append("->  ");
      inside += 2;
    }
    line.append(node.type).append(node.suffix);
    if (costs) {
      Estimate e = node.estimate;
      line.append(
          String.format(
              Locale.ROOT,
              "  (cost=%.2f..%.2f rows=%.0f width=%d)",
              e.startupCost(),
              e.totalCost(),
              e.rows(),
              e.width()));
    }
    Measured measured = node.measured(measurements);
    if (measurements != null && node.plan != null) {
      line.append(' ').append(actual(measured));
    }
    lines.add(line.toString());
    if (!node.output.isEmpty()) {
      lines.add("  ".repeat(inside) + "Output: " + String.join(", ", node.output));
    }
    for (String target : node.targets) {
      lines.add("  ".repeat(inside) + target);
    }
    for (Property property : node.properties) {
      lines.add(
          "  ".repeat(inside) + property.label() + ": " + String.join(", ", property.values()));
      if (property.label().equals("Recheck Cond")
          && measured != null
          && measured.rowsRechecked() > 0) {
        lines.add(
            "  ".repeat(inside)
                + "Rows Removed by Index Recheck: "
                + measured.rowsRechecked() / Math.max(1, measured.loops()));
      }
      if (property.label().equals("Filter") && node.sieve == null) {
        removed(measured, inside);
      }
    }
    PhysicalPlan worker = node.worker;
    Measured work = measurements == null || worker == null ? null : measurements.of(worker);
    if (work != null) {
      for (Fact fact : work.facts()) {
        lines.add("  ".repeat(inside) + fact.line());
      }
    }
    // PostgreSQL tells of groups before what was asked of them.
    if (node.sieve != null) {
      removed(measured, inside);
    }
    for (Child child : node.children) {
      String name = child.name();
      if (name != null) {
        lines.add("  ".repeat(inside) + name);
      }
      write(child.node(), name == null ? inside : inside + 1);
    }
  }

  private void removed(@Nullable Measured measured, int inside) {
    if (measured != null && measured.rowsRemoved() > 0) {
      lines.add(
          "  ".repeat(inside)
              + "Rows Removed by Filter: "
              + measured.rowsRemoved() / Math.max(1, measured.loops()));
    }
  }

  private static String actual(@Nullable Measured measured) {
    if (measured == null || measured.loops() == 0) {
      return "(never executed)";
    }
    long rows = Math.round((double) measured.rows() / measured.loops());
    return measured.startupMillis() < 0
        ? String.format(Locale.ROOT, "(actual rows=%d loops=%d)", rows, measured.loops())
        : String.format(
            Locale.ROOT,
            "(actual time=%.3f..%.3f rows=%d loops=%d)",
            measured.startupMillis(),
            measured.totalMillis(),
            rows,
            measured.loops());
  }
}
