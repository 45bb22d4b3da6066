package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Set-returning functions: where they may stand, and how they become rows. */
final class SetReturning {
  private SetReturning() {}

  static boolean in(RexNode node) {
    return Rex.any(node, Rex::setReturning);
  }

  /** CASE and COALESCE decide what is evaluated, so that they can have no set within. */
  static void refuseIn(RexNode node, String construct) {
    refuse(node, "set-returning functions are not allowed in " + construct);
  }

  static void refuse(RexNode node, String message) {
    RexNode last = last(node);
    if (last != null) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, message)
          .withHint(
              "You might be able to move the set-returning function into a LATERAL FROM item.")
          .at(PgCall.positionOf(last));
    }
  }

  /** A function in FROM is a set only as a whole. */
  static void refuseBelowTop(RexNode node) {
    RexNode last = last(node);
    if (last != null) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "set-returning functions must appear at top level of FROM")
          .at(PgCall.positionOf(last));
    }
  }

  /** The call that was read last: of those in it, the outermost of the last operand. */
  private static @org.jspecify.annotations.Nullable RexNode last(RexNode node) {
    if (Rex.setReturning(node)) {
      return node;
    }
    if (node instanceof RexCall call) {
      for (RexNode operand : call.operands.reversed()) {
        RexNode found = last(operand);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Where an expression begins. */
  static int start(RexNode node) {
    int first = PgCall.positionOf(node);
    if (node instanceof RexCall call) {
      for (RexNode operand : call.operands) {
        int start = start(operand);
        first = first == 0 || start > 0 && start < first ? start : first;
      }
    }
    return first;
  }

  /**
   * Rows made by the sets of some expressions, innermost sets first and those of one depth side by
   * side.
   *
   * @param rel the rows; then a field for each set
   * @param expressions over them
   */
  record Unfolded(RelNode rel, List<RexNode> expressions, List<Step> steps) {
    /** Another expression over the rows, its sets taken from those that are there. */
    RexNode over(RexNode expression) {
      RexNode over = expression;
      for (Step step : steps) {
        over = step.over(over);
      }
      return over;
    }
  }

  /** Sets of one depth; the first of their fields. */
  private record Step(List<RexNode> sets, int first) {
    RexNode over(RexNode expression) {
      return Rex.replace(
          expression,
          n -> {
            for (int i = 0; i < sets.size(); i++) {
              if (sets.get(i) == n || sets.get(i).equals(n) && !Rex.isVolatile(n)) {
                return new RexInputRef(first + i, n.getType());
              }
            }
            return null;
          });
    }
  }

  static Unfolded unfold(Analysis analysis, RelNode below, List<RexNode> expressions) {
    RelNode rel = below;
    List<RexNode> over = expressions;
    List<Step> steps = new ArrayList<>();
    while (true) {
      List<RexNode> sets = new ArrayList<>();
      over.forEach(e -> collectInnermost(e, sets));
      if (sets.isEmpty()) {
        return new Unfolded(rel, over, steps);
      }
      Step step = new Step(sets, rel.getRowType().getFieldCount());
      steps.add(step);
      List<RelDataType> types = new ArrayList<>();
      rel.getRowType().getFieldList().forEach(f -> types.add(f.getType()));
      sets.forEach(s -> types.add(s.getType()));
      rel = new Rels.Unfold(rel, sets, analysis.types.row(types));
      over = Rex.map(over, step::over);
    }
  }

  /** Whether it holds a set-returning call; adds those that hold no further one. */
  private static boolean collectInnermost(RexNode node, List<RexNode> into) {
    boolean inside = false;
    if (node instanceof RexCall call) {
      for (RexNode operand : call.operands) {
        inside |= collectInnermost(operand, into);
      }
    }
    if (!Rex.setReturning(node)) {
      return inside;
    }
    if (!inside && !into.contains(node)) {
      into.add(node);
    }
    return true;
  }
}
