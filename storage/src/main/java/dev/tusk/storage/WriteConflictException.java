package dev.tusk.storage;

/** REPEATABLE READ met a row that another transaction changed since the snapshot: 40001. */
public final class WriteConflictException extends StorageException {
  WriteConflictException(String message) {
    super(message);
  }
}
