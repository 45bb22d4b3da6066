package dev.tusk.sql.error;

import org.jspecify.annotations.Nullable;

/**
 * A statement failed in a way the client is told about: a SQLSTATE and PostgreSQL's own wording.
 *
 * <p>Clients and ORMs match on both, so messages reproduce the text that PostgreSQL or pgvector
 * gives for the same mistake. A bug in this engine is no SqlException: it is an {@link
 * AssertionError} or {@link IllegalStateException}, and reaches the client as XX000.
 *
 * <p>Immutable: each {@code with} method gives a copy, so an error can be placed (position, column,
 * COPY line) by the caller that knows.
 */
public final class SqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SqlState state;
  private final Fields fields;
  private final @Nullable Reason reason;

  /**
   * What an error carries beside its message.
   *
   * @param position character in the statement's text, from 1; 0 when unknown
   */
  public record Fields(
      @Nullable String detail,
      @Nullable String hint,
      int position,
      @Nullable String where,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column,
      @Nullable String dataType,
      @Nullable String constraint) {
    static final Fields NONE = new Fields(null, null, 0, null, null, null, null, null, null);
  }

  private SqlException(
      SqlState state,
      String message,
      Fields fields,
      @Nullable Reason reason,
      @Nullable Throwable cause) {
    super(message, cause);
    this.state = state;
    this.fields = fields;
    this.reason = reason;
  }

  /** An error with only a message. */
  public static SqlException of(SqlState state, String message) {
    return new SqlException(state, message, Fields.NONE, null, null);
  }

  /** {@code 0A000}: PostgreSQL has it, Tusk not yet. */
  public static SqlException notSupported(String feature) {
    return of(SqlState.FEATURE_NOT_SUPPORTED, feature + " is not supported");
  }

  public SqlState state() {
    return state;
  }

  public Fields fields() {
    return fields;
  }

  /** What it is about, where somebody has to know; null for any other error. */
  public @Nullable Reason reason() {
    return reason;
  }

  public SqlException because(Reason what) {
    SqlException copy = new SqlException(state, text(), fields, what, getCause());
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  /** The message; never null, unlike {@link #getMessage()}'s type says. */
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  private SqlException with(Fields changed) {
    SqlException copy = new SqlException(state, text(), changed, reason, getCause());
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  public SqlException withDetail(@Nullable String detail) {
    var f = fields;
    return with(
        new Fields(
            detail,
            f.hint,
            f.position,
            f.where,
            f.schema,
            f.table,
            f.column,
            f.dataType,
            f.constraint));
  }

  public SqlException withHint(@Nullable String hint) {
    var f = fields;
    return with(
        new Fields(
            f.detail,
            hint,
            f.position,
            f.where,
            f.schema,
            f.table,
            f.column,
            f.dataType,
            f.constraint));
  }

  /** Places the error at a character of the statement, from 1; keeps a position already known. */
  public SqlException at(int position) {
    var f = fields;
    if (f.position != 0 || position <= 0) {
      return this;
    }
    return with(
        new Fields(
            f.detail,
            f.hint,
            position,
            f.where,
            f.schema,
            f.table,
            f.column,
            f.dataType,
            f.constraint));
  }

  /** Replaces the position, 0 for none: for texts that are part of another one. */
  public SqlException replacePosition(int position) {
    var f = fields;
    return with(
        new Fields(
            f.detail,
            f.hint,
            position,
            f.where,
            f.schema,
            f.table,
            f.column,
            f.dataType,
            f.constraint));
  }

  public SqlException withWhere(@Nullable String where) {
    var f = fields;
    return with(
        new Fields(
            f.detail,
            f.hint,
            f.position,
            where,
            f.schema,
            f.table,
            f.column,
            f.dataType,
            f.constraint));
  }

  /** Names the object at fault: fields s, t, c and n of an ErrorResponse. */
  public SqlException about(
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column,
      @Nullable String constraint) {
    var f = fields;
    return with(
        new Fields(
            f.detail, f.hint, f.position, f.where, schema, table, column, f.dataType, constraint));
  }
}
