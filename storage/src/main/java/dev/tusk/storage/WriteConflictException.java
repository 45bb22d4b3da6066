package dev.tusk.storage;

/** REPEATABLE READ met a row that another transaction changed since the snapshot: 40001. */
public final class WriteConflictException extends StorageException {
  private final boolean deleted;

  WriteConflictException(String message, boolean deleted) {
    super(message);
    this.deleted = deleted;
  }

  /** Whether the row is gone, rather than replaced by a newer version. */
  public boolean deleted() {
    return deleted;
  }
}
