package dev.tusk.storage;

/**
 * The storage engine cannot do what it was asked; subclasses say what the caller may do about it.
 */
public class StorageException extends RuntimeException {
  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
