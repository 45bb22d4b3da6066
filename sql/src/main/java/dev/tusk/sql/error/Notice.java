package dev.tusk.sql.error;

import org.jspecify.annotations.Nullable;

/**
 * Something the client should know though the statement goes on.
 *
 * @param severity NOTICE, WARNING, INFO, LOG or DEBUG
 * @param position character in the statement's text, from 1; 0 when unknown
 * @param code the SQLSTATE: that of {@code state}, or a user's own
 * @param fields what more there is to tell; null for nothing
 */
public record Notice(
    String severity,
    SqlState state,
    String message,
    @Nullable String detail,
    @Nullable String hint,
    int position,
    String code,
    SqlException.@Nullable Fields fields) {

  public Notice(
      String severity,
      SqlState state,
      String message,
      @Nullable String detail,
      @Nullable String hint,
      int position) {
    this(severity, state, message, detail, hint, position, state.code(), null);
  }

  /** The same at another place. */
  public Notice at(int place) {
    return new Notice(severity, state, message, detail, hint, place, code, fields);
  }

  /** The same with a detail. */
  public Notice withDetail(String text) {
    return new Notice(severity, state, message, text, hint, position, code, fields);
  }

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
