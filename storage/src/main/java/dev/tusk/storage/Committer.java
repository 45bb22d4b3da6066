package dev.tusk.storage;

import dev.tusk.storage.log.LogFullException;
import dev.tusk.storage.log.LogPosition;
import dev.tusk.storage.log.LogTicket;
import dev.tusk.storage.log.RedoLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes transactions durable and visible, in one order: a commit gets its number together with its
 * place in the log; when the log is on disk, whoever of the waiting committers comes first applies
 * all commits that are durable, in the order of numbers, and publishes each.
 */
final class Committer {
  private final RedoLog log;
  private final Applier applier;
  private final SnapshotRegistry snapshots;
  private final TransactionNumbers numbers;
  private final SlotListener listener;
  private final Consumer<Throwable> onFatal;

  /** Order of the log is order of numbers. */
  private final ReentrantLock order = new ReentrantLock();

  private final ConcurrentLinkedDeque<Pending> pending = new ConcurrentLinkedDeque<>();
  private final Map<Long, LogPosition> openChunks = new ConcurrentHashMap<>();
  private final AtomicLong commits = new AtomicLong();
  private long lastCsn;
  private volatile @Nullable Throwable fatal;

  /** A commit on its way. */
  private static final class Pending {
    final long csn;
    final long xid;
    final WriteSet changes;
    final LogTicket ticket;
    final boolean synchronous;
    volatile boolean applied;

    Pending(long csn, long xid, WriteSet changes, LogTicket ticket, boolean synchronous) {
      this.csn = csn;
      this.xid = xid;
      this.changes = changes;
      this.ticket = ticket;
      this.synchronous = synchronous;
    }
  }

  Committer(
      RedoLog log,
      Applier applier,
      SnapshotRegistry snapshots,
      TransactionNumbers numbers,
      StorageOptions options,
      Consumer<Throwable> onFatal) {
    this.log = log;
    this.applier = applier;
    this.snapshots = snapshots;
    this.numbers = numbers;
    this.listener = options.slotListener();
    this.onFatal = onFatal;
  }

  /** The last number given, at the end of recovery. */
  void start(long csn) {
    lastCsn = csn;
    snapshots.publish(csn);
  }

  long commits() {
    return commits.get();
  }

  void checkWritable() {
    Throwable cause = fatal;
    if (cause != null) {
      throw new StorageException("the engine has failed and takes no changes", cause);
    }
  }

  void fail(Throwable cause) {
    if (fatal == null) {
      fatal = cause;
      onFatal.accept(cause);
    }
  }

  /** Commits. On exception nothing has happened. */
  void commit(long xid, WriteSet changes, boolean synchronous) {
    byte[] body = changes.logBody();
    Pending mine;
    order.lock();
    try {
      checkWritable();
      if (changes.firstChunk != null && changes.lossesAtChunk != log.losses()) {
        throw new StorageFullException("part of the transaction could not be logged");
      }
      LogTicket ticket = log.append(Ops.RECORD_COMMIT, xid, lastCsn + 1, body);
      mine = queued(xid, changes, ticket, synchronous);
    } catch (LogFullException e) {
      throw full(e);
    } finally {
      order.unlock();
    }
    if (synchronous) {
      await(mine);
    }
    applyThrough(mine);
  }

  /** What is in the log must be applied: that there is no memory for it is no way out. */
  private Pending queued(long xid, WriteSet changes, LogTicket ticket, boolean synchronous) {
    try {
      Pending commit = new Pending(lastCsn + 1, xid, changes, ticket, synchronous);
      pending.addLast(commit);
      lastCsn = commit.csn;
      return commit;
    } catch (RuntimeException | Error e) {
      fail(e);
      throw new StorageException("a commit could not be applied: it will be, by recovery", e);
    }
  }

  private void await(Pending mine) {
    try {
      log.await(mine.ticket);
    } catch (LogFullException e) {
      pending.remove(mine);
      throw full(e);
    } catch (IllegalStateException e) {
      throw new StorageException("the log has failed; the commit may or may not be in it", e);
    }
  }

  static StorageFullException full(LogFullException e) {
    return new StorageFullException("cannot write the log: " + e.getMessage(), e);
  }

  private void applyThrough(Pending mine) {
    while (true) {
      Pending blocking;
      applier.lock.lock();
      try {
        blocking = applyDurable(mine);
        if (blocking == null) {
          return;
        }
      } finally {
        applier.lock.unlock();
      }
      try {
        log.await(blocking.ticket);
      } catch (LogFullException _) {
        pending.remove(blocking);
      }
    }
  }

