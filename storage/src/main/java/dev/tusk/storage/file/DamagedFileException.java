package dev.tusk.storage.file;

/** A file does not hold what was written to it; the message says which one, and where. */
public final class DamagedFileException extends RuntimeException {
  public DamagedFileException(String message) {
    super(message);
  }
}
