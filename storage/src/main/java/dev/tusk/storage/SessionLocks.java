package dev.tusk.storage;

import java.util.HashMap;
import java.util.Map;

/** Advisory locks of a session, counted. */
final class SessionLocks implements LockOwner {
  /** Spaces of advisory locks lie apart from those of relations and indexes. */
  static final long SPACE_OFFSET = 1L << 62;

  private final LockTable locks;
  final LockHolder holder;
  private final Map<Held, Integer> counts = new HashMap<>();

  private record Held(long space, long key, LockMode mode) {}

  SessionLocks(LockTable locks) {
    this.locks = locks;
    this.holder = locks.newHolder(null);
  }

  @Override
  public long id() {
    return holder.group;
  }

  static long space(long space) {
    return SPACE_OFFSET + space;
  }

  @Override
  public synchronized boolean lockAdvisory(long space, long key, LockMode mode, WaitPolicy policy) {
    if (!locks.acquire(holder, space(space), key, mode, policy)) {
      return false;
    }
    counts.merge(new Held(space, key, mode), 1, Integer::sum);
    return true;
  }

  /**
   * The table merges the modes of one holder: giving one back gives all back and retakes the rest.
   */
  @Override
  public synchronized boolean unlockAdvisory(long space, long key, LockMode mode) {
    Held held = new Held(space, key, mode);
    Integer count = counts.get(held);
    if (count == null) {
      return false;
    }
    if (count > 1) {
      counts.put(held, count - 1);
      return true;
    }
    counts.remove(held);
    locks.releaseOne(holder, space(space), key);
    for (LockMode other : LockMode.values()) {
      if (counts.containsKey(new Held(space, key, other))) {
        locks.acquire(holder, space(space), key, other, WaitPolicy.SKIP_LOCKED);
      }
    }
    return true;
  }

  @Override
  public synchronized void unlockAll() {
    counts.clear();
    locks.release(holder, 0);
  }

  @Override
  public void setLockTimeoutMillis(long millis) {
    holder.timeoutMillis = millis;
  }

  @Override
  public void clearCancelled() {
    holder.cancelled = false;
  }

  @Override
  public void cancelWait() {
    locks.cancel(holder);
  }

  @Override
  public synchronized void close() {
    counts.clear();
    locks.retire(holder);
  }
}
