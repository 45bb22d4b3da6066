package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** ORDER BY, LIMIT and DISTINCT ON. */
final class OrderPlanner {
  /** What a LIMIT is taken for when it is a parameter. */
  private static final double UNKNOWN_LIMIT = 100;

  private final PhysicalPlanner planner;
  private final VectorTopK vectorTopK;
  private final TopKJoins topKJoins;

  OrderPlanner(PhysicalPlanner planner) {
    this.planner = planner;
    this.vectorTopK = new VectorTopK(planner);
    this.topKJoins = new TopKJoins(planner);
  }

  /**
   * A sort seen through the projection below it: keys and results are expressions over the row
   * beneath, so that results are computed after sorting, and only for rows that stay.
   */
  record SortSource(RelNode below, List<RexNode> outputs, List<Rels.Ordering> keys) {
    static SortSource of(LogicalSort sort) {
      RelNode below = sort.getInput();
      List<RexNode> outputs = Rels.fieldsOf(below);
      if (below instanceof LogicalProject project
          && project.getProjects().stream().noneMatch(Rex::isVolatile)) {
        outputs = project.getProjects();
        below = project.getInput();
      }
      List<Rels.Ordering> keys = new ArrayList<>();
      for (RelFieldCollation field : sort.getCollation().getFieldCollations()) {
        keys.add(
            new Rels.Ordering(
                outputs.get(field.getFieldIndex()),
                field.direction == RelFieldCollation.Direction.DESCENDING,
                field.nullDirection == RelFieldCollation.NullDirection.FIRST));
      }
      return new SortSource(below, outputs, keys);
    }

    BitSet fields(BitSet required) {
      BitSet needed = new BitSet();
      required.stream().forEach(f -> Rex.fields(outputs.get(f), needed));
      keys.forEach(k -> Rex.fields(k.expression(), needed));
      return needed;
    }
  }

  Built sort(LogicalSort sort, BitSet required) {
    SortSource source = SortSource.of(sort);
    Built nearest = vectorTopK.whole(source, required);
    if (nearest != null) {
      return nearest;
    }
    BitSet needed = source.fields(required);
    Built ordered = ordered(source, needed, Double.POSITIVE_INFINITY);
    if (ordered != null) {
      return results(source, ordered, required);
    }
    Built input = planner.build(source.below(), needed);
    List<SortKey> keys = keys(source, input.positions());
    if (keys.isEmpty()) {
      return results(source, input, required);
    }
    PhysicalPlan plan = input.plan();
    PhysicalPlan sorted =
        new PhysicalPlan.Sort(plan, keys, plan.types(), Costs.sort(plan, input.rows()));
    return results(source, new Built(sorted, input.positions()), required);
  }

  private List<SortKey> keys(SortSource source, int[] positions) {
    List<SortKey> keys = new ArrayList<>();
    for (Rels.Ordering key : source.keys()) {
      if (!Rex.constant(key.expression())) {
        keys.add(planner.sortKey(key.expression(), key.descending(), key.nullsFirst(), positions));
      }
    }
    return keys;
  }

