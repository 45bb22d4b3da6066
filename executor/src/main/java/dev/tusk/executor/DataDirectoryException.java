package dev.tusk.executor;

/** A data directory cannot be opened, for a reason that its owner can mend: the message says it. */
public final class DataDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
