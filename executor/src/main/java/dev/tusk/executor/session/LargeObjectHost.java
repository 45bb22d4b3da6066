package dev.tusk.executor.session;

import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.storage.Transaction;

/** The session as large objects see it. */
final class LargeObjectHost implements LargeObjects.Host {
  private final Session session;
  private final EngineCore core;

  LargeObjectHost(Session session, EngineCore core) {
    this.session = session;
    this.core = core;
  }

  @Override
  public Transaction transaction() {
    return session.block().transaction();
  }

  @Override
  public long newOid() {
    return core.catalog().newOid();
  }

  @Override
  public void atEnd(Runnable action) {
    session.block().afterCommit(action);
    session.block().onRollback(action);
  }
}
