package dev.tusk.sql.grammar;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** DELETE. */
public final class PgDelete extends Modification {
  private final SqlNode using;
  private final SqlNode where;

  PgDelete(
      SqlParserPos position,
      SqlIdentifier target,
      SqlIdentifier alias,
      SqlNode using,
      SqlNode where,
      SqlNodeList returning) {
    super(position, SqlKind.DELETE, target, alias, returning);
    this.using = using;
    this.where = where;
  }

  /** As the FROM of a SELECT; null without it. */
  public SqlNode using() {
    return using;
  }

  /** Null without it. */
  public SqlNode where() {
    return where;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return Arrays.asList(target(), using, where, returning());
  }
}
