package dev.tusk.sql.grammar;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** UPDATE. */
public final class PgUpdate extends Modification {
  private final List<Assignment> assignments;
  private final SqlNode from;
  private final SqlNode where;

  PgUpdate(
      SqlParserPos position,
      SqlIdentifier target,
      SqlIdentifier alias,
      List<Assignment> assignments,
      SqlNode from,
      SqlNode where,
      SqlNodeList returning) {
    super(position, SqlKind.UPDATE, target, alias, returning);
    this.assignments = List.copyOf(assignments);
    this.from = from;
    this.where = where;
  }

  public List<Assignment> assignments() {
    return assignments;
  }

  /** As the FROM of a SELECT; null without it. */
  public SqlNode from() {
    return from;
  }

  /** Null without it. */
  public SqlNode where() {
    return where;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return Arrays.asList(target(), from, where, returning());
  }
}
