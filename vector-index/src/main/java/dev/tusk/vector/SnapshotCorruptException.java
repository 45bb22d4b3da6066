package dev.tusk.vector;

/** A snapshot that must not be trusted: rebuild from the table instead. */
public final class SnapshotCorruptException extends Exception {
  private static final long serialVersionUID = 1;

  public SnapshotCorruptException(String message) {
    super(message);
  }

  public SnapshotCorruptException(String message, Throwable cause) {
    super(message, cause);
  }
}
