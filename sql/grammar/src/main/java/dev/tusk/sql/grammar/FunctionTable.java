package dev.tusk.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A function in FROM. It sees the tables to its left, with or without LATERAL. Its alias, if any,
 * is an AS call around it.
 */
public final class FunctionTable extends SqlCall {
  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("FUNCTION TABLE", SqlKind.COLLECTION_TABLE);

  /** {@code a int} of {@code f() AS t(a int)}. */
  public record ColumnDefinition(String name, SqlDataTypeSpec type) {}

  private SqlNode call;
  private final boolean withOrdinality;
  private final List<ColumnDefinition> columns;

  FunctionTable(
      SqlParserPos position, SqlNode call, boolean withOrdinality, List<ColumnDefinition> columns) {
    super(position);
    this.call = call;
    this.withOrdinality = withOrdinality;
    this.columns = List.copyOf(columns);
  }

  /** The function call. */
  public SqlNode call() {
    return call;
  }

  public boolean withOrdinality() {
    return withOrdinality;
  }

  /** The column definition list; empty without one. */
  public List<ColumnDefinition> columns() {
    return columns;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(call);
  }

  @Override
  public void setOperand(int index, SqlNode operand) {
    call = operand;
  }

  @Override
  public void unparse(SqlWriter writer, int left, int right) {
    writer.keyword("FUNCTION");
    call.unparse(writer, 0, 0);
    if (withOrdinality) {
      writer.keyword("WITH ORDINALITY");
    }
  }
}
