package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlIdentifier;

/** The table that SELECT INTO makes. */
public record IntoTable(SqlIdentifier name, boolean temporary, boolean unlogged) {}
