package dev.tusk.storage;

/** The thread was interrupted, or the wait cancelled, while waiting for a lock: 57014. */
public final class LockWaitInterruptedException extends StorageException {
  LockWaitInterruptedException(String message) {
    super(message);
  }
}
