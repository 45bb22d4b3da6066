package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * EXISTS, NOT EXISTS and IN as semi and anti joins, where PostgreSQL does so: as a conjunct of a
 * filter, with the correlation in the subquery's own WHERE. All others stay subqueries.
 */
final class SubqueryJoins {
  private final Analysis analysis;

  SubqueryJoins(Analysis analysis) {
    this.analysis = analysis;
  }

  RelNode rewrite(RelNode rel) {
    List<RelNode> inputs = rel.getInputs().stream().map(this::rewrite).toList();
    RelNode node = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    return node instanceof LogicalFilter filter ? filter(filter) : node;
  }

  private RelNode filter(LogicalFilter filter) {
    RelNode input = filter.getInput();
    List<RexNode> rest = new ArrayList<>();
    List<RexNode> conjuncts = Rex.conjuncts(filter.getCondition());
    for (RexNode conjunct : conjuncts) {
      RelNode joined = joined(input, conjunct);
      if (joined == null) {
        rest.add(conjunct);
      } else {
        input = joined;
      }
    }
    if (rest.size() == conjuncts.size()) {
      return filter;
    }
    return rest.isEmpty() ? input : below(input, rest);
  }

  /** The other conjuncts go below the joins, which only throw rows away. */
  private RelNode below(RelNode joined, List<RexNode> rest) {
    if (joined instanceof LogicalJoin join
        && (join.getJoinType() == JoinRelType.SEMI || join.getJoinType() == JoinRelType.ANTI)) {
      return join.copy(
          join.getTraitSet(),
          join.getCondition(),
          below(join.getLeft(), rest),
          join.getRight(),
          join.getJoinType(),
          false);
    }
    return LogicalFilter.create(joined, and(rest));
  }

  private RexNode and(List<RexNode> conditions) {
    return Rex.and(analysis.cluster.getRexBuilder(), conditions);
  }

  private @Nullable RelNode joined(RelNode left, RexNode conjunct) {
    boolean negated = conjunct.getKind() == SqlKind.NOT;
    RexNode inner = negated ? ((RexCall) conjunct).operands.getFirst() : conjunct;
    if (!(inner instanceof PgCall call)
        || !(call.shape() instanceof Shape.Subquery subquery)
        || Rex.isVolatile(subquery.query())) {
      return null;
    }
    return switch (subquery.kind()) {
      case EXISTS -> exists(left, call, subquery, negated);
      case ANY -> negated ? null : in(left, call, subquery);
      case SCALAR, ALL, ARRAY -> null;
    };
  }

  private @Nullable RelNode exists(
      RelNode left, PgCall call, Shape.Subquery subquery, boolean negated) {
    if (subquery.outerCount() == 0) {
      return null;
    }
    RelNode query = Rewriting.prepared(subquery.query(), analysis);
    while (query instanceof LogicalProject || query instanceof LogicalSort) {
      query = query.getInputs().getFirst();
    }
    Parts parts = split(query, subquery.correlation());
    if (parts == null) {
      return null;
    }
    return join(left, parts, List.of(), call, subquery, negated);
  }

  /**
   * Conditions of the subquery that read nothing of its own rows are conditions of the outer row:
   * EXISTS holds only where they do. Subqueries among them may become joins in their turn.
   */
  private RelNode keeping(RelNode left, List<RexNode> conditions) {
    return conditions.isEmpty() ? left : filter(LogicalFilter.create(left, and(conditions)));
  }

  private @Nullable RelNode in(RelNode left, PgCall call, Shape.Subquery subquery) {
    RexNode test = subquery.test();
    if (test == null || !simple(test)) {
      return null;
    }
    int leftCount = call.operands.size() - subquery.outerCount();
    RelNode query = Rewriting.prepared(subquery.query(), analysis);
    if (query instanceof LogicalSort sort) {
      query = sort.getInput();
    }
    List<RexNode> fields = Rels.fieldsOf(query);
    if (subquery.outerCount() > 0) {
      if (!(query instanceof LogicalProject project)) {
        return null;
      }
      fields = project.getProjects();
      query = project.getInput();
      if (fields.stream().anyMatch(f -> Rex.reads(f, subquery.correlation()))) {
        return null;
      }
    }
    Parts parts = split(query, subquery.correlation());
    if (parts == null) {
      return null;
    }
    int leftFields = left.getRowType().getFieldCount();
    List<RexNode> inner = fields;
    RexNode condition =
        Rex.replace(
            test,
            n -> {
              if (!(n instanceof RexInputRef field)) {
                return null;
              }
              int index = field.getIndex();
              return index < leftCount
                  ? call.operands.get(subquery.outerCount() + index)
                  : Rex.shift(inner.get(index - leftCount), leftFields);
            });
    return join(left, parts, List.of(condition), call, subquery, false);
  }

  private static boolean simple(RexNode test) {
    return !Rex.any(test, n -> PgCall.shapeOf(n) instanceof Shape.Subquery);
  }

  /** A subquery's relation and the conditions that read the outer row. */
  private record Parts(RelNode relation, List<RexNode> correlated) {}

  /** Null when the correlation reaches deeper than the topmost filter. */
  private @Nullable Parts split(RelNode query, Correlation correlation) {
    List<RexNode> correlated = new ArrayList<>();
    List<RexNode> own = new ArrayList<>();
    RelNode base = query;
    if (query instanceof LogicalFilter filter) {
      base = filter.getInput();
      for (RexNode c : Rex.conjuncts(filter.getCondition())) {
        (Rex.reads(c, correlation) ? correlated : own).add(c);
      }
    }
    if (Rex.anyExpression(base, e -> Rex.reads(e, correlation))) {
      return null;
    }
    return new Parts(own.isEmpty() ? base : LogicalFilter.create(base, and(own)), correlated);
  }

  /** Null where the condition does not read the left row: then one answer serves all rows. */
  private @Nullable RelNode join(
      RelNode left,
      Parts parts,
      List<RexNode> conditions,
      PgCall call,
      Shape.Subquery subquery,
      boolean negated) {
    int leftFields = left.getRowType().getFieldCount();
    List<RexNode> all = new ArrayList<>(conditions);
    List<RexNode> ofLeft = new ArrayList<>();
    for (RexNode correlated : parts.correlated()) {
      boolean readsRight = !Rex.fields(correlated).isEmpty();
      (readsRight || negated ? all : ofLeft)
          .add(
              Rex.replace(
                  correlated,
                  n -> {
                    if (n instanceof RexInputRef field) {
                      return new RexInputRef(field.getIndex() + leftFields, field.getType());
                    }
                    return PgCall.shapeOf(n) instanceof Shape.Outer(Correlation c, int index)
                            && c == subquery.correlation()
                        ? call.operands.get(index)
                        : null;
                  }));
    }
    int first = Rex.fields(and(all)).nextSetBit(0);
    if (first < 0 || first >= leftFields) {
      return null;
    }
    return LogicalJoin.create(
        keeping(left, ofLeft),
        rewrite(parts.relation()),
        List.of(),
        and(all),
        Set.of(),
        negated ? JoinRelType.ANTI : JoinRelType.SEMI);
  }
}
