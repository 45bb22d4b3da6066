package dev.tusk.storage;

import java.util.List;

/**
 * A lock of a relation, an advisory lock or that of a transaction on itself, as somebody holds it
 * or waits for it; and the wait for anything else, such as a row.
 *
 * @param owner the {@link LockOwner#id} of the session
 * @param space of an advisory lock
 * @param id the relation, the advisory lock's key or the transaction's number
 * @param blockers owners that a wait is for; none where the lock is held
 */
public record LockEntry(
    long owner,
    Kind kind,
    long space,
    long id,
    LockMode mode,
    boolean granted,
    List<Long> blockers) {
  /** What is locked. */
  public enum Kind {
    RELATION,
    ADVISORY,
    /** A transaction's own number, which it holds to its end. */
    TRANSACTION,
    OTHER
  }
}
