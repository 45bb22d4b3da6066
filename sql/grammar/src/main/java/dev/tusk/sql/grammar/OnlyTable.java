package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ONLY table}: its rows without those of the tables below it. */
public final class OnlyTable extends SqlIdentifier {
  OnlyTable(SqlIdentifier name) {
    super(name.names, null, name.getParserPosition(), null);
  }

  @Override
  public SqlNode clone(SqlParserPos position) {
    return new OnlyTable(new SqlIdentifier(names, position));
  }

  @Override
  public void unparse(SqlWriter writer, int left, int right) {
    writer.keyword("ONLY");
    super.unparse(writer, left, right);
  }
}
