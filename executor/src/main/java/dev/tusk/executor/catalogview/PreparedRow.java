package dev.tusk.executor.catalogview;

import dev.tusk.sql.type.ArrayValue;

/** A prepared statement of the session; {@code parameterTypes} is an array of regtype. */
public record PreparedRow(
    String name,
    String statement,
    Long prepared,
    ArrayValue parameterTypes,
    boolean fromSql,
    long genericPlans,
    long customPlans) {}
