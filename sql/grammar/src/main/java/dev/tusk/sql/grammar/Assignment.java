package dev.tusk.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * {@code a = x}, or {@code (a, b) = source}.
 *
 * @param targets simple identifiers, or subscripts and fields of them: {@code a[1]}, {@code
 *     a[1:2]}, {@code a.f}
 * @param source for one column without parentheses an expression or DEFAULT; for a list a ROW call
 *     of as many operands, a query, or another expression that gives a row
 * @param list whether the columns stand in parentheses
 */
public record Assignment(List<SqlNode> targets, SqlNode source, boolean list) {
  /** The column that a target is, or is a part of. */
  public static SqlIdentifier column(SqlNode target) {
    SqlNode node = target;
    while (node instanceof SqlCall call) {
      node = call.operand(0);
    }
    return (SqlIdentifier) node;
  }
}
