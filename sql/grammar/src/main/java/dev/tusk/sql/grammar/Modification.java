package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What INSERT, UPDATE, DELETE and MERGE have in common. */
public abstract sealed class Modification extends SqlCall
    permits PgInsert, PgUpdate, PgDelete, PgMerge {
  private final SqlOperator operator;
  private final SqlIdentifier target;
  private final SqlIdentifier alias;
  private final SqlNodeList returning;
  private SqlNodeList with;

  Modification(
      SqlParserPos position,
      SqlKind kind,
      SqlIdentifier target,
      SqlIdentifier alias,
      SqlNodeList returning) {
    super(position);
    this.operator = new SqlSpecialOperator(kind.name(), kind);
    this.target = target;
    this.alias = alias;
    this.returning = returning;
  }

  /** The table changed. */
  public final SqlIdentifier target() {
    return target;
  }

  /** The target's alias; null without one. */
  public final SqlIdentifier alias() {
    return alias;
  }

  /** The items of RETURNING, as those of a select list; null without it. */
  public final SqlNodeList returning() {
    return returning;
  }

  /** The items ({@link PgWithItem}) of WITH before the statement; null without it. */
  public final SqlNodeList with() {
    return with;
  }

  final void with(SqlNodeList items) {
    this.with = items;
  }

  @Override
  public final SqlOperator getOperator() {
    return operator;
  }

  @Override
  public final void unparse(SqlWriter writer, int left, int right) {
    writer.keyword(operator.getName());
    target.unparse(writer, 0, 0);
    writer.print("...");
  }
}
