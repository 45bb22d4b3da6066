package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** AND or OR in parentheses, which tell where a condition that is printed back has its parts. */
public final class ParenthesizedCondition extends SqlBasicCall {
  private ParenthesizedCondition(SqlCall call) {
    super(call.getOperator(), call.getOperandList(), call.getParserPosition());
  }

  /** What stood in parentheses. */
  static SqlNode of(SqlNode node) {
    return node.getKind() == SqlKind.AND || node.getKind() == SqlKind.OR
        ? new ParenthesizedCondition((SqlCall) node)
        : node;
  }
}
