package dev.tusk.storage;

/** Waiting would close a circle of transactions that wait for each other: 40P01. */
public final class DeadlockException extends StorageException {
  DeadlockException(String message) {
    super(message);
  }
}
