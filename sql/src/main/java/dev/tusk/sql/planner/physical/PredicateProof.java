package dev.tusk.sql.planner.physical;

import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.planner.physical.IndexCondition.Comparison;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether a filter implies a partial index's predicate (PostgreSQL's predtest.c, the part of it
 * that B-tree operators decide): by an equal condition, by a comparison of the same expression with
 * a constant that proves the wanted one, or, for {@code IS NOT NULL}, by any strict comparison.
 */
final class PredicateProof {
  private final Analysis analysis;
  private final List<RexNode> conjuncts;

  PredicateProof(Analysis analysis, List<RexNode> conjuncts) {
    this.analysis = analysis;
    this.conjuncts = conjuncts;
  }

  /**
   * Whether a condition of the predicate follows from the filter: of alternatives in it one must,
   * and of alternatives in the filter each must prove it.
   */
  boolean implies(RexNode wanted) {
    if (alone(wanted)) {
      return true;
    }
    List<RexNode> parts = wanted instanceof RexCall call ? call.operands : List.of();
    if (wanted.getKind() == SqlKind.OR && parts.stream().anyMatch(this::implies)
        || wanted.getKind() == SqlKind.AND && parts.stream().allMatch(this::implies)) {
      return true;
    }
    return conjuncts.stream()
        .filter(c -> c.getKind() == SqlKind.OR)
        .anyMatch(c ->
            ((RexCall) c)
                .operands.stream()
                    .allMatch(o ->
                        new PredicateProof(analysis, RelOptUtil.conjunctions(o)).implies(wanted)));
  }

  /** Whether one conjunct of the filter says so. */
  private boolean alone(RexNode wanted) {
    boolean notNull = PgCall.shapeOf(wanted) instanceof Shape.IsNull(boolean negated) && negated;
    IndexCondition goal = IndexCondition.of(analysis, wanted);
    for (RexNode conjunct : conjuncts) {
      if (Alike.same(analysis, conjunct, wanted)) {
        return true;
      }
      IndexCondition known = notNull || goal != null ? IndexCondition.of(analysis, conjunct) : null;
      if (known != null
          && (notNull
              ? Alike.same(
                  analysis,
                  known.target(),
                  IndexCondition.bare(((RexCall) wanted).operands.getFirst()))
              : goal != null && compared(known, goal))) {
        return true;
      }
    }
    return false;
  }

  private boolean compared(IndexCondition known, IndexCondition goal) {
    if (known.comparison() == Comparison.ANY
        || goal.comparison() == Comparison.ANY
        || !provable(known.comparison(), goal.comparison())
        || !Alike.same(analysis, known.target(), goal.target())) {
      return false;
    }
    Type type = RelTypes.typeOf(goal.target());
    // Each alternative of the filter must pass, each by one alternative of the predicate.
    for (RexNode value : known.values()) {
      Object from = constant(value, type);
      if (from == null) {
        Alike.want(analysis, value);
        return false;
      }
      if (goal.values().stream()
          .noneMatch(
              v -> proves(known.comparison(), from, goal.comparison(), constant(v, type), type))) {
        return false;
      }
    }
    return true;
  }

  private static boolean provable(Comparison known, Comparison goal) {
    return switch (known) {
      case EQUAL, IN, ANY -> true;
      case LESS, LESS_OR_EQUAL -> goal == Comparison.LESS || goal == Comparison.LESS_OR_EQUAL;
      case GREATER, GREATER_OR_EQUAL ->
          goal == Comparison.GREATER || goal == Comparison.GREATER_OR_EQUAL;
    };
  }

  private static boolean proves(
      Comparison known, Object from, Comparison goal, @Nullable Object bound, Type type) {
    if (bound == null) {
      return false;
    }
    int order = type.compare(from, bound);
    return switch (goal) {
      case EQUAL, IN -> order == 0;
      case LESS -> order < 0 || order == 0 && known == Comparison.LESS;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0 || order == 0 && known == Comparison.GREATER;
      case GREATER_OR_EQUAL -> order >= 0;
      case ANY -> false;
    };
  }

  /** The value of a constant of that type; null when it is another, NULL, or not known. */
  private static @Nullable Object constant(RexNode node, Type type) {
    return PgCall.shapeOf(node) instanceof Shape.Constant(Object value, Type of)
            && IndexCondition.sameOrder(of, type)
        ? value
        : null;
  }
}
