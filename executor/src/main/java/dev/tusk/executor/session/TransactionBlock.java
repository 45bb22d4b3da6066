package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogChanges;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.StoredCatalog;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Setting;
import dev.tusk.executor.setting.Settings;
import dev.tusk.executor.table.DeferredEvents;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.TransactionModes;
import dev.tusk.storage.IsolationLevel;
import dev.tusk.storage.LockOwner;
import dev.tusk.storage.Savepoint;
import dev.tusk.storage.StorageEngine;
import dev.tusk.storage.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The session's transaction: none, one implied by a statement or batch, or a block that BEGIN
 * opened; whether it has failed; its savepoints; and what is to be done when it ends.
 */
public final class TransactionBlock {
  /** Each keeps rows from VACUUM, and all sessions together have 4,096. */
  private static final int MAX_EXPORTS = 100;

  private int exports;

  private enum State {
    NONE,
    IMPLICIT,
    BLOCK,
    FAILED
  }

  /** Something to do when the transaction ends. */
  private record AtEnd(boolean commit, Runnable action) {}

  /**
   * A savepoint.
   *
   * @param name null for one that a body set, which no statement can name
   * @param operation number of the first operation after it
   */
  private record Mark(
      @Nullable String name,
      @Nullable Savepoint savepoint,
      long operation,
      int settings,
      boolean readOnly,
      Object catalog,
      Object deferred,
      int atEnd) {}

  private final StorageEngine storage;
  private final StoredCatalog catalog;
  private final SessionSettings settings;
  private final LockOwner owner;
  private final CatalogChanges.NewRights newRights;
  private final UseCounts.OfDatabase counts;
  private State state = State.NONE;
  private volatile @Nullable Transaction transaction;
  private @Nullable CatalogChanges changes;
  private final List<Mark> marks = new ArrayList<>();
  private final List<AtEnd> atEnd = new ArrayList<>();
  private final DeferredEvents deferred = new DeferredEvents();
  private int settingsMark;
  private long startMicros;
  private boolean queried;

  TransactionBlock(
      StorageEngine storage,
      StoredCatalog catalog,
      SessionSettings settings,
      LockOwner owner,
      CatalogChanges.NewRights newRights,
      UseCounts.OfDatabase counts) {
    this.newRights = newRights;
    this.counts = counts;
    this.storage = storage;
    this.catalog = catalog;
    this.settings = settings;
    this.owner = owner;
  }

  /** For ReadyForQuery: I, T or E. */
  char status() {
    return switch (state) {
      case NONE, IMPLICIT -> 'I';
      case BLOCK -> 'T';
      case FAILED -> 'E';
    };
  }

  public boolean inBlock() {
    return state == State.BLOCK || state == State.FAILED;
  }

  boolean failed() {
    return state == State.FAILED;
  }

  boolean active() {
    return state != State.NONE;
  }

  /** now(): when the transaction began, µs since 2000-01-01 UTC. */
  long startMicros() {
    return startMicros;
  }

  /** Whether it has changed data or the catalog. */
  boolean hasWritten() {
    Transaction current = transaction;
    return current != null && current.hasWritten() || changes != null && !changes.isEmpty();
  }

  /** Begins an implicit transaction unless there is one. */
  void ensureStarted(long nowMicros) {
    if (state == State.NONE) {
      start(State.IMPLICIT, nowMicros);
    }
  }

  private void start(State as, long nowMicros) {
    state = as;
    startMicros = nowMicros;
    exports = 0;
    settingsMark = settings.mark();
    queried = false;
    String isolation = settings.text(Settings.DEFAULT_ISOLATION);
    if (!isolation.equals(settings.text(Settings.ISOLATION))) {
      settings.assign(Settings.ISOLATION, isolation, true);
    }
    inherit(Settings.READ_ONLY, Settings.DEFAULT_READ_ONLY);
    inherit(Settings.DEFERRABLE, Settings.DEFAULT_DEFERRABLE);
  }

  private void inherit(Setting own, Setting standard) {
    boolean value = settings.flag(standard);
    if (value != settings.flag(own)) {
      settings.assign(own, value, true);
    }
  }

  /** BEGIN; false when a block is open already. */
  boolean begin(long nowMicros) {
    if (inBlock()) {
      return false;
    }
    if (state == State.NONE) {
      start(State.BLOCK, nowMicros);
    } else {
      state = State.BLOCK;
    }
    return true;
  }

  /**
   * BEGIN with what the transaction before hands on by AND CHAIN: it belongs to the transaction as
   * the defaults do, so that an error does not undo it.
   */
  void beginChained(long nowMicros, TransactionModes modes) {
    start(State.BLOCK, nowMicros);
    inherit(modes);
  }

