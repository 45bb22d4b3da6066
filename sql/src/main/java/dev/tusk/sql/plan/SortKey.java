package dev.tusk.sql.plan;

/** One key of ORDER BY; PostgreSQL's default is NULLS LAST ascending, NULLS FIRST descending. */
public record SortKey(Expression expression, boolean descending, boolean nullsFirst) {}
