package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.sql.plan.CursorCondition;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;

/** The one row of a table that a cursor stands on: what a scan WHERE CURRENT OF reads. */
final class CursorRow {
  private static final long[] NONE = {};

  private CursorRow() {}

  /** The rows of a scan, before its filter: all of the table, or the one that a cursor is on. */
  static Operator scan(PhysicalPlan.SeqScan scan, ExpressionCompiler compiler) {
    Expression.CurrentOf current = CursorCondition.of(scan.filter());
    if (current == null) {
      return e -> e.tables().scan(scan.table(), scan.columns(), e);
    }
    Evaluator cursor = compiler.compile(current.cursor());
    return e -> {
      String name = String.valueOf(cursor.evaluate(new Object[0], e));
      Long row = e.functions().session().currentRow(name, scan.table().oid());
      return e.tables()
          .rows(scan.table(), row == null ? NONE : new long[] {row}, scan.columns(), e);
    };
  }
}
