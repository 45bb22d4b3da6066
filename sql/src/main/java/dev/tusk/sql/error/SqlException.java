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

  /**
   * Whether errors know where in the engine they were thrown: when it runs with assertions, as
   * tests do. It is a user's mistake that they tell of, and a body may make a hundred thousand.
   */
  private static final boolean TRACED = SqlException.class.desiredAssertionStatus();

  private final SqlState state;
  private final String code;
  private final Fields fields;
  private final @Nullable Reason reason;

  /**
   * What an error carries beside its message.
   *
   * @param position character in the statement's text, from 1; 0 when unknown
   * @param internalPosition the same in {@code internalQuery}
   * @param internalQuery a statement at fault that the client did not send, as a function's
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
      @Nullable String constraint,
      int internalPosition,
      @Nullable String internalQuery) {
    static final Fields NONE =
        new Fields(null, null, 0, null, null, null, null, null, null, 0, null);
  }

  private SqlException(
      SqlState state,
      String code,
      String message,
      Fields fields,
      @Nullable Reason reason,
      @Nullable Throwable cause) {
    super(message, cause, false, TRACED);
    this.state = state;
    this.code = code;
    this.fields = fields;
    this.reason = reason;
  }

  /** An error with only a message. */
  public static SqlException of(SqlState state, String message) {
    return new SqlException(state, state.code(), message, Fields.NONE, null, null);
  }

  /** {@code 0A000}: PostgreSQL has it, Tusk not yet. */
  public static SqlException notSupported(String feature) {
    return of(SqlState.FEATURE_NOT_SUPPORTED, feature + " is not supported");
  }

  public SqlState state() {
    return state;
  }

  /** Five characters: those of {@link #state}, or a user's own. */
  public String code() {
    return code;
  }

  /** An error with a user's SQLSTATE, of which {@link #state} may know nothing. */
  public static SqlException of(String code, String message) {
    SqlState known = SqlState.RAISE_EXCEPTION;
    for (SqlState state : SqlState.values()) {
      if (state.code().equals(code)) {
        known = state;
      }
    }
    return new SqlException(known, code, message, Fields.NONE, null, null);
  }

  public Fields fields() {
    return fields;
  }

  /** What it is about, where somebody has to know; null for any other error. */
  public @Nullable Reason reason() {
    return reason;
  }

  public SqlException because(Reason what) {
    SqlException copy = new SqlException(state, code, text(), fields, what, getCause());
    if (TRACED) {
      copy.setStackTrace(getStackTrace());
    }
    return copy;
  }

  /** The message; never null, unlike {@link #getMessage()}'s type says. */
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  private SqlException with(Fields changed) {
    SqlException copy = new SqlException(state, code, text(), changed, reason, getCause());
    if (TRACED) {
      copy.setStackTrace(getStackTrace());
    }
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
            f.constraint,
            f.internalPosition,
            f.internalQuery));
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
            f.constraint,
            f.internalPosition,
            f.internalQuery));
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
            f.constraint,
            f.internalPosition,
            f.internalQuery));
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
            f.constraint,
            f.internalPosition,
            f.internalQuery));
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
            f.constraint,
            f.internalPosition,
            f.internalQuery));
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
            f.detail,
            f.hint,
            f.position,
            f.where,
            schema,
            table,
            column,
            f.dataType,
            constraint,
            f.internalPosition,
            f.internalQuery));
  }

  /** Names the type at fault: field d. */
  public SqlException aboutType(@Nullable String dataType) {
    var f = fields;
    return with(
        new Fields(
            f.detail,
            f.hint,
            f.position,
            f.where,
            f.schema,
            f.table,
            f.column,
            dataType,
            f.constraint,
            f.internalPosition,
            f.internalQuery));
  }

  /**
   * Places the error in a statement that the client did not send: its position becomes one of that
   * text.
   *
   * @param position from 1, 0 for none
   */
  public SqlException inside(int position, @Nullable String query) {
    var f = fields;
    return with(
        new Fields(
            f.detail,
            f.hint,
            0,
            f.where,
            f.schema,
            f.table,
            f.column,
            f.dataType,
            f.constraint,
            position,
            query));
  }

  /** Adds a line to what the error happened in, behind those that are further inside. */
  public SqlException within(String context) {
    String where = fields.where;
    return withWhere(where == null ? context : where + "\n" + context);
  }
}
