package dev.tusk.sql.grammar;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code table TABLESAMPLE method (arguments) [REPEATABLE (seed)]}. */
public final class TableSample extends SqlCall {
  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("TABLESAMPLE", SqlKind.TABLESAMPLE);

  private final SqlNode table;
  private final SqlIdentifier method;
  private final SqlNodeList arguments;
  private final SqlNode seed;

  TableSample(
      SqlParserPos position,
      SqlNode table,
      SqlIdentifier method,
      SqlNodeList arguments,
      SqlNode seed) {
    super(position);
    this.table = table;
    this.method = method;
    this.arguments = arguments;
    this.seed = seed;
  }

  /** An identifier, or an AS call around one. */
  public SqlNode table() {
    return table;
  }

  public SqlIdentifier method() {
    return method;
  }

  public SqlNodeList arguments() {
    return arguments;
  }

  /** Null without REPEATABLE. */
  public SqlNode seed() {
    return seed;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return Arrays.asList(table, method, arguments, seed);
  }

  @Override
  public void unparse(SqlWriter writer, int left, int right) {
    writer.keyword("TABLESAMPLE");
  }
}