  /** Takes over what a transaction before said of itself. */
  void inherit(TransactionModes modes) {
    TransactionModes.IsolationLevel level = modes.isolation();
    if (level != null) {
      settings.assign(Settings.ISOLATION, TransactionStatements.name(level), true);
    }
    settings.assign(Settings.READ_ONLY, Boolean.TRUE.equals(modes.readOnly()), true);
    settings.assign(Settings.DEFERRABLE, Boolean.TRUE.equals(modes.deferrable()), true);
    settingsMark = settings.mark();
  }

  /** The storage transaction, started at its first use with the isolation then in force. */
  public Transaction transaction() {
    Transaction current = transaction;
    if (current == null) {
      current = storage.begin(isolation(), owner);
      if (settings.integer(Settings.LOCK_TIMEOUT) > 0) {
        current.setLockTimeoutMillis(settings.integer(Settings.LOCK_TIMEOUT));
      }
      if (readOnly()) {
        current.readsOnly(settings.flag(Settings.DEFERRABLE));
      }
      transaction = current;
    }
    return current;
  }

  private IsolationLevel isolation() {
    return switch (settings.text(Settings.ISOLATION)) {
      case "repeatable read" -> IsolationLevel.REPEATABLE_READ;
      case "serializable" -> IsolationLevel.SERIALIZABLE;
      default -> IsolationLevel.READ_COMMITTED;
    };
  }

  /** pg_export_snapshot(). */
  String exportSnapshot() {
    if (depth() > 0) {
      throw SqlException.of(
          SqlState.ACTIVE_SQL_TRANSACTION, "cannot export a snapshot from a subtransaction");
    }
    if (++exports > MAX_EXPORTS) {
      throw SqlException.of(
              SqlState.INSUFFICIENT_RESOURCES,
              "cannot export more than " + MAX_EXPORTS + " snapshots in a transaction")
          .withHint("Export one, and let all that want it import that one.");
    }
    return transaction().exportSnapshot();
  }

