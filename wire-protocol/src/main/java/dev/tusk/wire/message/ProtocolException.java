package dev.tusk.wire.message;

/**
 * The client's bytes are not what the protocol allows; carries what the client is told.
 *
 * <p>A severity of ERROR means that the message was framed well and only its inside is wrong: the
 * connection goes on. FATAL means that the boundary of messages is lost.
 */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorFields fields;

  public ProtocolException(ErrorFields fields) {
    super(fields.message(), null, false, false);
    this.fields = fields;
  }

  /** A message whose inside is wrong: 08P01. */
  public static ProtocolException violation(String message) {
    return error("08P01", message);
  }

  /** An error after which the connection goes on. */
  public static ProtocolException error(String sqlState, String message) {
    return new ProtocolException(ErrorFields.of(Severity.ERROR, sqlState, message));
  }

  /** An error that ends the connection. */
  public static ProtocolException fatal(String sqlState, String message) {
    return new ProtocolException(ErrorFields.of(Severity.FATAL, sqlState, message));
  }

  public ErrorFields fields() {
    return fields;
  }
}
