package dev.tusk.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code x = y} where {@code CASE x WHEN y} is written. */
public final class SwitchedComparison extends SqlBasicCall {
  SwitchedComparison(SqlNode subject, SqlNode value, SqlParserPos position) {
    super(SqlStdOperatorTable.EQUALS, List.of(subject, value), position);
  }

  /** The same CASE with plain comparisons as its conditions. */
  public static SqlCase searched(SqlCase conditional) {
    SqlNodeList when = new SqlNodeList(conditional.getWhenOperands().getParserPosition());
    for (SqlNode condition : conditional.getWhenOperands()) {
      when.add(
          condition instanceof SwitchedComparison c
              ? new SqlBasicCall(c.getOperator(), c.getOperandList(), c.getParserPosition())
              : condition);
    }
    return new SqlCase(
        conditional.getParserPosition(),
        null,
        when,
        conditional.getThenOperands(),
        conditional.getElseOperand());
  }
}
