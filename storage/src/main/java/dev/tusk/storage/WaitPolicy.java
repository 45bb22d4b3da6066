package dev.tusk.storage;

/** What to do when a lock is held by another. */
public enum WaitPolicy {
  /** Wait for it, up to the transaction's lock timeout. */
  WAIT,
  /** Throw {@link LockNotAvailableException}. */
  NOWAIT,
  /** Answer that it was not available: {@link RowOutcome.Kind#SKIPPED}, or false. */
  SKIP_LOCKED
}
