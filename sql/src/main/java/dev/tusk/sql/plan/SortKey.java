package dev.tusk.sql.plan;

import org.jspecify.annotations.Nullable;

/**
 * One key of ORDER BY; PostgreSQL's default is NULLS LAST ascending, NULLS FIRST descending.
 *
 * @param collation the name that EXPLAIN shows of one that is not the type's; null for that
 */
public record SortKey(
    Expression expression, boolean descending, boolean nullsFirst, @Nullable String collation) {
  /** A key in the order of its type. */
  public SortKey(Expression expression, boolean descending, boolean nullsFirst) {
    this(expression, descending, nullsFirst, null);
  }
}
