package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;

/** One query of WITH; {@code query} may be a {@link PgInsert}, {@link PgUpdate} or delete. */
public final class PgWithItem extends SqlWithItem {
  private final Boolean materialized;
  private final SearchClause search;
  private final CycleClause cycle;

  PgWithItem(
      SqlParserPos position,
      SqlIdentifier name,
      SqlNodeList columns,
      SqlNode query,
      SqlLiteral recursive,
      Boolean materialized,
      SearchClause search,
      CycleClause cycle) {
    super(position, name, columns, query, recursive);
    this.materialized = materialized;
    this.search = search;
    this.cycle = cycle;
  }

  /** Null without SEARCH. */
  public SearchClause search() {
    return search;
  }

  /** Null without CYCLE. */
  public CycleClause cycle() {
    return cycle;
  }

  /** True for MATERIALIZED, false for NOT MATERIALIZED, null for neither. */
  public Boolean materialized() {
    return materialized;
  }
}
