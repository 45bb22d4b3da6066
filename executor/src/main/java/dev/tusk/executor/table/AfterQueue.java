package dev.tusk.executor.table;

import dev.tusk.executor.table.AfterEvent.DoubtfulKey;
import dev.tusk.executor.table.AfterEvent.OldKey;
import dev.tusk.executor.table.AfterEvent.Reference;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What a statement's changes made necessary, done at its end one after the other, or left to the
 * transaction where it is deferred.
 *
 * <p>As in PostgreSQL's trigger.c and ri_triggers.c, what a referential action changes adds to the
 * end of the same queue, so that a row may be changed by several actions before it is checked, and
 * each sees what those before it did.
 */
final class AfterQueue {
  private final StatementAccess access;
  private final Queue<AfterEvent> events = new ArrayDeque<>();
  private final ForeignKeyActions foreignKeys;

  AfterQueue(StatementAccess access) {
    this.access = access;
    this.foreignKeys = new ForeignKeyActions(access, this);
  }

  void add(AfterEvent event) {
    events.add(event);
  }

  /** Does everything that is not deferred, and what comes of it. */
  void run() {
    if (events.isEmpty()) {
      return;
    }
    DeferredEvents deferred = access.host().deferred();
    try {
      for (AfterEvent event = events.poll(); event != null; event = events.poll()) {
        if (deferred.defers(event)) {
          deferred.add(event);
        } else {
          perform(event);
        }
      }
    } finally {
      foreignKeys.forgetSnapshots();
    }
  }

  /** Does one thing that was deferred, then what comes of it. */
  void run(AfterEvent deferred) {
    try {
      perform(deferred);
    } finally {
      foreignKeys.forgetSnapshots();
    }
    run();
  }

  private void perform(AfterEvent event) {
    switch (event) {
      case Reference reference -> foreignKeys.check(reference);
      case OldKey old -> foreignKeys.act(old);
      case DoubtfulKey key -> checkUnique(key);
    }
  }

  private void checkUnique(DoubtfulKey key) {
    byte[] encoded = key.index().codec().encode(key.values());
    if (access.transaction().duplicated(key.index().storageId(), encoded)) {
      throw RowErrors.unique(
          key.object().table(),
          key.index().index(),
          key.values(),
          access.host().rules(),
          access.host().ruleExecution());
    }
  }
}
