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
import org.apache.calcite.sql.SqlKind;

/**
 * Compares an expression of a statement with one that an index stores. Where they differ in no more
 * than a constant, and the statement's is a folded literal, only its value can tell: the literal is
 * wanted, and the statement is planned again with it. Of a parameter it is noted that plans for its
 * values may be better ones.
 */
final class Alike {
  private final List<Parameters.Index> unknown = new ArrayList<>();

  private Alike() {}

  /** Whether they are equal, as far as is known; wants the literals that hide it. */
  static boolean same(Analysis analysis, RexNode expression, RexNode stored) {
    if (expression.equals(stored)) {
      return true;
    }
    Alike alike = new Alike();
    if (alike.alike(expression, stored)) {
      alike.unknown.forEach(index -> want(analysis, index));
    }
    return false;
  }

  /** Wants the folded literals and parameters of a constant whose value is asked for. */
  static void want(Analysis analysis, RexNode constant) {
    List<Parameters.Index> unknown = new ArrayList<>();
    collect(constant, unknown);
    unknown.forEach(index -> want(analysis, index));
  }

  /**
   * Wants the parameters that decide alone whether a condition holds: with its value {@code $1 IS
   * NULL OR a = $1} is {@code a = 5}.
   */
  static void wantAlternatives(Analysis analysis, RexNode condition) {
    if (condition.getKind() != SqlKind.OR) {
      return;
    }
    for (RexNode alternative : ((RexCall) condition).operands) {
      List<Parameters.Index> unknown = new ArrayList<>();
      if (Rex.constant(alternative) && collect(alternative, unknown)) {
        for (Parameters.Index index : unknown) {
          if (index instanceof Parameters.Index.Declared(int number)) {
            analysis.parameters.wantValue(number);
          }
        }
      }
    }
  }

  private static void want(Analysis analysis, Parameters.Index index) {
    switch (index) {
      case Parameters.Index.Folded(int literal) -> analysis.parameters.want(literal);
      case Parameters.Index.Declared(int number) -> analysis.parameters.wantValue(number);
    }
  }

  private boolean alike(RexNode expression, RexNode stored) {
    if (expression.equals(stored)) {
      return true;
    }
    if (Rex.constant(stored)) {
      return Rex.constant(expression) && collect(expression, unknown);
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

  /** Adds the folded literals and parameters of an expression; whether there are any. */
  private static boolean collect(RexNode expression, List<Parameters.Index> into) {
    int before = into.size();
    Rex.any(
        expression,
        n -> {
          if (PgCall.shapeOf(n) instanceof Shape.Parameter(Parameters.Index index)) {
            into.add(index);
          }
          return false;
        });
    return into.size() > before;
  }
}
