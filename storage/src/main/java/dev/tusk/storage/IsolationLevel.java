package dev.tusk.storage;

/** What a transaction's statements see of others' commits. */
public enum IsolationLevel {
  /** A snapshot per statement; a write waits for a concurrent one and goes on with its outcome. */
  READ_COMMITTED,
  /**
   * One snapshot for all; a write that meets a newer version is a {@link WriteConflictException}.
   */
  REPEATABLE_READ
}
