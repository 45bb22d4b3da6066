package dev.tusk.storage;

/** What a transaction's statements see of others' commits. */
public enum IsolationLevel {
  /** A snapshot per statement; a write waits for a concurrent one and goes on with its outcome. */
  READ_COMMITTED,
  /**
   * One snapshot for all; a write that meets a newer version is a {@link WriteConflictException}.
   */
  REPEATABLE_READ,
  /**
   * The same, and what all transactions of this level together have read and written is what some
   * order of them, one after another, would have given; who stands in the way of that is a {@link
   * SerializationFailureException}.
   */
  SERIALIZABLE;

  /** Whether all statements of a transaction see the same commits. */
  public boolean repeatable() {
    return this != READ_COMMITTED;
  }
}
