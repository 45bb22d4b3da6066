package dev.tusk.server;

import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.Reason;
import dev.tusk.sql.error.SqlException;
import dev.tusk.wire.connection.BackendException;
import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.Severity;
import org.jspecify.annotations.Nullable;

/** Errors and notices of the engine in the protocol's form: field for field. */
final class Errors {
  private Errors() {}

  /** What the client is told of a failed request. */
  static BackendException reply(SqlException e) {
    return new BackendException(fields(e, Severity.ERROR), e);
  }

  /** What the client is told when it cannot have a session. */
  static BackendException refusal(SqlException e) {
    return new BackendException(fields(e, Severity.FATAL), e);
  }

  /** The last message of a connection that is ended by the server. */
  static ErrorFields farewell(SqlException e) {
    return fields(e, Severity.FATAL);
  }

  private static ErrorFields fields(SqlException e, Severity severity) {
    SqlException.Fields fields = e.fields();
    return ErrorFields.builder(severity, e.code(), String.valueOf(e.getMessage()))
        .detail(fields.detail())
        .hint(fields.hint())
        .position(fields.position())
        .internal(fields.internalPosition(), fields.internalQuery())
        .where(fields.where())
        .schema(fields.schema())
        .table(fields.table())
        .column(fields.column())
        .dataType(fields.dataType())
        .constraint(fields.constraint())
        .source(null, 0, routine(e))
        .build();
  }

  /**
   * The routine of PostgreSQL's that raises this. pgjdbc prepares a statement again when it reads
   * this one, and only then.
   */
  private static @Nullable String routine(SqlException e) {
    return e.reason() instanceof Reason.ResultChanged ? "RevalidateCachedQuery" : null;
  }

  static ErrorFields notice(Notice notice) {
    ErrorFields.Builder told =
        ErrorFields.builder(Severity.valueOf(notice.severity()), notice.code(), notice.message())
            .detail(notice.detail())
            .hint(notice.hint())
            .position(notice.position());
    SqlException.Fields fields = notice.fields();
    if (fields != null) {
      told.internal(fields.internalPosition(), fields.internalQuery())
          .where(fields.where())
          .schema(fields.schema())
          .table(fields.table())
          .column(fields.column())
          .dataType(fields.dataType())
          .constraint(fields.constraint());
    }
    return told.build();
  }
}
