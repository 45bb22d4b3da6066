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
 * A function in FROM, or several side by side: ROWS FROM. It sees the tables to its left, with or
 * without LATERAL. Its alias, if any, is an AS call around it.
 */
public final class FunctionTable extends SqlCall {
  private static final SqlOperator OPERATOR =
      new SqlSpecialOperator("FUNCTION TABLE", SqlKind.COLLECTION_TABLE);

  /** {@code a int} of {@code f() AS t(a int)}; the position is that of the name. */
  public record ColumnDefinition(String name, SqlDataTypeSpec type, int position) {}

  /** One function, with the column definition list that ROWS FROM gives it; empty without one. */
  public record Item(SqlNode call, List<ColumnDefinition> columns) {}

  private final List<Item> items;
  private final boolean withOrdinality;
  private final List<ColumnDefinition> columns;

  FunctionTable(
      SqlParserPos position,
      List<Item> items,
      boolean withOrdinality,
      List<ColumnDefinition> columns) {
    super(position);
    this.items = List.copyOf(items);
    this.withOrdinality = withOrdinality;
    this.columns = List.copyOf(columns);
  }

  /** The functions. */
  public List<Item> items() {
    return items;
  }

  public boolean withOrdinality() {
    return withOrdinality;
  }

  /** The column definition list behind the alias; empty without one. */
  public List<ColumnDefinition> columns() {
    return columns;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return items.stream().map(Item::call).toList();
  }

  @Override
  public void unparse(SqlWriter writer, int left, int right) {
    writer.keyword("FUNCTION");
    for (Item item : items) {
      item.call().unparse(writer, 0, 0);
    }
    if (withOrdinality) {
      writer.keyword("WITH ORDINALITY");
    }
  }
}
