package dev.tusk.sql.statement;

/** How long a table lives, and whether it survives a crash. */
public enum Persistence {
  PERMANENT,
  TEMPORARY,
  UNLOGGED
}
