package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A join with what Calcite's has no place for: {@code JOIN b USING (x) AS j}. */
public final class PgJoin extends SqlJoin {
  private final SqlIdentifier usingAlias;

  PgJoin(
      SqlParserPos position,
      SqlNode left,
      SqlLiteral natural,
      SqlLiteral type,
      SqlNode right,
      SqlLiteral conditionType,
      SqlNode condition,
      SqlIdentifier usingAlias) {
    super(position, left, natural, type, right, conditionType, condition);
    this.usingAlias = usingAlias;
  }

  /** The name of the columns that USING joins by; null without one. */
  public SqlIdentifier usingAlias() {
    return usingAlias;
  }
}