  /** Applies commits in order until mine is; returns one that is not durable and in the way. */
  private @Nullable Pending applyDurable(Pending mine) {
    while (!mine.applied) {
      Pending head = pending.peekFirst();
      if (head == null) {
        throw new StorageException("the commit was lost in the log");
      }
      if (head.ticket.failure() != null) {
        pending.remove(head);
        continue;
      }
      if (!head.ticket.durable()) {
        if (head.synchronous) {
          return head;
        }
        head.ticket.relyOn();
      }
      checkWritable();
      try {
        apply(head);
      } catch (RuntimeException | Error e) {
        fail(e);
        throw new StorageException("a commit could not be applied: it will be, by recovery", e);
      }
      pending.pollFirst();
      head.applied = true;
    }
    return null;
  }

  private void apply(Pending commit) {
    WriteSet changes = commit.changes;
    applier.store(new ByteReader(changes.opsArray(), 0, changes.opsSize()));
    if (listener != SlotListener.NONE) {
      announce(changes);
    }
    applier.publish(changes, commit.csn);
    openChunks.remove(commit.xid);
    numbers.committed(commit.xid, commit.csn);
    snapshots.publish(commit.csn);
    commits.incrementAndGet();
  }

  private void announce(WriteSet changes) {
    for (OwnRows own : changes.relations().values()) {
      VectorFile[] columns = own.relation.columns;
      for (int column = 0; column < columns.length; column++) {
        IntStack slots = new IntStack();
        for (int row = 0; row < own.rowCount(); row++) {
          int[] rowSlots = own.slots(row);
          int slot = column < rowSlots.length ? rowSlots[column] : -1;
          if (slot >= 0 && columns[column].slots.birth(slot) == own.rowId(row)) {
            slots.push(slot);
          }
        }
        if (!slots.isEmpty()) {
          int number = columns[column].spec().columnNumber();
          listener.onCommit(own.relation.id, number, slots.toArray());
        }
      }
    }
  }

  /** Writes the operations so far to the log and, invisible, to the store. */
  void writeChunk(long xid, WriteSet changes) {
    byte[] body = changes.logBody();
    order.lock();
    try {
      checkWritable();
      LogTicket ticket = log.append(Ops.RECORD_CHUNK, xid, 0, body);
      if (changes.firstChunk == null) {
        changes.firstChunk = ticket.start();
        changes.lossesAtChunk = log.losses();
        openChunks.put(xid, ticket.start());
      }
    } catch (LogFullException e) {
      throw full(e);
    } finally {
      order.unlock();
    }
    applier.lock.lock();
    try {
      applier.store(new ByteReader(changes.opsArray(), 0, changes.opsSize()));
    } finally {
      applier.lock.unlock();
    }
    changes.stored();
  }

  /**
   * A transaction with chunks is rolled back. By its own thread, without a lock: whoever asks for
   * the oldest chunk meanwhile may still see this one, and only keeps its part of the log longer.
   */
  void forgetChunks(long xid) {
    openChunks.remove(xid);
  }

  /** Takes rows out of the store that a transaction put there before it was rolled back. */
  void unstore(OwnRows own, List<Integer> indexes) {
    applier.lock.lock();
    try {
      for (int index : indexes) {
        applier.unstoreRow(own.relation, own.rowId(index));
      }
    } finally {
      applier.lock.unlock();
    }
  }

  /** Calls the listener for slots that no row refers to, then lets them be reused. */
  void release(List<Applier.FreedSlot> freed) {
    for (Applier.FreedSlot slot : freed) {
      VectorFile column = slot.column();
      listener.onSlotFreed(column.relationId(), column.spec().columnNumber(), slot.slot());
      column.slots.release(slot.slot());
    }
  }

  /** Tells the listener of rows that will never be seen. */
  void rolledBack(Relation relation, long[] rowIds) {
    if (rowIds.length > 0) {
      listener.onRowsRemoved(relation.id, rowIds);
    }
  }

  /** What a checkpoint that starts now covers. Under the applier's lock. */
  Registry.Checkpoint checkpoint(long nextXid) {
    order.lock();
    try {
      List<LogPosition> starts = new ArrayList<>(openChunks.values());
      Pending head = pending.peekFirst();
      starts.add(head == null ? log.end() : head.ticket.start());
      LogPosition from = starts.getFirst();
      for (LogPosition start : starts) {
        from = start.lsn() < from.lsn() ? start : from;
      }
      return new Registry.Checkpoint(snapshots.published(), from, nextXid);
    } finally {
      order.unlock();
    }
  }
}