  /** SET TRANSACTION SNAPSHOT. */
  void importSnapshot(String name) {
    if (queried || !marks.isEmpty()) {
      throw SqlException.of(
          SqlState.ACTIVE_SQL_TRANSACTION,
          "SET TRANSACTION SNAPSHOT must be called before any query");
    }
    IsolationLevel level = isolation();
    if (level == IsolationLevel.READ_COMMITTED) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "a snapshot-importing transaction must have isolation level SERIALIZABLE or REPEATABLE"
              + " READ");
    }
    if (!storage.offersSnapshot(name)) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "invalid snapshot identifier: \"" + name + "\"");
    }
    if (level == IsolationLevel.SERIALIZABLE) {
      throw SqlException.notSupported("SET TRANSACTION SNAPSHOT at SERIALIZABLE")
          .withHint("Take the snapshot over at REPEATABLE READ.");
    }
    transaction().importSnapshot(name);
  }

  /** A query ran: the isolation level can be changed no more. */
  void markQueried() {
    queried = true;
  }

  boolean queried() {
    return queried;
  }

  boolean readOnly() {
    return settings.flag(Settings.READ_ONLY);
  }

  /** Isolation level and access of the transaction, as COMMIT AND CHAIN hands them on. */
  TransactionModes modes() {
    TransactionModes.IsolationLevel level =
        TransactionModes.IsolationLevel.valueOf(
            settings.text(Settings.ISOLATION).toUpperCase(Locale.ROOT).replace(' ', '_'));
    return new TransactionModes(
        level, settings.flag(Settings.READ_ONLY), settings.flag(Settings.DEFERRABLE));
  }

  /** The catalog with this transaction's changes. */
  public CatalogState catalogState() {
    CatalogChanges own = changes;
    return own == null ? catalog.state() : own.state();
  }

  /** The same, up to date with commits that a lock was waited for. */
  CatalogState settledCatalogState() {
    CatalogChanges own = changes;
    return own == null ? catalog.settledState() : own.settledState();
  }

  /** Checks and triggers left to the commit. */
  DeferredEvents deferred() {
    return deferred;
  }

  /** For DDL. */
  public CatalogChanges catalogChanges() {
    CatalogChanges own = changes;
    if (own == null) {
      own = new CatalogChanges(catalog, newRights);
      changes = own;
    }
    return own;
  }

  /** Runs something once the transaction has committed. */
  public void afterCommit(Runnable action) {
    atEnd.add(new AtEnd(true, action));
  }

  /** Runs something when the transaction, or a savepoint's part of it with this, is undone. */
  public void onRollback(Runnable action) {
    atEnd.add(new AtEnd(false, action));
  }

  /**
   * An error happened: an implicit transaction is undone; a block fails, and is undone to its last
   * savepoint or altogether, so that its locks are in nobody's way until the client says ROLLBACK.
   */
  void fail() {
    switch (state) {
      case NONE, FAILED -> {}
      case IMPLICIT -> rollback();
      case BLOCK -> {
        state = State.FAILED;
        if (marks.isEmpty()) {
          undo();
        } else {
          undoTo(marks.getLast());
        }
      }
    }
  }

  /** Commits; in a failed block this is ROLLBACK, which the answer tells. */
  boolean commit() {
    if (state == State.FAILED) {
      rollback();
      return false;
    }
    Transaction current = transaction;
    CatalogChanges own = changes;
    try {
      if (own != null && !own.isEmpty()) {
        own.commit(transaction());
      } else if (current != null) {
        current.setSynchronousCommit(!settings.text(Settings.SYNCHRONOUS_COMMIT).equals("off"));
        current.commit();
      }
    } catch (RuntimeException e) {
      rollback();
      throw e;
    }
    counts.ended(true);
    settings.commit();
    List<AtEnd> actions = List.copyOf(atEnd);
    clear();
    for (AtEnd action : actions) {
      if (action.commit()) {
        action.action().run();
      }
    }
    return true;
  }

  void rollback() {
    counts.ended(false);
    try {
      undo();
    } finally {
      settings.rollbackTo(0);
      clear();
    }
  }

  private void undo() {
    Transaction current = transaction;
    transaction = null;
    try {
      if (current != null) {
        current.close();
      }
    } finally {
      undoFrom(0);
      deferred.clear();
      settings.rollbackTo(settingsMark);
      changes = null;
    }
  }

  private void undoTo(Mark mark) {
    Savepoint savepoint = mark.savepoint();
    if (savepoint != null) {
      transaction().rollbackTo(savepoint);
    }
    deferred.rollbackTo(mark.deferred());
    undoFrom(mark.atEnd());
    settings.rollbackTo(mark.settings());
    CatalogChanges own = changes;
    if (mark.catalog() == NO_CHANGES) {
      changes = null;
    } else if (own != null) {
      own.rollbackTo(mark.catalog());
    }
  }

  private void undoFrom(int mark) {
    for (int i = atEnd.size() - 1; i >= mark; i--) {
      AtEnd action = atEnd.remove(i);
      if (!action.commit()) {
        action.action().run();
      }
    }
  }

  private void clear() {
    state = State.NONE;
    transaction = null;
    changes = null;
    marks.clear();
    atEnd.clear();
    deferred.clear();
  }

  /** Ends a wait for a lock, from another thread. */
  void cancelWait() {
    owner.cancelWait();
    Transaction current = transaction;
    if (current != null) {
      current.cancelWait();
    }
  }

  void savepoint(String name) {
    requireBlock("SAVEPOINT");
    marks.add(mark(name));
  }

  /** Whether a relation was made or emptied since the innermost savepoint. */
  boolean emptied(long relationId) {
    long since = marks.isEmpty() ? 0 : marks.getLast().operation();
    return transaction().ownChanges().emptied(relationId, since);
  }

  private Mark mark(@Nullable String name) {
    return new Mark(
        name,
        transaction().savepoint(),
        transaction().ownChanges().next(),
        settings.mark(),
        readOnly(),
        changes == null ? NO_CHANGES : changes.mark(),
        deferred.mark(),
        atEnd.size());
  }

  /** A savepoint without a name; gives how many there were before. */
  int begin() {
    marks.add(mark(null));
    return marks.size() - 1;
  }

  /** Forgets the savepoints from a number on; what was done stays. */
  void releaseFrom(int depth) {
    boolean readOnly = marks.get(depth).readOnly();
    marks.subList(depth, marks.size()).clear();
    if (readOnly != readOnly()) {
      // What a subtransaction said of reading only ends with it; other settings stay.
      settings.assign(Settings.READ_ONLY, readOnly, true);
    }
  }

  /** Undoes what was done since the savepoint of a number, and forgets it. */
  void undoFromMark(int depth) {
    Mark mark = marks.get(depth);
    marks.subList(depth, marks.size()).clear();
    undoTo(mark);
  }

  private static final Object NO_CHANGES = new Object();

  void release(String name) {
    requireBlock("RELEASE SAVEPOINT");
    releaseFrom(find(name));
  }

  /** ROLLBACK TO: the savepoint stays, and a failed block works again. */
  void rollbackTo(String name) {
    requireBlock("ROLLBACK TO SAVEPOINT");
    int at = find(name);
    Mark mark = marks.get(at);
    marks.subList(at + 1, marks.size()).clear();
    undoTo(mark);
    state = State.BLOCK;
  }

  /** How many savepoints are set; cursors opened beyond are closed by a rollback. */
  int depth() {
    return marks.size();
  }

  /** Index of a savepoint, from the newest. */
  int depthOf(String name) {
    return find(name);
  }

  private int find(String name) {
    for (int i = marks.size() - 1; i >= 0; i--) {
      if (name.equals(marks.get(i).name())) {
        return i;
      }
    }
    throw SqlException.of(
        SqlState.INVALID_SAVEPOINT_SPECIFICATION, "savepoint \"" + name + "\" does not exist");
  }

  void requireBlock(String what) {
    if (!inBlock()) {
      throw SqlException.of(
          SqlState.NO_ACTIVE_SQL_TRANSACTION, what + " can only be used in transaction blocks");
    }
  }
}
