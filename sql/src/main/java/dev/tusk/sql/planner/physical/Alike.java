package dev.tusk.sql.planner.physical;

import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * Compares an expression of a statement with one that an index stores. Where they differ in no more
 * than a constant, and the statement's is a folded literal, only its value can tell: the literal is
 * wanted, and the statement is planned again with it.
 */
final class Alike {
  private final List<Integer> literals = new ArrayList<>();

  private Alike() {}

  /** Whether they are equal, as far as is known; wants the literals that hide it. */
  static boolean same(Analysis analysis, RexNode expression, RexNode stored) {
    if (expression.equals(stored)) {
      return true;
    }
    Alike alike = new Alike();
    if (alike.alike(expression, stored)) {
      alike.literals.forEach(analysis.parameters::want);
    }
    return false;
  }

  /** Wants the folded literals of a constant whose value is asked for. */
  static void want(Analysis analysis, RexNode constant) {
    List<Integer> literals = new ArrayList<>();
    collect(constant, literals);
    literals.forEach(analysis.parameters::want);
  }

  private boolean alike(RexNode expression, RexNode stored) {
    if (expression.equals(stored)) {
      return true;
    }
    if (Rex.constant(stored)) {
      return Rex.constant(expression) && collect(expression, literals);
    }
    if (!(expression instanceof RexCall call)
        || !(stored instanceof RexCall other)
        || !call.op.equals(other.op)
        || call.operands.size() != other.operands.size()) {
      return false;
    }
    for (int i = 0; i < call.operands.size(); i++) {
      if (!alike(call.operands.get(i), other.operands.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Adds the folded literals of an expression; whether there are any. */
  private static boolean collect(RexNode expression, List<Integer> into) {
    int before = into.size();
    Rex.any(
        expression,
        n -> {
          if (PgCall.shapeOf(n) instanceof Shape.Parameter(Parameters.Index.Folded(int number))) {
            into.add(number);
          }
          return false;
        });
    return into.size() > before;
  }
}
