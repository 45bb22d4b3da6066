package dev.tusk.storage;

/**
 * Someone who holds advisory locks beyond transactions: a session. Locks taken here are released
 * one by one or by {@link #close}; the same lock may be taken several times and counts.
 */
public interface LockOwner extends AutoCloseable {
  /** What its locks, and those of its transactions, are known by. */
  long id();

  /**
   * Takes an advisory lock.
   *
   * @return whether it was taken; false only with {@link WaitPolicy#SKIP_LOCKED}
   */
  boolean lockAdvisory(long space, long key, LockMode mode, WaitPolicy policy);

  /** Gives one hold back; false when it was not held in that mode. */
  boolean unlockAdvisory(long space, long key, LockMode mode);

  void unlockAll();

  /** How long a lock is waited for; 0 for any time. */
  void setLockTimeoutMillis(long millis);

  /** Forgets a {@link #cancelWait} that came too late for the wait it was meant for. */
  void clearCancelled();

  /** Ends a wait of this owner, from another thread, by {@link LockWaitInterruptedException}. */
  void cancelWait();

  @Override
  void close();
}
