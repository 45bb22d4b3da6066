package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.planner.analyze.Finish;
import dev.tusk.sql.planner.physical.OrderPlanner.SortSource;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The first k rows of a join are among those of the first k rows of one side when every row of that
 * side has a partner: below a left join, and below an inner join along a foreign key. So a search
 * for the nearest chunks with their documents searches first and joins k rows.
 *
 * <p>Where not every row has a partner, a search by distance is told which have: its filter is that
 * the row's key is among those of the other side.
 */
final class TopKJoins {
  /** Keys of partners that are gathered; of more, a join makes as much as a search. */
  private static final double MOST_PARTNERS = 20_000;

  private final Analysis analysis;

  private final PhysicalPlanner planner;

  TopKJoins(PhysicalPlanner planner) {
    this.planner = planner;
    this.analysis = planner.analysis();
  }

  /** The relation below the sort with the top k taken early; null when that is not sure. */
  @Nullable RelNode push(Rels.Cut cut, SortSource source) {
    RexNode limit = cut.limit;
    if (limit == null || !(source.below() instanceof LogicalJoin join)) {
      return null;
    }
    BitSet keys = new BitSet();
    for (Rels.Ordering key : source.keys()) {
      if (Rex.isVolatile(key.expression())) {
        return null;
      }
      Rex.fields(key.expression(), keys);
    }
    int leftFields = join.getLeft().getRowType().getFieldCount();
    boolean onLeft = !keys.isEmpty() && keys.length() <= leftFields;
    boolean onRight = !keys.isEmpty() && keys.nextSetBit(0) >= leftFields;
    if (onLeft && (join.getJoinType() == JoinRelType.LEFT || always(join, true))) {
      return join.copy(
          join.getTraitSet(),
          List.of(top(cut, limit, join.getLeft(), source.keys(), 0), join.getRight()));
    }
    if (onRight && (join.getJoinType() == JoinRelType.RIGHT || always(join, false))) {
      return join.copy(
          join.getTraitSet(),
          List.of(join.getLeft(), top(cut, limit, join.getRight(), source.keys(), leftFields)));
    }
    JoinRelType type = join.getJoinType();
    if (onLeft && (type == JoinRelType.INNER || type == JoinRelType.SEMI)) {
      RelNode some = restricted(join, source.keys(), true);
      RelNode first = some == null ? null : top(cut, limit, some, source.keys(), 0);
      return first == null || type == JoinRelType.SEMI
          ? first
          : join.copy(join.getTraitSet(), List.of(first, join.getRight()));
    }
    if (onRight && type == JoinRelType.INNER) {
      RelNode some = restricted(join, source.keys(), false);
      return some == null
          ? null
          : join.copy(
              join.getTraitSet(),
              List.of(join.getLeft(), top(cut, limit, some, source.keys(), leftFields)));
    }
    return null;
  }

  /**
   * The rows of one side that have a partner, where the order is a distance: the other side's keys
   * are gathered first, and become a condition of the search. Null when the join asks for more than
   * one equality, or the other side is large.
   */
  private @Nullable RelNode restricted(LogicalJoin join, List<Rels.Ordering> keys, boolean left) {
    int leftFields = join.getLeft().getRowType().getFieldCount();
    RelNode side = left ? join.getLeft() : join.getRight();
    RelNode other = left ? join.getRight() : join.getLeft();
    List<RexNode> conditions = Rex.conjuncts(join.getCondition());
    if (keys.size() != 1
        || DistanceOrder.of(analysis, keys.getFirst().expression()) == null
        || conditions.size() != 1
        || !equality(conditions.getFirst())
        || Rex.anyExpression(other, e -> Rex.isVolatile(e) || Rex.readsOuter(e))) {
      return null;
    }
    PgCall equality = (PgCall) conditions.getFirst();
    RexInputRef low = (RexInputRef) equality.operands.get(0);
    RexInputRef high = (RexInputRef) equality.operands.get(1);
    if (low.getIndex() > high.getIndex()) {
      RexInputRef first = low;
      low = high;
      high = first;
    }
    Type element = RelTypes.typeOf(low);
    Type array = analysis.coercion.arrayOf(element);
    if (low.getIndex() >= leftFields
        || high.getIndex() < leftFields
        || RelTypes.typeOf(high) != element
        || array == null) {
      return null;
    }
    RexNode partner = left ? Rex.shift(high, -leftFields) : low;
    RexNode own = left ? low : Rex.shift(high, -leftFields);
    BitSet wanted = Rex.fields(partner);
    if (planner.build(other, wanted).rows() > MOST_PARTNERS) {
      return null;
    }
    RexNode partners =
        analysis.call(
            new Shape.Subquery(
                Expression.SubqueryKind.ARRAY,
                project(other, List.of(partner)),
                new Correlation(),
                0,
                null,
                null),
            array,
            List.of(),
            0);
    Shape.Function operator = (Shape.Function) equality.shape();
    return filtered(
        side,
        analysis.call(
            new Shape.Quantified(operator.signature(), false),
            Types.BOOL,
            List.of(own, partners),
            0));
  }

