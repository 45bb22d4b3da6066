package dev.tusk.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A SELECT with what Calcite's has no place for: DISTINCT ON, INTO and row locks.
 *
 * <p>Its select list may be empty, as PostgreSQL allows.
 */
public final class PgSelect extends SqlSelect {
  private final SqlNodeList distinctOn;
  private IntoTable into;
  private List<RowLock> locks = List.of();
  private int parenthesis;

  /** Makes one; whatever was not written is null. */
  PgSelect(
      SqlParserPos position,
      SqlNodeList keywords,
      SqlNodeList distinctOn,
      SqlNodeList selectList,
      IntoTable into,
      SqlNode from,
      SqlNode where,
      SqlNodeList groupBy,
      SqlNode having,
      SqlNodeList windows) {
    super(
        position,
        keywords,
        selectList,
        from,
        where,
        groupBy,
        having,
        windows,
        null,
        null,
        null,
        null,
        null);
    this.distinctOn = distinctOn;
    this.into = into;
    unfolded(groupBy);
    unfolded(distinctOn);
  }

  /** SELECT of one value, without FROM. */
  public static PgSelect of(SqlNode value) {
    SqlParserPos position = value.getParserPosition();
    SqlNodeList list = new SqlNodeList(java.util.List.of(value), position);
    return new PgSelect(position, null, null, list, null, null, null, null, null, null);
  }

  private static void unfolded(SqlNodeList list) {
    if (list != null) {
      list.forEach(Tree::unfolded);
    }
  }

  /** The expressions of DISTINCT ON; null without it. */
  public SqlNodeList distinctOn() {
    return distinctOn;
  }

  /** The table of SELECT INTO; null without it. */
  public IntoTable into() {
    return into;
  }

  /** The same, which is then no part of the query any more. */
  public IntoTable takeInto() {
    IntoTable taken = into;
    into = null;
    return taken;
  }

  /** FOR UPDATE and its like, in the order written. */
  public List<RowLock> locks() {
    return locks;
  }

  /** Where the parenthesis around it stands when it is an operand, from 1; else 0. */
  public int parenthesis() {
    return parenthesis;
  }

  void parenthesis(int position) {
    parenthesis = position;
  }

  void lock(List<RowLock> rowLocks) {
    locks = List.copyOf(rowLocks);
  }
}
