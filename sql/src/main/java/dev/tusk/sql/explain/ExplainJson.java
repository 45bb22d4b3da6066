package dev.tusk.sql.explain;

import dev.tusk.sql.explain.ExplainNode.Child;
import dev.tusk.sql.explain.ExplainNode.Property;
import dev.tusk.sql.explain.Measurements.Measured;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EXPLAIN (FORMAT JSON): one document, laid out as PostgreSQL does. */
public final class ExplainJson {
  private final boolean costs;
  private final @Nullable Measurements measurements;

  private ExplainJson(boolean costs, @Nullable Measurements measurements) {
    this.costs = costs;
    this.measurements = measurements;
  }

  /**
   * The document.
   *
   * @param measurements of EXPLAIN ANALYZE; null without
   * @param planningMillis and executionMillis negative to leave them out
   */
  public static String explain(
      FunctionCatalog functions,
      PhysicalPlan plan,
      boolean costs,
      @Nullable Measurements measurements,
      @Nullable Map<String, String> settings,
      double planningMillis,
      double executionMillis) {
    ExplainJson json = new ExplainJson(costs, measurements);
    ExplainNode node = PlanTree.describe(functions, plan);
    List<String> members = new ArrayList<>();
    members.add("\"Plan\": " + json.node(node, null, null, 2));
    if (settings != null) {
      List<String> lines = new ArrayList<>();
      settings.forEach((name, value) -> lines.add("\n      " + text(name, value)));
      members.add("\"Settings\": {" + String.join(",", lines) + "\n    }");
    }
    if (planningMillis >= 0) {
      members.add(String.format(Locale.ROOT, "\"Planning Time\": %.3f", planningMillis));
    }
    if (measurements != null) {
      members.add("\"Triggers\": [\n    ]");
    }
    if (executionMillis >= 0) {
      members.add(String.format(Locale.ROOT, "\"Execution Time\": %.3f", executionMillis));
    }
    return "[\n  {\n    " + String.join(",\n    ", members) + "\n  }\n]";
  }

  private String node(
      ExplainNode node, @Nullable String relationship, @Nullable String name, int depth) {
    List<String> members = new ArrayList<>();
    members.add(text("Node Type", node.type));
    if (relationship != null) {
      members.add(text("Parent Relationship", relationship));
    }
    if (name != null) {
      members.add(text("Subplan Name", name));
    }
    members.add("\"Parallel Aware\": false");
    members.add("\"Async Capable\": false");
    node.facts.forEach(f -> members.add(text(f.label(), f.values().getFirst())));
    figures(node, members);
    for (Property property : node.properties) {
      members.add(
          property.list()
              ? quote(property.label())
                  + ": ["
                  + String.join(", ", property.values().stream().map(ExplainJson::quote).toList())
                  + "]"
              : text(property.label(), property.values().getFirst()));
    }
    String indent = "  ".repeat(depth + 1);
    if (!node.children.isEmpty()) {
      List<String> children = new ArrayList<>();
      for (Child child : node.children) {
        children.add(
            indent + "  " + node(child.node(), child.relationship(), child.name(), depth + 2));
      }
      members.add("\"Plans\": [\n" + String.join(",\n", children) + "\n" + indent + "]");
    }
    return "{\n" + indent + String.join(",\n" + indent, members) + "\n" + "  ".repeat(depth) + "}";
  }

  private void figures(ExplainNode node, List<String> members) {
    if (costs) {
      Estimate e = node.estimate;
      members.add(String.format(Locale.ROOT, "\"Startup Cost\": %.2f", e.startupCost()));
      members.add(String.format(Locale.ROOT, "\"Total Cost\": %.2f", e.totalCost()));
      members.add(String.format(Locale.ROOT, "\"Plan Rows\": %.0f", e.rows()));
      members.add("\"Plan Width\": " + e.width());
    }
    if (measurements == null || node.plan == null) {
      return;
    }
    Measured m = measurements.of(node.plan);
    if (m == null) {
      m = new Measured(0, 0, 0, 0, -1);
    }
    if (m.startupMillis() >= 0) {
      members.add(String.format(Locale.ROOT, "\"Actual Startup Time\": %.3f", m.startupMillis()));
      members.add(String.format(Locale.ROOT, "\"Actual Total Time\": %.3f", m.totalMillis()));
    }
    members.add("\"Actual Rows\": " + (m.loops() == 0 ? 0 : m.rows() / m.loops()));
    members.add("\"Actual Loops\": " + m.loops());
    if (m.rowsRemoved() >= 0
        && node.properties.stream().anyMatch(p -> p.label().equals("Filter"))) {
      members.add("\"Rows Removed by Filter\": " + m.rowsRemoved() / Math.max(1, m.loops()));
    }
  }

  private static String text(String label, String value) {
    return quote(label) + ": " + quote(value);
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < 0x20) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
