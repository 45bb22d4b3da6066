package dev.tusk.sql.statement;

/** DISCARD. */
public record Discard(What what) implements Statement {
  /** What is thrown away. */
  public enum What {
    ALL,
    PLANS,
    SEQUENCES,
    TEMPORARY
  }
}
