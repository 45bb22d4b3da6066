package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.catalog.Table;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * An item of FROM as it was written, its names resolved: beside the algebra that gives its rows,
 * what {@code RangeTblEntry} and {@code JoinExpr} are in PostgreSQL.
 */
public sealed interface FromItem {

  /**
   * A relation.
   *
   * @param alias null when none was written
   * @param columnAliases for the first columns; empty for none
   * @param sample null for all rows
   * @param only without the rows of the tables below it
   */
  record Relation(
      Table table,
      @Nullable String alias,
      List<String> columnAliases,
      @Nullable Sample sample,
      boolean only)
      implements FromItem {
    /** All rows of it. */
    public Relation(Table table, @Nullable String alias, List<String> columnAliases) {
      this(table, alias, columnAliases, null, false);
    }

    /** All rows of it, and of the tables below it or not. */
    public Relation(Table table, @Nullable String alias, List<String> columnAliases, boolean only) {
      this(table, alias, columnAliases, null, only);
    }
  }

  /**
   * TABLESAMPLE.
   *
   * @param seed null without REPEATABLE
   */
  record Sample(String method, RexNode percentage, @Nullable RexNode seed) {}

  /** A query in parentheses. */
  record Derived(ResolvedQuery query, String alias, List<String> columnAliases, boolean lateral)
      implements FromItem {}

  /** A query of WITH. */
  record Common(
      String name, @Nullable String alias, List<String> columnAliases, List<String> columns)
      implements FromItem {}

  /**
   * Functions.
   *
   * @param name what the item is called without an alias
   * @param columns all, by the names they have without an alias's
   * @param lateral whether they read items to their left
   */
  record Functions(
      List<Called> calls,
      boolean ordinality,
      String name,
      @Nullable String alias,
      List<String> columnAliases,
      List<String> columns,
      boolean lateral)
      implements FromItem {}

  /** A function in FROM, with its column definition list; empty without one. */
  record Called(RexNode call, List<Definition> definitions) {}

  /** {@code name type} of a column definition list. */
  record Definition(String name, RelDataType type) {}

  /**
   * A join. The row of FROM has the left side's fields, then the right side's.
   *
   * @param comma whether the two are only listed
   * @param using the columns merged, in order; empty for none
   * @param condition null without ON
   * @param usingAlias of {@code USING (…) AS name}
   * @param alias of the whole, null for none
   * @param reads what a lateral right side reads of the left row
   */
  record Join(
      FromItem left,
      int leftFields,
      FromItem right,
      JoinRelType type,
      boolean comma,
      List<Merged> using,
      @Nullable RexNode condition,
      @Nullable String usingAlias,
      @Nullable String alias,
      List<String> columnAliases,
      Correlation reads)
      implements FromItem {
    /** The same under an alias. */
    public Join as(String newAlias, List<String> newColumns) {
      return new Join(
          left,
          leftFields,
          right,
          type,
          comma,
          using,
          condition,
          usingAlias,
          newAlias,
          newColumns,
          reads);
    }
  }

  /** A column of USING: what both sides have, and what the join makes of them, over its row. */
  record Merged(String name, RexNode left, RexNode right, RexNode value) {}

  /** The row that a rule is about, {@code old} or {@code new}, which FROM does not list. */
  record RuleRow(Table table, String name) implements FromItem {}

  /** The row of FROM of a query without one. */
  record Nothing() implements FromItem {}
}
