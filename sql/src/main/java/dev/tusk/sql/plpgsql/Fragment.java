package dev.tusk.sql.plpgsql;

/**
 * A piece of SQL in a body.
 *
 * @param number from 0, counted over the body
 * @param sql its text
 * @param kind what it is
 * @param from of an assignment, the offset of what is assigned; else 0
 * @param names the variables it may name
 */
public record Fragment(int number, String sql, Kind kind, int from, Namespace names) {
  /** What a piece is. */
  public enum Kind {
    STATEMENT,
    EXPRESSION,
    ASSIGNMENT
  }
}
