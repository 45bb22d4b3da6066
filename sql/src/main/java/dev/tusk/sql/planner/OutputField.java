package dev.tusk.sql.planner;

import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import org.apache.calcite.rex.RexNode;

/**
 * A column of a result: its name, its expression, and the table column that it is.
 *
 * @param tableOid and columnNumber 0 for anything but a plain column
 */
record OutputField(String name, RexNode expression, long tableOid, int columnNumber) {
  OutputColumn column() {
    return new OutputColumn(
        name, Coercion.typeOf(expression), Coercion.typmodOf(expression), tableOid, columnNumber);
  }

  OutputField with(RexNode newExpression) {
    return new OutputField(name, newExpression, tableOid, columnNumber);
  }
}
