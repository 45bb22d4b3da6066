package dev.tusk.sql.grammar;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code a[lower:upper]}; either bound may be left out. */
public final class ArraySlice extends SqlCall {
  private static final SqlOperator OPERATOR = new SqlSpecialOperator("SLICE", SqlKind.OTHER);

  private SqlNode array;
  private SqlNode lower;
  private SqlNode upper;

  public ArraySlice(SqlParserPos position, SqlNode array, SqlNode lower, SqlNode upper) {
    super(position);
    this.array = array;
    this.lower = lower;
    this.upper = upper;
  }

  public SqlNode array() {
    return array;
  }

  /** Null when left out. */
  public SqlNode lower() {
    return lower;
  }

  /** Null when left out. */
  public SqlNode upper() {
    return upper;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return Arrays.asList(array, lower, upper);
  }

  @Override
  public void setOperand(int index, SqlNode operand) {
    switch (index) {
      case 0 -> array = operand;
      case 1 -> lower = operand;
      case 2 -> upper = operand;
      default -> throw new IndexOutOfBoundsException(index);
    }
  }

  @Override
  public void unparse(SqlWriter writer, int left, int right) {
    array.unparse(writer, left, right);
    writer.print("[");
    if (lower != null) {
      lower.unparse(writer, 0, 0);
    }
    writer.print(":");
    if (upper != null) {
      upper.unparse(writer, 0, 0);
    }
    writer.print("]");
  }
}
