package dev.tusk.executor.table;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.DataCorruptedException;
import dev.tusk.storage.DeadlockException;
import dev.tusk.storage.LockNotAvailableException;
import dev.tusk.storage.LockWaitInterruptedException;
import dev.tusk.storage.SequenceExhaustedException;
import dev.tusk.storage.SerializationFailureException;
import dev.tusk.storage.StorageException;
import dev.tusk.storage.StorageFullException;
import dev.tusk.storage.WriteConflictException;
import dev.tusk.storage.file.DamagedFileException;

/** What storage throws, as clients are told it. */
public final class StorageErrors {
  private StorageErrors() {}

  /** The error of REPEATABLE READ for a row that was changed or deleted since the snapshot. */
  static SqlException concurrent(String change) {
    return SqlException.of(
        SqlState.SERIALIZATION_FAILURE, "could not serialize access due to concurrent " + change);
  }

  /** The error for a file that does not hold what was written to it. */
  public static SqlException damaged(DamagedFileException e) {
    return SqlException.of(SqlState.DATA_CORRUPTED, String.valueOf(e.getMessage()));
  }

  /** The error for a statement; 57014 for an interrupted wait, whose reason the session knows. */
  public static SqlException translate(StorageException e) {
    return switch (e) {
      case DeadlockException _ ->
          SqlException.of(SqlState.DEADLOCK_DETECTED, "deadlock detected")
              .withHint("See server log for query details.");
      case LockNotAvailableException _ ->
          SqlException.of(SqlState.LOCK_NOT_AVAILABLE, "canceling statement due to lock timeout");
      case LockWaitInterruptedException _ ->
          SqlException.of(SqlState.QUERY_CANCELED, "canceling statement due to user request");
      case SerializationFailureException failure ->
          SqlException.of(
                  SqlState.SERIALIZATION_FAILURE,
                  "could not serialize access due to read/write dependencies among transactions")
              .withDetail("Reason code: " + failure.getMessage())
              .withHint("The transaction might succeed if retried.");
      case WriteConflictException conflict -> concurrent(conflict.deleted() ? "delete" : "update");
      case SequenceExhaustedException _ ->
          SqlException.of(
              SqlState.SEQUENCE_GENERATOR_LIMIT_EXCEEDED, String.valueOf(e.getMessage()));
      case StorageFullException _ ->
          SqlException.of(SqlState.DISK_FULL, String.valueOf(e.getMessage()));
      case DataCorruptedException _ ->
          SqlException.of(SqlState.DATA_CORRUPTED, String.valueOf(e.getMessage()));
      default -> SqlException.of(SqlState.INTERNAL_ERROR, String.valueOf(e.getMessage()));
    };
  }
}
