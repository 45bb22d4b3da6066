package dev.tusk.sql.planner.physical;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The equalities of a join condition: keys for hashing, and what they do to the row count. */
final class EquiJoins {
  private final Analysis analysis;

  EquiJoins(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Keys of both sides, pairwise of one type, and the conditions that are no equalities. */
  record Keys(List<RexNode> left, List<RexNode> right, List<RexNode> residual) {
    Keys swapped() {
      return new Keys(right, left, residual);
    }
  }

  Keys keys(List<RexNode> conditions, int[] leftPositions, int[] rightPositions) {
    return analysis.settings.hashJoin()
        ? equalities(conditions, leftPositions, rightPositions)
        : new Keys(List.of(), List.of(), conditions);
  }

  /** The same whatever the settings say. */
  Keys equalities(List<RexNode> conditions, int[] leftPositions, int[] rightPositions) {
    List<RexNode> left = new ArrayList<>();
    List<RexNode> right = new ArrayList<>();
    List<RexNode> residual = new ArrayList<>();
    for (RexNode condition : conditions) {
      List<RexNode> sides = sides(condition, leftPositions, rightPositions);
      if (sides == null) {
        residual.add(condition);
      } else {
        left.add(sides.get(0));
        right.add(sides.get(1));
      }
    }
    return new Keys(left, right, residual);
  }

  /**
   * Refuses a full join that neither hashing nor merging could do, as PostgreSQL must: one
   * condition has to be an equality that can be hashed, or all of them such that can be merged.
   */
  void checkFull(List<RexNode> conditions, int[] leftPositions, int[] rightPositions) {
    boolean all = true;
    for (RexNode condition : conditions) {
      Type type = equalityOf(condition, leftPositions, rightPositions);
      if (type != null && hashed(type)) {
        return;
      }
      all &= type != null || Rex.constant(condition) && Rex.isImmutable(condition);
    }
    if (!all) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "FULL JOIN is only supported with merge-joinable or hash-joinable join conditions");
    }
  }

  /** The type that both rows are compared by for equality; null for another condition. */
  private @Nullable Type equalityOf(RexNode condition, int[] leftPositions, int[] rightPositions) {
    if (!(PgCall.shapeOf(condition) instanceof Shape.Function(FunctionSignature function))
        || ((RexCall) condition).operands.size() != 2
        || !"=".equals(analysis.functions.operatorName(function))
        || Rex.isVolatile(condition)) {
      return null;
    }
    RexNode one = ((RexCall) condition).operands.get(0);
    RexNode other = ((RexCall) condition).operands.get(1);
    boolean joins =
        only(one, leftPositions) && only(other, rightPositions)
            || only(one, rightPositions) && only(other, leftPositions);
    Type type = RelTypes.typeOf(one);
    return joins && type.hashed() && !"vector".equals(type.extension()) ? type : null;
  }

  /** Whether PostgreSQL hashes values of the type; others it can only merge. */
  static boolean hashed(Type type) {
    return switch (type.name()) {
      case "bit", "varbit", "money", "tsvector", "tsquery" -> false;
      default -> true;
    };
  }

  /** Both sides of an equality between the two rows, of one type; null when it is none. */
  private @Nullable List<RexNode> sides(
      RexNode condition, int[] leftPositions, int[] rightPositions) {
    if (!(PgCall.shapeOf(condition) instanceof Shape.Function(FunctionSignature function))
        || ((RexCall) condition).operands.size() != 2
        || !"=".equals(analysis.functions.operatorName(function))) {
      return null;
    }
    RexNode one = ((RexCall) condition).operands.get(0);
    RexNode other = ((RexCall) condition).operands.get(1);
    if (only(one, leftPositions) && only(other, rightPositions)) {
      return sameType(one, other);
    }
    if (only(one, rightPositions) && only(other, leftPositions)) {
      List<RexNode> sides = sameType(one, other);
      return sides == null ? null : List.of(sides.get(1), sides.get(0));
    }
    return null;
  }

  private static boolean only(RexNode node, int[] positions) {
    BitSet fields = Rex.fields(node);
    return !fields.isEmpty() && fields.stream().allMatch(f -> positions[f] >= 0);
  }

  private @Nullable List<RexNode> sameType(RexNode one, RexNode other) {
    Type left = RelTypes.typeOf(one);
    Type right = RelTypes.typeOf(other);
    if (left == right) {
      // Where = is of an operator class: boxes with equal areas are equal, and not the same.
      return left.hashed() ? List.of(one, other) : null;
    }
    Type common = analysis.coercion.commonTypeOrNull(List.of(left, right));
    if (common == null || common.category() != left.category() || !common.hashed()) {
      return null;
    }
    return List.of(
        analysis.coercion.coerce(one, common, Context.IMPLICIT, 0),
        analysis.coercion.coerce(other, common, Context.IMPLICIT, 0));
  }

  /** Rows of an inner join, about. */
  double rows(
      Built left, Built right, RelNode rightRel, int rightOffset, List<RexNode> conditions) {
    double rows = Math.max(1, left.rows()) * Math.max(1, right.rows());
    Keys keys = keys(conditions, left.positions(), right.positions());
    for (int i = 0; i < keys.left().size(); i++) {
      double distinct =
          Math.max(
              distinct(keys.right().get(i), rightRel, rightOffset, right.rows()),
              Math.min(200, left.rows()));
      rows /= Math.max(1, distinct);
    }
    return Math.max(1, rows * Selectivity.guess(keys.residual()));
  }

  private double distinct(RexNode key, RelNode rel, int offset, double rows) {
    RelNode base = rel instanceof LogicalFilter filter ? filter.getInput() : rel;
    RexNode bare = IndexCondition.bare(key);
    if (base instanceof Rels.Scan scan && bare instanceof RexInputRef field) {
      int own = field.getIndex() - offset;
      if (own >= 0 && own < scan.columns.size()) {
        return Math.min(Math.max(1, rows), Selectivity.distinct(analysis, scan, own));
      }
    }
    return Math.min(Math.max(1, rows), 200);
  }
}
