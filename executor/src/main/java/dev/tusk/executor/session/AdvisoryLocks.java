package dev.tusk.executor.session;

import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.LockOwner;
import dev.tusk.storage.WaitPolicy;

/**
 * Advisory locks of a session and of its transactions. Each database has two sets of keys: numbers
 * of 64 bits, and pairs of 32.
 */
final class AdvisoryLocks {
  private final Session session;
  private final LockOwner owner;

  AdvisoryLocks(Session session, LockOwner owner) {
    this.session = session;
    this.owner = owner;
  }

  private long space(boolean pair) {
    return 2 * session.databaseOid() + (pair ? 1 : 0);
  }

  private static LockMode mode(boolean shared) {
    return shared ? LockMode.SHARE : LockMode.EXCLUSIVE;
  }

  /** Until it is given back, or the session ends. */
  boolean lock(boolean pair, long key, boolean shared, boolean wait) {
    owner.clearCancelled();
    owner.setLockTimeoutMillis(session.settings().integer(Settings.LOCK_TIMEOUT));
    session.context().checkCancelled();
    return owner.lockAdvisory(space(pair), key, mode(shared), policy(wait));
  }

  /** Until the transaction ends. */
  boolean lockInTransaction(boolean pair, long key, boolean shared, boolean wait) {
    return session.block().transaction().lockAdvisory(space(pair), key, mode(shared), policy(wait));
  }

  private static WaitPolicy policy(boolean wait) {
    return wait ? WaitPolicy.WAIT : WaitPolicy.SKIP_LOCKED;
  }

  boolean unlock(boolean pair, long key, boolean shared) {
    boolean held = owner.unlockAdvisory(space(pair), key, mode(shared));
    if (!held) {
      String type = shared ? "ShareLock" : "ExclusiveLock";
      session.notice(Notice.warning(SqlState.WARNING, "you don't own a lock of type " + type));
    }
    return held;
  }

  void unlockAll() {
    owner.unlockAll();
  }

  LockOwner owner() {
    return owner;
  }

  void close() {
    owner.close();
  }
}
