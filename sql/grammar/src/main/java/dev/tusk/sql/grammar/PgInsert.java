package dev.tusk.sql.grammar;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** INSERT. */
public final class PgInsert extends Modification {
  /** What OVERRIDING says of identity columns. */
  public enum Overriding {
    NOTHING,
    USER_VALUE,
    SYSTEM_VALUE
  }

  private final SqlNodeList columns;
  private final Overriding overriding;
  private final SqlNode source;
  private final OnConflict onConflict;

  PgInsert(
      SqlParserPos position,
      SqlIdentifier target,
      SqlIdentifier alias,
      SqlNodeList columns,
      Overriding overriding,
      SqlNode source,
      OnConflict onConflict,
      SqlNodeList returning) {
    super(position, SqlKind.INSERT, target, alias, returning);
    this.columns = columns;
    this.overriding = overriding;
    this.source = source;
    this.onConflict = onConflict;
  }

  /** The column list, of simple identifiers; null when not written. */
  public SqlNodeList columns() {
    return columns;
  }

  public Overriding overriding() {
    return overriding;
  }

  /**
   * A query, mostly VALUES, whose rows may contain calls of {@code SqlStdOperatorTable.DEFAULT};
   * null for DEFAULT VALUES.
   */
  public SqlNode source() {
    return source;
  }

  /** Null without ON CONFLICT. */
  public OnConflict onConflict() {
    return onConflict;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return Arrays.asList(target(), columns, source, returning());
  }
}
