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
    return new Notice("NOTICE", SqlState.WARNING, message, null, null);
  }

  public static Notice warning(SqlState state, String message) {
    return new Notice("WARNING", state, message, null, null);
  }
}
