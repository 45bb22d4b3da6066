package dev.tusk.sql.statement;

/**
 * FETCH or MOVE.
 *
 * @param count of FORWARD, BACKWARD, ABSOLUTE and RELATIVE; Long.MAX_VALUE for ALL
 * @param move only moves, and gives no rows
 */
public record Fetch(Direction direction, long count, String cursor, boolean move)
    implements Statement {
  /** Which way, or to where. NEXT is FORWARD 1, PRIOR is BACKWARD 1. */
  public enum Direction {
    FORWARD,
    BACKWARD,
    ABSOLUTE,
    RELATIVE
  }
}