  /** A relation with one more condition, as near to its table as it goes; null when it goes not. */
  private @Nullable RelNode filtered(RelNode rel, RexNode condition) {
    switch (rel) {
      case Rels.Scan scan when scan.table.kind().stored() -> {
        return LogicalFilter.create(scan, condition);
      }
      case LogicalFilter filter -> {
        RelNode below = filter.getInput();
        if (below instanceof Rels.Scan) {
          List<RexNode> all = new ArrayList<>(Rex.conjuncts(filter.getCondition()));
          all.add(condition);
          return LogicalFilter.create(below, Rex.and(analysis.cluster.getRexBuilder(), all));
        }
        RelNode within = filtered(below, condition);
        return within == null ? null : filter.copy(filter.getTraitSet(), List.of(within));
      }
      case LogicalJoin join -> {
        int leftFields = join.getLeft().getRowType().getFieldCount();
        BitSet fields = Rex.fields(condition);
        boolean inner = join.getJoinType() == JoinRelType.INNER;
        boolean keepsLeft =
            inner
                || join.getJoinType() == JoinRelType.LEFT
                || join.getJoinType() == JoinRelType.SEMI;
        if (keepsLeft && fields.length() <= leftFields) {
          RelNode left = filtered(join.getLeft(), condition);
          return left == null
              ? null
              : join.copy(join.getTraitSet(), List.of(left, join.getRight()));
        }
        if (inner && fields.nextSetBit(0) >= leftFields) {
          RelNode right = filtered(join.getRight(), Rex.shift(condition, -leftFields));
          return right == null
              ? null
              : join.copy(join.getTraitSet(), List.of(join.getLeft(), right));
        }
        return null;
      }
      default -> {
        return null;
      }
    }
  }

  private RelNode top(
      Rels.Cut cut, RexNode limit, RelNode side, List<Rels.Ordering> keys, int offset) {
    List<RexNode> fields = new ArrayList<>(Rels.fieldsOf(side));
    int own = fields.size();
    List<Finish.Sort> sorts = new ArrayList<>();
    for (Rels.Ordering key : keys) {
      fields.add(Rex.shift(key.expression(), -offset));
      sorts.add(
          new Finish.Sort(
              fields.size() - 1, new Shape.SortDirection(key.descending(), key.nullsFirst()), 0));
    }
    RelNode sorted = Finish.sort(project(side, fields), sorts);
    RexNode wanted = cut.offset == null ? limit : sum(limit, cut.offset);
    RelNode first = new Rels.Cut(sorted, wanted, null, List.of());
    return project(first, Rels.fieldsOf(first).subList(0, own));
  }

  private RelNode project(RelNode input, List<RexNode> fields) {
    return LogicalProject.create(
        input, List.of(), fields, analysis.types.names(fields.size()), Set.of());
  }

  private RexNode sum(RexNode limit, RexNode offset) {
    RexNode zero = analysis.constant(0L, Types.INT8, 0);
    RexNode skipped = analysis.call(new Shape.Coalesce(), Types.INT8, List.of(offset, zero), 0);
    return analysis.operatorResolution.binary("+", limit, skipped, 0);
  }

  /** Whether each row of one side has a partner, by a foreign key to the other, unfiltered side. */
  private boolean always(LogicalJoin join, boolean left) {
    if (join.getJoinType() != JoinRelType.INNER) {
      return false;
    }
    RelNode child = left ? join.getLeft() : join.getRight();
    RelNode parent = left ? join.getRight() : join.getLeft();
    if (child instanceof LogicalFilter filter) {
      child = filter.getInput();
    }
    if (!(child instanceof Rels.Scan from)
        || !(parent instanceof Rels.Scan to)
        || !from.members.isEmpty()
        || !to.members.isEmpty()
        || !to.security.isEmpty()) {
      return false;
    }
    int shift = join.getLeft().getRowType().getFieldCount();
    List<Integer> fromColumns = new ArrayList<>();
    List<Integer> toColumns = new ArrayList<>();
    for (RexNode conjunct : Rex.conjuncts(join.getCondition())) {
      if (!equality(conjunct)) {
        return false;
      }
      List<RexNode> sides = ((RexCall) conjunct).operands;
      int a = ((RexInputRef) sides.get(0)).getIndex();
      int b = ((RexInputRef) sides.get(1)).getIndex();
      int low = Math.min(a, b);
      int high = Math.max(a, b) - shift;
      if (low >= shift || high < 0) {
        return false;
      }
      fromColumns.add(from.columns.get(left ? low : high));
      toColumns.add(to.columns.get(left ? high : low));
    }
    return references(from, to, fromColumns, toColumns);
  }

  private boolean equality(RexNode node) {
    return PgCall.shapeOf(node) instanceof Shape.Function(FunctionSignature function)
        && "=".equals(analysis.functions.operatorName(function))
        && ((RexCall) node).operands.stream().allMatch(o -> o instanceof RexInputRef);
  }

  private static boolean references(
      Rels.Scan from, Rels.Scan to, List<Integer> fromColumns, List<Integer> toColumns) {
    for (Constraint constraint : from.table.constraints()) {
      if (constraint instanceof Constraint.ForeignKey key
          && key.referencedTableOid() == to.table.oid()
          && !key.timing().deferrable()
          && key.columns().size() == fromColumns.size()) {
        boolean same = true;
        for (int i = 0; i < fromColumns.size(); i++) {
          int at = key.columns().indexOf(fromColumns.get(i));
          same &=
              at >= 0
                  && key.referencedColumns().get(at).equals(toColumns.get(i))
                  && from.table.column(fromColumns.get(i)).notNull();
        }
        if (same) {
          return true;
        }
      }
    }
    return false;
  }
}
