package dev.tusk.storage;

/** The data directory is open in another engine, and the message names it. */
public final class DirectoryLockedException extends StorageException {
  DirectoryLockedException(String message) {
    super(message);
  }
}
