package dev.tusk.storage;

import dev.tusk.storage.log.LogFullException;
import dev.tusk.storage.log.LogTicket;
import dev.tusk.storage.log.RedoLog;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sequences. With a value the log is told of 32 more, so that a crash skips values but never
 * repeats one that a durable transaction has.
 */
final class SequenceTable {
  private static final int VALUES_AHEAD = 32;

  private final Map<Long, Sequence> sequences = new ConcurrentHashMap<>();

  private static final class Sequence {
    SequenceSpec spec;
    long last;
    boolean called;

    /** The state the log knows, which recovery would give. */
    long loggedLast;

    boolean loggedCalled;

    /** Values that may be given without telling the log. */
    int ahead;

    boolean uncommitted;
    @Nullable LogTicket ticket;
    int losses;

    Sequence(SequenceSpec spec) {
      this.spec = spec;
      last = spec.start();
      loggedLast = last;
    }

    SequenceState state() {
      return new SequenceState(spec, last, called, ahead);
    }
  }

  private Sequence sequence(long id) {
    Sequence sequence = sequences.get(id);
    if (sequence == null) {
      throw new StorageException("could not open relation with OID " + id);
    }
    return sequence;
  }

  void create(long id, SequenceSpec spec, boolean uncommitted) {
    Sequence sequence = new Sequence(spec);
    sequence.uncommitted = uncommitted;
    if (sequences.putIfAbsent(id, sequence) != null) {
      throw new IllegalArgumentException("sequence " + id + " exists");
    }
  }

  /** An alteration committed, or is redone; nothing to do when the sequence is gone meanwhile. */
  void alter(long id, SequenceState state) {
    Sequence sequence = sequences.get(id);
    if (sequence == null) {
      return;
    }
    synchronized (sequence) {
      sequence.spec = state.spec();
      sequence.last = state.lastValue();
      sequence.called = state.called();
      sequence.loggedLast = sequence.last;
      sequence.loggedCalled = sequence.called;
      sequence.ahead = 0;
    }
  }

  /** The creation committed. In recovery, values may have been given before. */
  void commitCreation(long id, SequenceSpec spec) {
    sequences.computeIfAbsent(id, _ -> new Sequence(spec)).uncommitted = false;
  }

  void remove(long id) {
    sequences.remove(id);
  }

  void removeUncommitted() {
    sequences.values().removeIf(sequence -> sequence.uncommitted);
  }

  SequenceState state(long id) {
    Sequence sequence = sequence(id);
    synchronized (sequence) {
      return sequence.state();
    }
  }

  /** A value, and the log record that must be durable before a transaction with it is. */
  record Given(long value, @Nullable LogTicket ticket) {}

  Given next(long id, RedoLog log) throws LogFullException {
    Sequence sequence = sequence(id);
    synchronized (sequence) {
      if (sequence.losses != log.losses()) {
        sequence.ahead = 0; // The record that told the log may be lost.
      }
      long value = following(sequence.state());
      if (sequence.ahead == 0) {
        long boundary = value;
        int ahead = 0;
        for (int i = 0; i < VALUES_AHEAD && hasNext(sequence.spec, boundary); i++) {
          boundary += sequence.spec.increment();
          ahead++;
        }
        write(id, sequence, sequence.spec, boundary, true, log);
        sequence.ahead = ahead + 1;
      }
      sequence.ahead--;
      sequence.last = value;
      sequence.called = true;
      return new Given(value, sequence.ticket);
    }
  }

  /** The value that comes next. */
  static long following(SequenceState state) {
    return state.called() ? step(state.spec(), state.lastValue()) : state.lastValue();
  }

  private static boolean hasNext(SequenceSpec spec, long value) {
    long next = value + spec.increment();
    boolean overflow = ((value ^ next) & (spec.increment() ^ next)) < 0;
    return !overflow && (spec.increment() > 0 ? next <= spec.maximum() : next >= spec.minimum());
  }

  private static long step(SequenceSpec spec, long value) {
    if (hasNext(spec, value)) {
      return value + spec.increment();
    }
    boolean up = spec.increment() > 0;
    if (spec.cycle()) {
      return up ? spec.minimum() : spec.maximum();
    }
    throw new SequenceExhaustedException(
        up
            ? "reached maximum value of sequence (" + spec.maximum() + ")"
            : "reached minimum value of sequence (" + spec.minimum() + ")");
  }

  /** setval. */
  @Nullable LogTicket set(long id, long value, boolean called, RedoLog log)
      throws LogFullException {
    Sequence sequence = sequence(id);
    synchronized (sequence) {
      write(id, sequence, sequence.spec, value, called, log);
      sequence.ahead = 0;
      sequence.last = value;
      sequence.called = called;
      return sequence.ticket;
    }
  }

  private static void write(
      long id, Sequence sequence, SequenceSpec spec, long last, boolean called, RedoLog log)
      throws LogFullException {
    ByteWriter body = new ByteWriter(64);
    encode(body, id, spec, last, called);
    sequence.ticket = log.append(Ops.RECORD_SEQUENCE, 0, 0, body.toBytes());
    sequence.losses = log.losses();
    sequence.loggedLast = last;
    sequence.loggedCalled = called;
  }

  /** Recovery: what the log says of a sequence, perhaps of one whose creation is yet to come. */
  void redo(byte[] body) {
    decodeOne(new ByteReader(body), true);
  }

  private static void encode(ByteWriter to, long id, SequenceSpec spec, long last, boolean called) {
    to.putLong(id);
    encodeState(to, new SequenceState(spec, last, called));
  }

  static void encodeState(ByteWriter to, SequenceState state) {
    encodeSpec(to, state.spec());
    to.putLong(state.lastValue());
    to.putByte(state.called() ? 1 : 0);
  }

  static SequenceState decodeState(ByteReader from) {
    return new SequenceState(decodeSpec(from), from.getLong(), from.getByte() != 0);
  }

  static void encodeSpec(ByteWriter to, SequenceSpec spec) {
    to.putLong(spec.start());
    to.putLong(spec.increment());
    to.putLong(spec.minimum());
    to.putLong(spec.maximum());
    to.putByte(spec.cycle() ? 1 : 0);
  }

  static SequenceSpec decodeSpec(ByteReader from) {
    return new SequenceSpec(
        from.getLong(), from.getLong(), from.getLong(), from.getLong(), from.getByte() != 0);
  }

  private Sequence decodeOne(ByteReader from, boolean uncommitted) {
    long id = from.getLong();
    SequenceState state = decodeState(from);
    Sequence sequence =
        sequences.computeIfAbsent(
            id,
            _ -> {
              Sequence created = new Sequence(state.spec());
              created.uncommitted = uncommitted;
              return created;
            });
    alter(id, state);
    return sequence;
  }

  /** For the checkpoint: what recovery would give; when closing, how things are. */
  void encode(ByteWriter to, boolean closing) {
    to.putLong(sequences.size());
    sequences.forEach((id, sequence) -> {
      synchronized (sequence) {
        encode(
            to,
            id,
            sequence.spec,
            closing ? sequence.last : sequence.loggedLast,
            closing ? sequence.called : sequence.loggedCalled);
        to.putByte(sequence.uncommitted ? 1 : 0);
      }
    });
  }

  void decode(ByteReader from) {
    for (int i = from.getInt(); i > 0; i--) {
      Sequence sequence = decodeOne(from, false);
      sequence.uncommitted = from.getByte() != 0;
    }
  }
}
