package dev.tusk.sql.error;

import org.jspecify.annotations.Nullable;

/**
 * Something the client should know though the statement goes on.
 *
 * @param severity NOTICE, WARNING, INFO, LOG or DEBUG
 */
public record Notice(
    String severity,
    SqlState state,
    String message,
    @Nullable String detail,
    @Nullable String hint) {

  public static Notice notice(String message) {
    return notice(SqlState.SUCCESSFUL_COMPLETION, message);
  }

  /** One that says why, such as 42P07 for a table that is there already. */
  public static Notice notice(SqlState state, String message) {
    return new Notice("NOTICE", state, message, null, null);
  }

  public static Notice warning(SqlState state, String message) {
    return new Notice("WARNING", state, message, null, null);
  }
}
