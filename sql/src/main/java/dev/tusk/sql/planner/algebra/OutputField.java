package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import org.apache.calcite.rex.RexNode;

/**
 * A column of a result: its name, its expression, and the table column that it is.
 *
 * @param tableOid and columnNumber 0 for anything but a plain column
 */
public record OutputField(String name, RexNode expression, long tableOid, int columnNumber) {
  public OutputColumn column() {
    return new OutputColumn(
        name,
        RelTypes.typeOf(expression),
        RelTypes.typmodOf(expression),
        tableOid,
        columnNumber,
        RelTypes.collation(expression.getType()));
  }

  public OutputField with(RexNode newExpression) {
    return new OutputField(name, newExpression, tableOid, columnNumber);
  }
}
