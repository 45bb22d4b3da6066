package dev.tusk.wire.message;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link ErrorResponse} or a {@link NoticeResponse} says: every field of the protocol.
 *
 * <pre>
 *  'S' 'V'  severity              's' 't' 'c'  schema, table, column
 *  'C'      SQLSTATE              'd' 'n'      data type, constraint
 *  'M'      message               'p' 'q'      position in, and text of, an internal query
 *  'D' 'H'  detail, hint          'W'          where: the context, innermost first
 *  'P'      position              'F' 'L' 'R'  file, line, routine of the server's source
 * </pre>
 *
 * <p>Positions count characters from 1; 0 is none. Absent texts are null and are not sent.
 */
public record ErrorFields(
    Severity severity,
    String sqlState,
    String message,
    @Nullable String detail,
    @Nullable String hint,
    int position,
    int internalPosition,
    @Nullable String internalQuery,
    @Nullable String where,
    @Nullable String schema,
    @Nullable String table,
    @Nullable String column,
    @Nullable String dataType,
    @Nullable String constraint,
    @Nullable String file,
    int line,
    @Nullable String routine) {

  public ErrorFields {
    if (sqlState.length() != 5) {
      throw new IllegalArgumentException("a SQLSTATE has five characters: " + sqlState);
    }
  }

  /** The fields that every report has, and no others. */
  public static ErrorFields of(Severity severity, String sqlState, String message) {
    return builder(severity, sqlState, message).build();
  }

  /** Starts a report; the setters of what it does not know are simply not called. */
  public static Builder builder(Severity severity, String sqlState, String message) {
    return new Builder(severity, sqlState, message);
  }

  /** Writes the list of fields, as the body of either message. */
  void encode(WireWriter out) {
    text(out, 'S', severity.name());
    text(out, 'V', severity.name());
    text(out, 'C', sqlState);
    text(out, 'M', message);
    text(out, 'D', detail);
    text(out, 'H', hint);
    number(out, 'P', position);
    number(out, 'p', internalPosition);
    text(out, 'q', internalQuery);
    text(out, 'W', where);
    text(out, 's', schema);
    text(out, 't', table);
    text(out, 'c', column);
    text(out, 'd', dataType);
    text(out, 'n', constraint);
    text(out, 'F', file);
    number(out, 'L', line);
    text(out, 'R', routine);
    out.writeByte(0);
  }

  private static void text(WireWriter out, char code, @Nullable String value) {
    if (value != null) {
      out.writeByte(code);
      out.writeCString(value);
    }
  }

  private static void number(WireWriter out, char code, int value) {
    if (value > 0) {
      text(out, code, Integer.toString(value));
    }
  }

  /** Collects the optional fields; null and 0 mean that there is none. */
  public static final class Builder {
    private final Severity severity;
    private final String sqlState;
    private final String message;
    private @Nullable String detail;
    private @Nullable String hint;
    private int position;
    private int internalPosition;
    private @Nullable String internalQuery;
    private @Nullable String where;
    private @Nullable String schema;
    private @Nullable String table;
    private @Nullable String column;
    private @Nullable String dataType;
    private @Nullable String constraint;
    private @Nullable String file;
    private int line;
    private @Nullable String routine;

    private Builder(Severity severity, String sqlState, String message) {
      this.severity = severity;
      this.sqlState = sqlState;
      this.message = message;
    }

    public Builder detail(@Nullable String text) {
      detail = text;
      return this;
    }

    public Builder hint(@Nullable String text) {
      hint = text;
      return this;
    }

    /** Where in the statement, in characters from 1. */
    public Builder position(int character) {
      position = character;
      return this;
    }

    public Builder internal(int character, @Nullable String query) {
      internalPosition = character;
      internalQuery = query;
      return this;
    }

    /** The context, such as {@code COPY t, line 1, column c: "x"}. */
    public Builder where(@Nullable String text) {
      where = text;
      return this;
    }

    public Builder schema(@Nullable String name) {
      schema = name;
      return this;
    }

    public Builder table(@Nullable String name) {
      table = name;
      return this;
    }

    public Builder column(@Nullable String name) {
      column = name;
      return this;
    }

    public Builder dataType(@Nullable String name) {
      dataType = name;
      return this;
    }

    public Builder constraint(@Nullable String name) {
      constraint = name;
      return this;
    }

    public Builder source(@Nullable String sourceFile, int sourceLine, @Nullable String method) {
      file = sourceFile;
      line = sourceLine;
      routine = method;
      return this;
    }

    public ErrorFields build() {
      return new ErrorFields(
          severity,
          sqlState,
          message,
          detail,
          hint,
          position,
          internalPosition,
          internalQuery,
          where,
          schema,
          table,
          column,
          dataType,
          constraint,
          file,
          line,
          routine);
    }
  }
}
