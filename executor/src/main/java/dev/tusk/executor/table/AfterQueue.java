package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.table.AfterEvent.DoubtfulKey;
import dev.tusk.executor.table.AfterEvent.DoubtfulRow;
import dev.tusk.executor.table.AfterEvent.OldKey;
import dev.tusk.executor.table.AfterEvent.Reference;
import dev.tusk.executor.table.AfterEvent.RowTrigger;
import dev.tusk.executor.table.AfterEvent.StatementTrigger;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
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
  private final Map<ChangeKey, ChangedRows> changed = new HashMap<>(0);
  private final ForeignKeyActions foreignKeys;

  private record ChangeKey(long tableOid, Operation operation) {}

  AfterQueue(StatementAccess access) {
    this.access = access;
    this.foreignKeys = new ForeignKeyActions(access, this);
  }

  void add(AfterEvent event) {
    events.add(event);
  }

  void remove(AfterEvent event) {
    events.remove(event);
  }

  /** What has been done to a table by an operation, actions included. */
  ChangedRows changed(Table table, Operation operation) {
    return changed.computeIfAbsent(new ChangeKey(table.oid(), operation), _ -> new ChangedRows());
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
          access.host().requireUnrestricted("fire deferred trigger");
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
    if (!deferred.valid(access.catalog())) {
      return;
    }
    try {
      perform(deferred);
    } finally {
      foreignKeys.forgetSnapshots();
    }
    run();
  }

  /** Refuses to take away the partition that a part of a foreign key is for, if it is used. */
  void requireUnused(TableObject child, Constraint.ForeignKey key) {
    try {
      foreignKeys.requireUnused(child, key);
    } finally {
      foreignKeys.forgetSnapshots();
    }
  }

  /** What a trigger is told of is complete: what comes of it is another change. */
  private void close(TriggerRule rule, Table table, Operation operation, ChangedRows rows) {
    if (rule.readsTransition(false) || rule.readsTransition(true)) {
      changed.remove(new ChangeKey(table.oid(), operation), rows);
    }
  }

  private void perform(AfterEvent event) {
    switch (event) {
      case Reference reference -> foreignKeys.check(reference);
      case OldKey old -> foreignKeys.act(old);
      case DoubtfulKey key -> checkUnique(key);
      case DoubtfulRow row ->
          new ExclusionChecks(
                  access, row.object(), access.store().rules(row.object(), access.host().rules()))
              .check(row);
      case RowTrigger trigger -> {
        foreignKeys.forgetSnapshots(); // What it changes is to be seen.
        close(trigger.rule(), trigger.table(), trigger.operation(), trigger.changed());
        TriggerRun.fire(access.host(), trigger);
      }
      case StatementTrigger trigger -> {
        foreignKeys.forgetSnapshots();
        close(trigger.rule(), trigger.table(), trigger.operation(), trigger.changed());
        TriggerRun.fire(access.host(), trigger);
      }
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
