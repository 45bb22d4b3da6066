package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.ColumnRef;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * The query that an aggregate belongs to: of those whose columns it reads, the innermost; the one
 * it is written in when it reads none ({@code check_agglevels_and_constraints}).
 *
 * @param clause of that query, in which the aggregate then stands
 * @param operands over that query's row
 * @param inner the scopes between, from the one that it is written in outwards
 */
record AggregateLevel(Clause clause, List<RexNode> operands, List<Scope> inner) {
  /**
   * Finds the query.
   *
   * @param direct how many of the operands stand in front of WITHIN GROUP: these have no say
   * @param captured what each scope read of those around before the operands were analysed
   */
  static AggregateLevel of(
      ExpressionAnalyzer expressions, List<RexNode> operands, int direct, List<Integer> captured) {
    Scope scope = expressions.scope();
    Clause clause = expressions.clause();
    List<RexNode> over = operands;
    List<Scope> inner = new ArrayList<>();
    List<Scope> between = new ArrayList<>();
    while (over.stream().skip(direct).noneMatch(AggregateLevel::readsRow)) {
      Scope around = scope.parent();
      if (around == null) {
        break;
      }
      between.add(scope);
      Correlation correlation = scope.correlation();
      if (correlation != null) {
        if (over.stream().skip(direct).noneMatch(o -> Rex.reads(o, correlation))) {
          break;
        }
        over.stream().limit(direct).forEach(AggregateLevel::requireOuter);
        over = Rex.map(over, o -> outside(o, correlation));
        inner.addAll(between);
        between.clear();
        boolean sameQuery = clause == Clause.FROM_FUNCTION && around.inner() == Clause.LATERAL;
        clause = sameQuery ? clause : Objects.requireNonNull(around.inner());
      }
      scope = around;
    }
    for (int i = 0; i < inner.size(); i++) {
      Correlation correlation = inner.get(i).correlation();
      if (correlation != null) {
        correlation.truncate(captured.get(i));
      }
    }
    return new AggregateLevel(clause, over, inner);
  }

  /** What is computed once for a group cannot read rows of a query inside the group's. */
  private static void requireOuter(RexNode direct) {
    Rex.any(
        direct,
        n -> {
          if (n instanceof RexInputRef) {
            throw SqlException.of(
                    SqlState.GROUPING_ERROR,
                    "outer-level aggregate cannot contain a lower-level variable in its direct"
                        + " arguments")
                .at(n instanceof ColumnRef column ? column.position() : 0);
          }
          return false;
        });
  }

  private static boolean readsRow(RexNode node) {
    return Rex.any(node, n -> n instanceof RexInputRef);
  }

  private static RexNode outside(RexNode node, Correlation correlation) {
    return Rex.replace(
        node,
        n ->
            PgCall.shapeOf(n) instanceof Shape.Outer(Correlation c, int index) && c == correlation
                ? correlation.values().get(index)
                : null);
  }

  /** The aggregate as the query reads it that it is written in. */
  RexNode read(RexNode aggregate) {
    RexNode value = aggregate;
    for (Scope scope : inner.reversed()) {
      value = scope.capture(value);
    }
    return value;
  }
}
