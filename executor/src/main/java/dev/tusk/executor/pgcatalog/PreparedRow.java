package dev.tusk.executor.pgcatalog;

/** A prepared statement of the session. */
public record PreparedRow(String name, String statement, Long prepared, boolean fromSql) {}
