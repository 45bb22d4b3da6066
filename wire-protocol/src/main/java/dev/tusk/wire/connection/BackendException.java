package dev.tusk.wire.connection;

import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.Severity;
import org.jspecify.annotations.Nullable;

/** A request failed in a way that the client is told about. Carries no stack trace. */
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorFields fields;

  public BackendException(ErrorFields fields) {
    this(fields, null);
  }

  public BackendException(ErrorFields fields, @Nullable Throwable cause) {
    super(fields.message(), cause, false, false);
    this.fields = fields;
  }

  /** An ERROR that has nothing but a message. */
  public static BackendException error(String sqlState, String message) {
    return new BackendException(ErrorFields.of(Severity.ERROR, sqlState, message));
  }

  /** An error that ends the connection. */
  public static BackendException fatal(String sqlState, String message) {
    return new BackendException(ErrorFields.of(Severity.FATAL, sqlState, message));
  }

  public ErrorFields fields() {
    return fields;
  }
}
