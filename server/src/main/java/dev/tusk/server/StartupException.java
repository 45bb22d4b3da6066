package dev.tusk.server;

/** The server cannot start, for a reason that its operator can mend: the message is for them. */
public final class StartupException extends RuntimeException {
  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
