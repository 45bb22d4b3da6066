package dev.tusk.storage;

import dev.tusk.storage.log.LogFullException;
import dev.tusk.storage.log.LogTicket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sequences as one transaction meets them. Values are drawn from what all share, and stay drawn
 * whatever becomes of the transaction; an alteration is a copy that only its transaction sees and
 * draws from, until the commit puts it in the place of the shared one.
 *
 * <p>Drawing and altering lock each other out to the end of the transaction, so a copy never misses
 * what others drew meanwhile. This is what PostgreSQL does with a new file for the sequence.
 */
final class TransactionSequences {
  private final EngineTransaction transaction;
  private final Engine engine;
  private final WriteSet changes;

  /** Copies by sequence; the last one is the alteration that counts. */
  private final Map<Long, Deque<Copy>> altered = new HashMap<>();

  private final Set<Long> drawing = new HashSet<>(2);
  private @Nullable LogTicket mustBeDurable;

  private static final class Copy {
    SequenceState state;

    Copy(SequenceState state) {
      this.state = state;
    }
  }

  TransactionSequences(EngineTransaction transaction, Engine engine, WriteSet changes) {
    this.transaction = transaction;
    this.engine = engine;
    this.changes = changes;
  }

  /** The record of values drawn here that the log is to have before the client hears of success. */
  @Nullable LogTicket mustBeDurable() {
    return mustBeDurable;
  }

  // Definitions.

  void create(long id, SequenceSpec spec) {
    engine.sequences.create(id, spec, true);
    ByteWriter to = changes.begin(Ops.CREATE_SEQUENCE);
    to.putLong(id);
    SequenceTable.encodeSpec(to, spec);
    changes.define(
        _ -> engine.sequences.commitCreation(id, spec), () -> engine.sequences.remove(id));
  }

  SequenceState lock(long id) {
    transaction.lock(LockTable.SEQUENCES, id, LockMode.EXCLUSIVE);
    return state(id);
  }

  void alter(long id, SequenceState state) {
    lock(id);
    Copy copy = new Copy(state);
    Deque<Copy> copies = altered.computeIfAbsent(id, _ -> new ArrayDeque<>(2));
    copies.addLast(copy);
    logged(id, state);
    changes.define(_ -> engine.sequences.alter(id, copy.state), copies::removeLast);
  }

  private void logged(long id, SequenceState state) {
    ByteWriter to = changes.begin(Ops.ALTER_SEQUENCE);
    to.putLong(id);
    SequenceTable.encodeState(to, state);
  }

  void drop(long id) {
    lock(id);
    changes.begin(Ops.DROP_SEQUENCE).putLong(id);
    changes.define(_ -> engine.sequences.remove(id), () -> {});
  }

  // Values.

  private @Nullable Copy copy(long id) {
    Deque<Copy> copies = altered.isEmpty() ? null : altered.get(id);
    return copies == null ? null : copies.peekLast();
  }

  private void lockForDrawing(long id) {
    if (drawing.add(id)) {
      transaction.lock(LockTable.SEQUENCES, id, LockMode.WRITE);
    }
  }

  long next(long id) {
    lockForDrawing(id);
    Copy copy = copy(id);
    if (copy != null) {
      long value = SequenceTable.following(copy.state);
      copy.state = new SequenceState(copy.state.spec(), value, true);
      return value;
    }
    try {
      SequenceTable.Given given = engine.sequences.next(id, engine.log);
      mustBeDurable = given.ticket();
      return given.value();
    } catch (LogFullException e) {
      throw Committer.full(e);
    }
  }

  void set(long id, long value, boolean called) {
    lockForDrawing(id);
    Copy copy = copy(id);
    if (copy != null) {
      copy.state = new SequenceState(copy.state.spec(), value, called);
      return;
    }
    try {
      mustBeDurable = engine.sequences.set(id, value, called, engine.log);
    } catch (LogFullException e) {
      throw Committer.full(e);
    }
  }

  SequenceState state(long id) {
    Copy copy = copy(id);
    return copy == null ? engine.sequences.state(id) : copy.state;
  }

  // The end.

  /** Locks taken since the savepoint are given back. */
  void rolledBackToSavepoint() {
    drawing.clear();
  }

  /** Before the commit's record is made: it is to have the values drawn after the alteration. */
  void beforeCommit() {
    altered.forEach((id, copies) -> {
      if (!copies.isEmpty()) {
        logged(id, copies.getLast().state);
      }
    });
  }
}
