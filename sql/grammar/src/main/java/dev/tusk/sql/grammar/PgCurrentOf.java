package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CURRENT OF cursor}: the row that a cursor stands on. */
public final class PgCurrentOf extends SqlIdentifier {
  PgCurrentOf(String cursor, SqlParserPos position) {
    super(cursor, position);
  }

  @Override
  public SqlNode clone(SqlParserPos position) {
    return new PgCurrentOf(getSimple(), position);
  }

  @Override
  public void unparse(SqlWriter writer, int left, int right) {
    writer.keyword("CURRENT OF");
    super.unparse(writer, left, right);
  }
}
