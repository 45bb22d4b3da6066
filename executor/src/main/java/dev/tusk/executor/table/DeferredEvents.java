package dev.tusk.executor.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has left to its commit, and what SET CONSTRAINTS has said of that.
 *
 * <p>What is done by SET CONSTRAINTS … IMMEDIATE stays here, marked: ROLLBACK TO an earlier
 * savepoint takes the doing back, and it is to be done again.
 */
public final class DeferredEvents {
  private static final class Entry {
    final AfterEvent event;

    /** Number of the firing that has done it, 0 for none. */
    long doneBy;

    Entry(AfterEvent event) {
      this.event = event;
    }
  }

  private record Mark(
      int entries, long firings, @Nullable Boolean all, Map<Long, Boolean> constraints) {}

  private final List<Entry> entries = new ArrayList<>(0);
  private long firings;
  private @Nullable Boolean all;
  private Map<Long, Boolean> constraints = Map.of();

  void add(AfterEvent event) {
    entries.add(new Entry(event));
  }

  /** Whether an event waits for the commit as things are. */
  boolean defers(AfterEvent event) {
    return switch (event.timing()) {
      case NOT_DEFERRABLE -> false;
      case INITIALLY_IMMEDIATE -> said(event, false);
      case INITIALLY_DEFERRED -> said(event, true);
    };
  }

  private boolean said(AfterEvent event, boolean initially) {
    Boolean one = constraints.get(event.constraintOid());
    if (one != null) {
      return one;
    }
    Boolean every = all;
    return every == null ? initially : every;
  }

  /** SET CONSTRAINTS ALL: what was said of single ones is forgotten. */
  public void setAll(boolean deferred) {
    all = deferred;
    constraints = Map.of();
  }

  /** SET CONSTRAINTS of some, by OID. */
  public void set(Set<Long> constraintOids, boolean deferred) {
    Map<Long, Boolean> changed = new HashMap<>(constraints);
    constraintOids.forEach(oid -> changed.put(oid, deferred));
    constraints = changed;
  }

  /** Whether something of a table has still to be done. */
  public boolean pending(long tableOid) {
    for (Entry entry : entries) {
      if (entry.doneBy == 0 && entry.event.table().oid() == tableOid) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is anything to be done at the commit. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * Does what is deferred no longer, and what comes of it.
   *
   * @param everything because the transaction is about to commit
   * @param access gives the tables under a new snapshot
   */
  public void run(boolean everything, Supplier<StatementAccess> access) {
    List<Entry> due = due(everything);
    while (!due.isEmpty()) {
      long firing = ++firings;
      due.forEach(entry -> entry.doneBy = firing);
      try (StatementAccess now = access.get()) {
        AfterQueue queue = new AfterQueue(now);
        for (Entry entry : due) {
          queue.run(entry.event);
        }
      }
      due = due(everything);
    }
  }

  private List<Entry> due(boolean everything) {
    List<Entry> due = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.doneBy == 0 && (everything || !defers(entry.event))) {
        due.add(entry);
      }
    }
    return due;
  }

  /** For a savepoint. */
  public Object mark() {
    return new Mark(entries.size(), firings, all, constraints);
  }

  /** ROLLBACK TO a savepoint. */
  public void rollbackTo(Object savepoint) {
    Mark mark = (Mark) savepoint;
    entries.subList(mark.entries(), entries.size()).clear();
    for (Entry entry : entries) {
      if (entry.doneBy > mark.firings()) {
        entry.doneBy = 0;
      }
    }
    all = mark.all();
    constraints = mark.constraints();
  }

  /** The transaction is over. */
  public void clear() {
    entries.clear();
    firings = 0;
    all = null;
    constraints = Map.of();
  }
}
