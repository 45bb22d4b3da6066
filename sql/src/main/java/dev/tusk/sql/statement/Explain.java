package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * EXPLAIN of a query, a modification, CREATE TABLE AS, CREATE INDEX, DECLARE or EXECUTE.
 *
 * @param analyze run it and measure
 * @param recall compare what searches by an index find with exact searches
 * @param why a condition on the row whose place in the answers of searches is asked; null for none
 * @param timing null when not said: as analyze
 */
public record Explain(
    boolean analyze,
    boolean verbose,
    boolean costs,
    boolean settings,
    boolean buffers,
    boolean wal,
    boolean recall,
    @Nullable String why,
    @Nullable Boolean timing,
    @Nullable Boolean summary,
    Format format,
    Statement statement)
    implements Statement {
  /** How the plan is shown. */
  public enum Format {
    TEXT,
    XML,
    JSON,
    YAML
  }
}
