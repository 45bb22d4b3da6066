package dev.tusk.sql.explain;

import dev.tusk.sql.explain.ExplainDocument.Entry;
import dev.tusk.sql.explain.ExplainDocument.Group;
import dev.tusk.sql.explain.ExplainDocument.Groups;
import dev.tusk.sql.explain.ExplainDocument.Plain;
import dev.tusk.sql.explain.ExplainDocument.Text;
import dev.tusk.sql.explain.ExplainDocument.Texts;
import dev.tusk.sql.explain.ExplainNode.Child;
import dev.tusk.sql.explain.ExplainNode.Property;
import dev.tusk.sql.explain.Measurements.Fact;
import dev.tusk.sql.explain.Measurements.Measured;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.statement.Explain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EXPLAIN (FORMAT JSON, XML or YAML): one document, laid out as PostgreSQL does. */
public final class ExplainForms {
  private final boolean costs;
  private final boolean verbose;
  private final @Nullable Measurements measurements;

  private ExplainForms(boolean costs, boolean verbose, @Nullable Measurements measurements) {
    this.costs = costs;
    this.verbose = verbose;
    this.measurements = measurements;
  }

  /**
   * The document.
   *
   * @param measurements of EXPLAIN ANALYZE; null without
   * @param settings null without
   * @param planningMillis and executionMillis negative to leave them out
   */
  public static String explain(
      FunctionCatalog functions,
      PhysicalPlan plan,
      Explain statement,
      @Nullable Measurements measurements,
      @Nullable Map<String, String> settings,
      double planningMillis,
      double executionMillis) {
    ExplainForms forms = new ExplainForms(statement.costs(), statement.verbose(), measurements);
    ExplainNode node = PlanTree.describe(functions, plan, statement.verbose());
    List<Entry> query = new ArrayList<>();
    query.add(new Entry("Plan", new Group(forms.node(node, null, null))));
    if (settings != null && !settings.isEmpty()) {
      List<Entry> changed = new ArrayList<>();
      settings.forEach((name, value) -> changed.add(new Entry(name, new Text(value))));
      query.add(new Entry("Settings", new Group(changed)));
    }
    if (planningMillis >= 0) {
      query.add(millis("Planning Time", planningMillis));
    }
    if (measurements != null) {
      query.add(new Entry("Triggers", new Groups("Trigger", List.of())));
    }
    if (executionMillis >= 0) {
      query.add(millis("Execution Time", executionMillis));
    }
    return switch (statement.format()) {
      case XML -> ExplainDocument.xml(query);
      case YAML -> ExplainDocument.yaml(query);
      case JSON, TEXT -> ExplainDocument.json(query);
    };
  }

  private static Entry millis(String label, double value) {
    return new Entry(label, new Plain(String.format(Locale.ROOT, "%.3f", value)));
  }

  private static Entry text(String label, String value) {
    return new Entry(label, new Text(value));
  }

  private List<Entry> node(ExplainNode node, @Nullable String relationship, @Nullable String name) {
    List<Entry> entries = new ArrayList<>();
    entries.add(text("Node Type", node.type));
    if (relationship != null) {
      entries.add(text("Parent Relationship", relationship));
    }
    if (name != null) {
      entries.add(text("Subplan Name", name));
    }
    entries.add(new Entry("Parallel Aware", new Plain("false")));
    entries.add(new Entry("Async Capable", new Plain("false")));
    for (Property fact : node.facts) {
      if (verbose || !fact.label().equals("Schema")) {
        entries.add(text(fact.label(), fact.values().getFirst()));
      }
    }
    figures(node, entries);
    if (!node.output.isEmpty()) {
      entries.add(new Entry("Output", new Texts(node.output)));
    }
    for (Property property : node.properties) {
      entries.add(
          property.list()
              ? new Entry(property.label(), new Texts(property.values()))
              : text(property.label(), property.values().getFirst()));
    }
    facts(node, entries);
    if (!node.children.isEmpty()) {
      List<List<Entry>> children = new ArrayList<>();
      for (Child child : node.children) {
        children.add(node(child.node(), child.relationship(), child.name()));
      }
      entries.add(new Entry("Plans", new Groups("Plan", children)));
    }
    return entries;
  }

  private void figures(ExplainNode node, List<Entry> entries) {
    if (costs) {
      Estimate e = node.estimate;
      number(entries, "Startup Cost", String.format(Locale.ROOT, "%.2f", e.startupCost()));
      number(entries, "Total Cost", String.format(Locale.ROOT, "%.2f", e.totalCost()));
      number(entries, "Plan Rows", String.format(Locale.ROOT, "%.0f", e.rows()));
      number(entries, "Plan Width", String.valueOf(e.width()));
    }
    if (measurements == null || node.plan == null) {
      return;
    }
    Measured m = node.measured(measurements);
    if (m == null) {
      m = Measured.NEVER;
    }
    if (m.startupMillis() >= 0) {
      entries.add(millis("Actual Startup Time", m.startupMillis()));
      entries.add(millis("Actual Total Time", m.totalMillis()));
    }
    number(entries, "Actual Rows", String.valueOf(m.loops() == 0 ? 0 : m.rows() / m.loops()));
    number(entries, "Actual Loops", String.valueOf(m.loops()));
    if (node.properties.stream().anyMatch(p -> p.label().equals("Recheck Cond"))) {
      number(
          entries,
          "Rows Removed by Index Recheck",
          String.valueOf(m.rowsRechecked() / Math.max(1, m.loops())));
    }
    if (m.rowsRemoved() >= 0
        && node.properties.stream().anyMatch(p -> p.label().equals("Filter"))) {
      number(
          entries,
          "Rows Removed by Filter",
          String.valueOf(m.rowsRemoved() / Math.max(1, m.loops())));
    }
  }

  private void facts(ExplainNode node, List<Entry> entries) {
    PhysicalPlan worker = node.worker;
    Measured m = measurements == null || worker == null ? null : measurements.of(worker);
    if (m == null) {
      return;
    }
    for (Fact fact : m.facts()) {
      fact.values()
          .forEach((label, value) ->
              entries.add(
                  value instanceof String words
                      ? text(label, words)
                      : new Entry(label, new Plain(value.toString()))));
    }
  }

  private static void number(List<Entry> entries, String label, String value) {
    entries.add(new Entry(label, new Plain(value)));
  }
}
