package dev.tusk.executor.session;

import dev.tusk.executor.table.StorageErrors;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.LockWaitInterruptedException;
import dev.tusk.storage.StorageException;
import dev.tusk.storage.file.DamagedFileException;

/** What went wrong below SQL, in SQL's words. */
final class Failures {
  private Failures() {}

  /** The error a client or a body is told; one of ours stays what it is. */
  static RuntimeException translate(Throwable error, Interruption interruption) {
    return switch (error) {
      case SqlException e -> e;
      case LockWaitInterruptedException _ -> interruption.error();
      case StorageException e -> StorageErrors.translate(e);
      case DamagedFileException e -> StorageErrors.damaged(e);
      case StackOverflowError _ ->
          SqlException.of(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded")
              .withHint(
                  "Increase the configuration parameter \"max_stack_depth\" (currently 2048kB),"
                      + " after ensuring the platform's stack depth limit is adequate.");
      case OutOfMemoryError _ -> SqlException.of(SqlState.OUT_OF_MEMORY, "out of memory");
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(error);
    };
  }
}
