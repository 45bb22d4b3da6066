package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PartitionPruning;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of several tables are read as those of one: each by its own best way, one after the
 * other, or merged where an order is asked for.
 */
final class MemberPaths {
  private final PhysicalPlanner planner;
  private final AccessPaths paths;

  MemberPaths(PhysicalPlanner planner, AccessPaths paths) {
    this.planner = planner;
    this.paths = paths;
  }

  /** The rows of all members that pass the conjuncts. */
  Built append(Rels.Scan scan, List<RexNode> conjuncts, BitSet required) {
    List<Built> members = new ArrayList<>();
    PartitionPruner.Pruned pruned = new PartitionPruner(planner).prune(scan, conjuncts);
    for (Rels.Scan member : pruned.members()) {
      members.add(paths.scan(member, conjuncts, required));
    }
    return together(scan, pruned, members, required, List.of());
  }

  /**
   * The rows of all members in an order that at least one of them has by an index; null where none
   * has.
   *
   * @param wanted rows that are needed, infinite for all
   */
  @Nullable Built ordered(
      Rels.Scan scan,
      List<RexNode> conjuncts,
      BitSet required,
      List<Rels.Ordering> order,
      double wanted) {
    BitSet needed = (BitSet) required.clone();
    order.forEach(key -> Rex.fields(key.expression(), needed));
    PartitionPruner.Pruned pruned = new PartitionPruner(planner).prune(scan, conjuncts);
    List<Built> members = new ArrayList<>();
    boolean byIndex = false;
    for (Rels.Scan member : pruned.members()) {
      Built one = paths.ordered(member, conjuncts, needed, order, wanted);
      byIndex |= one != null;
      members.add(one != null ? one : sorted(paths.scan(member, conjuncts, needed), order, wanted));
    }
    return byIndex ? together(scan, pruned, members, needed, order) : null;
  }

  private Built sorted(Built built, List<Rels.Ordering> order, double wanted) {
    PhysicalPlan plan = built.plan();
    return new Built(
        new PhysicalPlan.Sort(
            plan, keys(order, built.positions()), plan.types(), Costs.sort(plan, wanted)),
        built.positions());
  }

  private List<SortKey> keys(List<Rels.Ordering> order, int[] positions) {
    return order.stream()
        .map(
            key -> planner.sortKey(key.expression(), key.descending(), key.nullsFirst(), positions))
        .toList();
  }

  /** The members' rows with the same fields in the same places. */
  private Built together(
      Rels.Scan scan,
      PartitionPruner.Pruned pruned,
      List<Built> members,
      BitSet required,
      List<Rels.Ordering> order) {
    if (members.isEmpty()) {
      return PhysicalPlanner.nothing(scan, required);
    }
    int[] wanted = required.stream().toArray();
    List<PhysicalPlan> inputs = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      inputs.add(planner.inOrder(members.get(i), wanted, pruned.members().get(i)));
    }
    int[] positions = new int[scan.columns.size()];
    Arrays.fill(positions, -1);
    List<Type> types = new ArrayList<>();
    List<@Nullable String> names = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      positions[wanted[i]] = i;
      types.add(PhysicalPlanner.fieldType(scan, wanted[i]));
      names.add(name(scan.table, scan.columns.get(wanted[i])));
    }
    if (inputs.size() == 1) {
      return new Built(inputs.getFirst(), positions);
    }
    PhysicalPlan.AppendedRelation relation = relation(scan, names, pruned.rest());
    return new Built(
        order.isEmpty()
            ? append(inputs, relation, types)
            : merge(inputs, keys(order, positions), relation, types),
        positions);
  }

  private static PhysicalPlan append(
      List<PhysicalPlan> inputs, PhysicalPlan.AppendedRelation relation, List<Type> types) {
    double rows = inputs.stream().mapToDouble(input -> input.estimate().rows()).sum();
    double cost = inputs.stream().mapToDouble(input -> input.estimate().totalCost()).sum();
    double startup = inputs.getFirst().estimate().startupCost();
    return new PhysicalPlan.Append(
        inputs, relation, types, new Estimate(startup, cost, rows, Costs.width(types)));
  }

  /** The inputs, sorted by the keys, as one. */
  static PhysicalPlan merge(
      List<PhysicalPlan> inputs,
      List<SortKey> keys,
      PhysicalPlan.AppendedRelation relation,
      List<Type> types) {
    double rows = inputs.stream().mapToDouble(input -> input.estimate().rows()).sum();
    double cost = inputs.stream().mapToDouble(input -> input.estimate().totalCost()).sum();
    double startup = inputs.stream().mapToDouble(input -> input.estimate().startupCost()).sum();
    double compared = rows * Math.log(inputs.size()) / Math.log(2) * 2 * Costs.OPERATOR;
    return new PhysicalPlan.MergeAppend(
        inputs,
        keys,
        relation,
        types,
        new Estimate(startup, cost + compared, rows, Costs.width(types)));
  }

  private static PhysicalPlan.AppendedRelation relation(
      Rels.Scan scan, List<@Nullable String> names, @Nullable PartitionPruning pruning) {
    return new PhysicalPlan.AppendedRelation(
        scan.alias, names, scan.table.kind() == Table.Kind.PARTITIONED, pruning);
  }

  /** What EXPLAIN calls a column of a table. */
  static String name(Table table, int number) {
    return switch (number) {
      case PhysicalPlan.ROW_ID, PhysicalPlan.CTID -> "ctid";
      case PhysicalPlan.TABLE_OID -> "tableoid";
      case PhysicalPlan.XMIN -> "xmin";
      case PhysicalPlan.XMAX -> "xmax";
      case PhysicalPlan.CMIN -> "cmin";
      default -> table.column(number).name();
    };
  }

  /** The searches of all members by distance, each with the distance last, merged by it. */
  static PhysicalPlan nearest(
      List<PhysicalPlan> searches, Rels.Scan scan, int[] wanted, List<Type> types) {
    List<@Nullable String> names = new ArrayList<>();
    for (int field : wanted) {
      names.add(field < scan.columns.size() ? name(scan.table, scan.columns.get(field)) : null);
    }
    int distance = types.size() - 1;
    SortKey key = new SortKey(new Expression.Input(distance, types.get(distance)), false, false);
    return merge(searches, List.of(key), relation(scan, names, null), types);
  }
}
