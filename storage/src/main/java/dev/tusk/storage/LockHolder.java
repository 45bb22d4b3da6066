package dev.tusk.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the lock table knows of an owner of locks: a transaction, or a session. */
final class LockHolder {
  final long id;

  /** Holders of one group do not stand in each other's way: a session and its transactions. */
  final long group;

  private final @Nullable LockHolder session;

  /** What it or another one of the group waits for; under the lock table's stripes. */
  private volatile LockTable.@Nullable Waiter waiting;

  /** Number of the transaction, which is a lock that others wait for; 0 for none. */
  volatile long xid;

  volatile boolean cancelled;
  volatile long timeoutMillis;

  /**
   * Space, id and the modes held before, of each taking or strengthening of a lock, in their order;
   * the owner's thread alone.
   */
  private long[] held = new long[12];

  private int count;

  LockHolder(long id, @Nullable LockHolder session) {
    this.id = id;
    this.group = session == null ? id : session.group;
    this.session = session;
  }

  LockTable.@Nullable Waiter waiting() {
    return session == null ? waiting : session.waiting;
  }

  /** One thread works for all holders of a group: one of them waits at a time. */
  void setWaiting(LockTable.@Nullable Waiter waiter) {
    if (session == null) {
      waiting = waiter;
    } else {
      session.waiting = waiter;
    }
  }

  int heldCount() {
    return count;
  }

  long heldSpace(int index) {
    return held[3 * index];
  }

  long heldId(int index) {
    return held[3 * index + 1];
  }

  int heldBefore(int index) {
    return (int) held[3 * index + 2];
  }

  void addHeld(long space, long lockId, int before) {
    if (3 * count == held.length) {
      held = Arrays.copyOf(held, 2 * held.length);
    }
    held[3 * count] = space;
    held[3 * count + 1] = lockId;
    held[3 * count++ + 2] = before;
  }

  void removeLast() {
    count--;
  }

  /** Forgets one lock, wherever it is in the order. */
  void forget(long space, long lockId) {
    for (int i = count - 1; i >= 0; i--) {
      if (held[3 * i] == space && held[3 * i + 1] == lockId) {
        System.arraycopy(held, 3 * i + 3, held, 3 * i, 3 * (count - i - 1));
        count--;
      }
    }
  }
}
