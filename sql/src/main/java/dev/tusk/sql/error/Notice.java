package dev.tusk.sql.error;

import org.jspecify.annotations.Nullable;

/**
 * Something the client should know though the statement goes on.
 *
 * @param severity NOTICE, WARNING, INFO, LOG or DEBUG
 * @param position character in the statement's text, from 1; 0 when unknown
 */
public record Notice(
    String severity,
    SqlState state,
    String message,
    @Nullable String detail,
    @Nullable String hint,
    int position) {

  public static Notice notice(String message) {
    return notice(SqlState.SUCCESSFUL_COMPLETION, message);
  }

  /** One that says why, such as 42P07 for a table that is there already. */
  public static Notice notice(SqlState state, String message) {
    return new Notice("NOTICE", state, message, null, null, 0);
  }

  public static Notice warning(SqlState state, String message) {
    return new Notice("WARNING", state, message, null, null, 0);
  }
}
