package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.parser.SqlParserPos;

/** ORDER BY, OFFSET and LIMIT around a query, with what Calcite's has no place for: WITH TIES. */
public final class PgOrderBy extends SqlOrderBy {
  private final boolean withTies;

  PgOrderBy(
      SqlParserPos position, SqlNode query, SqlNodeList orderList, SqlNode offset, Fetch fetch) {
    super(position, query, orderList, offset, fetch.count());
    this.withTies = fetch.withTies();
  }

  /**
   * How many rows.
   *
   * @param count null for all
   */
  record Fetch(SqlNode count, boolean withTies) {
    static final Fetch ALL = new Fetch(null, false);
  }

  /** Whether rows that are equal to the last one by ORDER BY come too. */
  public boolean withTies() {
    return withTies;
  }

  Fetch limit() {
    return new Fetch(fetch, withTies);
  }
}