  /** The projection above a sort; plain fields need none. */
  Built results(SortSource source, Built below, BitSet required) {
    List<RexNode> outputs = source.outputs();
    boolean plain = required.stream().allMatch(f -> outputs.get(f) instanceof RexInputRef);
    if (!plain) {
      return planner.projected(below, outputs, required);
    }
    int[] positions = new int[outputs.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] =
          required.get(i) ? below.positions()[((RexInputRef) outputs.get(i)).getIndex()] : -1;
    }
    return new Built(below.plan(), positions);
  }

  private @Nullable Built ordered(SortSource source, BitSet needed, double wanted) {
    if (source.keys().stream().anyMatch(k -> Rex.constant(k.expression()))) {
      return null;
    }
    return switch (source.below()) {
      case Rels.Scan scan ->
          planner.accessPaths().ordered(scan, List.of(), needed, source.keys(), wanted);
      case LogicalFilter filter when filter.getInput() instanceof Rels.Scan scan ->
          planner
              .accessPaths()
              .ordered(scan, Rex.conjuncts(filter.getCondition()), needed, source.keys(), wanted);
      default -> null;
    };
  }

  Built cut(Rels.Cut cut, BitSet required) {
    RelNode input = cut.input();
    if (!cut.ties.isEmpty()) {
      return withTies(cut, required);
    }
    if (input instanceof LogicalProject project
        && project.getInput() instanceof LogicalSort sort
        && project.getProjects().stream().noneMatch(Rex::isVolatile)) {
      RelNode below = new Rels.Cut(sort, cut.limit, cut.offset, List.of());
      return planner.build(
          project.copy(project.getTraitSet(), below, project.getProjects(), project.getRowType()),
          required);
    }
    if (input instanceof LogicalSort sort && cut.limit != null) {
      return top(cut, sort, cut.limit, required);
    }
    Built built = planner.build(input, required);
    return new Built(limited(cut, built.plan(), List.of()), built.positions());
  }

  private Built top(Rels.Cut cut, LogicalSort sort, RexNode limit, BitSet required) {
    SortSource source = SortSource.of(sort);
    Built nearest = vectorTopK.plan(cut, source, required);
    if (nearest != null) {
      return nearest;
    }
    RelNode early = topKJoins.push(cut, source);
    if (early != null) {
      source = new SortSource(early, source.outputs(), source.keys());
    }
    BitSet needed = source.fields(required);
    double wanted = rows(limit, UNKNOWN_LIMIT) + rows(cut.offset, 0);
    Built ordered = ordered(source, needed, wanted);
    if (ordered != null) {
      PhysicalPlan plan = limited(cut, ordered.plan(), List.of());
      return results(source, new Built(plan, ordered.positions()), required);
    }
    Built input = planner.build(source.below(), needed);
    List<SortKey> keys = keys(source, input.positions());
    PhysicalPlan plan = input.plan();
    PhysicalPlan top =
        keys.isEmpty()
            ? limited(cut, plan, List.of())
            : new PhysicalPlan.TopK(
                plan,
                keys,
                planner.expressions().build(limit, new int[0]),
                planner.expressions().buildOptional(cut.offset, new int[0]),
                plan.types(),
                Costs.limit(sortedFor(plan, keys, wanted), rows(limit, UNKNOWN_LIMIT)));
    return results(source, new Built(top, input.positions()), required);
  }

  private static PhysicalPlan sortedFor(PhysicalPlan plan, List<SortKey> keys, double wanted) {
    return new PhysicalPlan.Sort(plan, keys, plan.types(), Costs.sort(plan, wanted));
  }

  /**
   * The whole order, cut behind the last tie: how many rows there will be is not known before, so
   * that neither a top k nor an approximate search may choose them.
   */
  private Built withTies(Rels.Cut cut, BitSet required) {
    BitSet needed = (BitSet) required.clone();
    cut.ties.forEach(f -> needed.set(f.getFieldIndex()));
    Built input = planner.build(cut.input(), needed);
    List<SortKey> ties = new ArrayList<>();
    for (RelFieldCollation field : cut.ties) {
      int index = field.getFieldIndex();
      ties.add(
          new SortKey(
              new Expression.Input(
                  input.positions()[index], PhysicalPlanner.fieldType(cut.input(), index)),
              field.direction == RelFieldCollation.Direction.DESCENDING,
              field.nullDirection == RelFieldCollation.NullDirection.FIRST));
    }
    return new Built(limited(cut, input.plan(), ties), input.positions());
  }

  PhysicalPlan limited(Rels.Cut cut, PhysicalPlan input, List<SortKey> ties) {
    double rows = rows(cut.limit, input.estimate().rows());
    return new PhysicalPlan.Limit(
        input,
        planner.expressions().buildOptional(cut.limit, new int[0]),
        planner.expressions().buildOptional(cut.offset, new int[0]),
        ties,
        input.types(),
        Costs.limit(input, rows));
  }

  /** A LIMIT's value when it is known. */
  static double rows(@Nullable RexNode limit, double otherwise) {
    if (limit != null
        && PgCall.shapeOf(limit) instanceof Shape.Constant(Object value, var _)
        && value instanceof Number number) {
      return number.doubleValue();
    }
    return limit == null ? otherwise : UNKNOWN_LIMIT;
  }

  Built firstOfRun(Rels.FirstOfRun first, BitSet required) {
    BitSet needed = (BitSet) required.clone();
    first.keys.forEach(needed::set);
    Built input = planner.build(first.input(), needed);
    List<Expression> keys = new ArrayList<>();
    for (int key : first.keys) {
      keys.add(
          new Expression.Input(
              input.positions()[key], PhysicalPlanner.fieldType(first.input(), key)));
    }
    PhysicalPlan plan = input.plan();
    Estimate e = plan.estimate();
    double rows = Math.max(1, e.rows() / 2);
    return new Built(
        new PhysicalPlan.DistinctOn(
            plan, keys, plan.types(), Costs.perRow(plan, rows, plan.types(), keys.size())),
        input.positions());
  }
}
