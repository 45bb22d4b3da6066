package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.planner.analyze.Finish;
import dev.tusk.sql.planner.physical.OrderPlanner.SortSource;
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
 */
final class TopKJoins {
  private final Analysis analysis;

  TopKJoins(Analysis analysis) {
    this.analysis = analysis;
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
    return null;
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
        || !to.members.isEmpty()) {
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
