package dev.tusk.sql.explain;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.explain.ExplainNode.Child;
import dev.tusk.sql.explain.PlanTree.Described;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlanParts;
import dev.tusk.sql.plan.SortKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several inputs as one. Where they are the tables of a relation the nodes above name its columns;
 * what is computed of its rows is computed in a node of its own, since an Append computes nothing.
 */
final class AppendNodes {
  private final ExpressionText text;
  private final ScanNodes scans;

  /** Those of whose rows something is computed above. */
  private final Set<PhysicalPlan> projected = new HashSet<>();

  AppendNodes(ExpressionText text, ScanNodes scans) {
    this.text = text;
    this.scans = scans;
  }

  /** Notes what a node computes of the rows below it. */
  void note(PhysicalPlan plan) {
    switch (plan) {
      case PhysicalPlan.Project p -> computes(p.expressions(), p.input());
      case PhysicalPlan.Sort s -> computes(expressions(s.keys()), s.input());
      case PhysicalPlan.TopK t -> computes(expressions(t.keys()), t.input());
      case PhysicalPlan.Aggregate a -> computes(a.keys(), a.input());
      case PhysicalPlan.Update u -> projected.add(u.input());
      default -> {}
    }
  }

  private static List<Expression> expressions(List<SortKey> keys) {
    return keys.stream().map(SortKey::expression).toList();
  }

  private void computes(List<Expression> expressions, PhysicalPlan input) {
    if (expressions.stream().allMatch(e -> e instanceof Expression.Input)) {
      return;
    }
    PhysicalPlan below = input;
    while (true) {
      switch (below) {
        case PhysicalPlan.Sort s -> below = s.input();
        case PhysicalPlan.TopK t -> below = t.input();
        case PhysicalPlan.Limit l -> below = l.input();
        default -> {
          projected.add(below);
          return;
        }
      }
    }
  }

  /** The name by which nodes above know the relation; it comes before those of its tables. */
  @Nullable String alias(PhysicalPlan.@Nullable AppendedRelation relation) {
    return relation == null ? null : scans.unique(relation.alias());
  }

  Described append(PhysicalPlan.Append plan, @Nullable String alias, List<Described> inputs) {
    ExplainNode node = new ExplainNode("Append", "", plan.estimate(), plan);
    Described all = together(node, plan.relation(), alias, inputs);
    PhysicalPlan.AppendedRelation relation = plan.relation();
    return relation != null && !relation.divided() && projected.contains(plan) ? result(all) : all;
  }

  Described merge(PhysicalPlan.MergeAppend plan, @Nullable String alias, List<Described> inputs) {
    ExplainNode node = new ExplainNode("Merge Append", "", plan.estimate(), plan);
    Described all = together(node, plan.relation(), alias, inputs);
    node.list("Sort Key", plan.keys().stream().map(k -> text.sortKey(k, all.above())).toList());
    boolean computes =
        !plan.relation().divided()
            && (projected.contains(plan)
                || plan.relation().columns().stream().anyMatch(column -> column == null));
    return computes ? result(all) : all;
  }

  /** What a modification of several tables changes, by the names that their scans have. */
  List<String> targets(String operation, Table table, List<Table> targets, PhysicalPlan input) {
    PhysicalPlan.AppendedRelation relation = targets.isEmpty() ? null : relation(input);
    String alias = relation == null ? table.name() : relation.alias();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      lines.add(operation + scans.on(targets.get(i), alias + "_" + (i + 1)));
    }
    return lines;
  }

  /** The first relation of several tables that a plan reads. */
  private static PhysicalPlan.@Nullable AppendedRelation relation(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Append append when append.relation() != null -> append.relation();
      case PhysicalPlan.MergeAppend append -> append.relation();
      default ->
          PlanParts.inputs(plan).stream()
              .map(AppendNodes::relation)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    };
  }

  private static Described result(Described below) {
    ExplainNode node = below.node();
    return below.over(new ExplainNode("Result", "", node.estimate, null).outer(node));
  }

  private Described together(
      ExplainNode node,
      PhysicalPlan.@Nullable AppendedRelation relation,
      @Nullable String alias,
      List<Described> inputs) {
    inputs.forEach(input -> node.children.add(new Child("Member", null, input.node())));
    Described first = inputs.getFirst();
    if (relation == null || alias == null) {
      return first.over(node);
    }
    List<String> fields = new ArrayList<>();
    List<Boolean> computed = new ArrayList<>();
    for (int i = 0; i < first.fields().size(); i++) {
      String column = relation.columns().get(i);
      computed.add(column == null);
      fields.add(
          column == null
              ? first.fields().get(i).replace(relation.alias() + "_1.", alias + ".")
              : scans.column(alias, column));
    }
    return new Described(node, fields, computed);
  }
}
