package dev.tusk.storage;

/** A lock is held by another and NOWAIT was asked, or the lock timeout has passed: 55P03. */
public final class LockNotAvailableException extends StorageException {
  LockNotAvailableException(String message) {
    super(message);
  }
}
