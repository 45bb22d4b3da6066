package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Alterations of sequences belong to their transaction; values drawn belong to nobody. */
class SequencesTest extends EngineFixture {
  private static final long SEQUENCE = 5;

  private void create() {
    open();
    try (Transaction tx = begin()) {
      tx.createSequence(SEQUENCE, SequenceSpec.ascending());
      tx.commit();
    }
  }

  private static SequenceSpec by(long increment) {
    return new SequenceSpec(1, increment, 1, Long.MAX_VALUE, false);
  }

  private static void alter(Transaction tx, long increment, long last, boolean called) {
    tx.alterSequence(SEQUENCE, new SequenceState(by(increment), last, called));
  }

  private long draw() {
    try (Transaction tx = begin()) {
      long value = tx.nextValue(SEQUENCE);
      tx.commit();
      return value;
    }
  }

  @Test
  void anAlterationIsSeenByItsTransactionAloneUntilTheCommit() {
    create();
    assertThat(draw()).isEqualTo(1);
    Transaction tx = begin();
    alter(tx, 10, 100, false);
    assertThat(tx.nextValue(SEQUENCE)).isEqualTo(100);
    assertThat(tx.nextValue(SEQUENCE)).isEqualTo(110);
    try (Transaction other = begin()) {
      assertThat(other.sequence(SEQUENCE))
          .usingRecursiveComparison()
          .ignoringFields("ahead")
          .isEqualTo(new SequenceState(SequenceSpec.ascending(), 1, true));
    }
    tx.commit();
    assertThat(draw()).isEqualTo(120);
  }

  @Test
  void rollbackAndRollbackToASavepointUndoIt() {
    create();
    assertThat(draw()).isEqualTo(1);
    try (Transaction tx = begin()) {
      alter(tx, 10, 100, false);
      Savepoint savepoint = tx.savepoint();
      alter(tx, 5, 7, true);
      assertThat(tx.nextValue(SEQUENCE)).isEqualTo(12);
      tx.rollbackTo(savepoint);
      assertThat(tx.nextValue(SEQUENCE)).isEqualTo(100);
      tx.rollback();
    }
    assertThat(draw()).isEqualTo(2);
    crash();
    assertThat(draw()).isGreaterThan(2).isLessThan(40);
  }

  @Test
  void whoDrawsWaitsForWhoAltersAndTheOtherWayRound() throws Exception {
    create();
    Transaction altering = begin();
    alter(altering, 1, 50, false);
    CompletableFuture<Long> drawing = async(this::draw);
    assertThat(isWaiting(drawing)).isTrue();
    altering.commit();
    assertThat(drawing.get()).isEqualTo(50);

    Transaction tx = begin();
    assertThat(tx.nextValue(SEQUENCE)).isEqualTo(51);
    assertThat(draw()).as("drawing hinders nobody from drawing").isEqualTo(52);
    CompletableFuture<Object> second =
        async(() -> {
          try (Transaction other = begin()) {
            alter(other, 1, 9, false);
            other.commit();
          }
          return "altered";
        });
    assertThat(isWaiting(second)).isTrue();
    tx.rollback();
    assertThat(second.get()).isEqualTo("altered");
    assertThat(draw()).isEqualTo(9);
  }

  @Test
  void aDroppedSequenceCannotBeDrawnFrom() throws Exception {
    create();
    Transaction dropping = begin();
    alter(dropping, 1, 50, false);
    dropping.dropSequence(SEQUENCE);
    CompletableFuture<Long> drawing = async(this::draw);
    assertThat(isWaiting(drawing)).isTrue();
    dropping.commit();
    assertThatThrownBy(drawing::get).hasRootCauseInstanceOf(StorageException.class);
    crash();
    assertThatThrownBy(this::draw).isInstanceOf(StorageException.class);
  }

  /**
   * The redo log has the values drawn before an alteration, and is read from before them for the
   * sake of another transaction, though the checkpoint is younger than all of it.
   */
  @Test
  void anAlterationOutlivesOlderValuesInTheLog() {
    options = options.withTransactionMemoryBytes(1_000);
    create();
    Transaction large = begin();
    for (int i = 0; i < 100; i++) {
      large.insert(TABLE, row(i, i));
    }
    draw();
    try (Transaction tx = begin()) {
      alter(tx, 1, 1000, false);
      tx.commit();
    }
    engine.checkpoint();
    crash();
    assertThat(draw()).isEqualTo(1000);
  }

  /** One random history after another, with crashes and ends at any place, beside a model. */
  @Test
  void randomHistoriesWithCrashesAgreeWithAModel() {
    options = options.withTransactionMemoryBytes(2_000);
    create();
    Random random = new Random(23);
    SequenceState shared = new SequenceState(SequenceSpec.ascending(), 1, false);
    for (int round = 0; round < 150; round++) {
      History history = new History(begin(), shared);
      int steps = random.nextInt(12);
      for (int step = 0; step < steps; step++) {
        history.step(random);
      }
      int end = random.nextInt(10);
      if (end < 6) {
        history.tx.commit();
        shared = history.top();
      } else {
        if (end == 9) {
          crashAndReopen();
        }
        history.tx.rollback();
        shared = history.shared;
      }
      if (random.nextInt(8) == 0) {
        engine.checkpoint();
      }
      if (random.nextInt(6) == 0) {
        crashAndReopen();
      } else if (random.nextInt(12) == 0) {
        reopen();
      }
      shared = verify(shared);
    }
  }

  private int crashes;

  private void crashAndReopen() {
    engine.flush(); // What was drawn by who rolled back may be drawn again otherwise.
    crashes++;
    crash();
  }

  /** What is there now: as the model has it, or at most 32 values further on after a crash. */
  private SequenceState verify(SequenceState expected) {
    try (Transaction tx = begin()) {
      SequenceState state = tx.sequence(SEQUENCE);
      long ahead =
          state.lastValue()
              - expected.lastValue()
              + (state.called() ? 1 : 0)
              - (expected.called() ? 1 : 0);
      assertThat(state.spec()).as("after %d crashes", crashes).isEqualTo(expected.spec());
      assertThat(ahead)
          .as("%s where %s was expected, after %d crashes", state, expected, crashes)
          .isBetween(0L, crashes == 0 ? 0 : 32 * state.spec().increment());
      return state;
    }
  }

  private static final class History {
    final Transaction tx;
    SequenceState shared;
    final List<SequenceState> copies = new ArrayList<>();
    final Deque<Savepoint> savepoints = new ArrayDeque<>();
    final Deque<Integer> copiesAt = new ArrayDeque<>();
    private int key;

    History(Transaction tx, SequenceState shared) {
      this.tx = tx;
      this.shared = shared;
    }

    SequenceState top() {
      return copies.isEmpty() ? shared : copies.getLast();
    }

    private void setTop(SequenceState state) {
      if (copies.isEmpty()) {
        shared = state;
      } else {
        copies.set(copies.size() - 1, state);
      }
    }

    void step(Random random) {
      switch (random.nextInt(7)) {
        case 0, 1 -> {
          SequenceState before = top();
          long value = before.lastValue() + (before.called() ? before.spec().increment() : 0);
          assertThat(tx.nextValue(SEQUENCE)).isEqualTo(value);
          setTop(new SequenceState(before.spec(), value, true));
        }
        case 2 -> {
          SequenceState set = new SequenceState(top().spec(), 1 + random.nextInt(900), true);
          tx.setValue(SEQUENCE, set.lastValue(), set.called());
          setTop(set);
        }
        case 3 -> {
          SequenceState altered =
              new SequenceState(
                  by(1 + random.nextInt(5)), 1 + random.nextInt(900), random.nextBoolean());
          tx.alterSequence(SEQUENCE, altered);
          copies.add(altered);
        }
        case 4 -> {
          savepoints.push(tx.savepoint());
          copiesAt.push(copies.size());
        }
        case 5 -> {
          if (!savepoints.isEmpty()) {
            tx.rollbackTo(savepoints.pop());
            copies.subList(copiesAt.pop(), copies.size()).clear();
          }
        }
        default -> {
          for (int i = 0; i < 30; i++) {
            tx.insert(TABLE, row(key++, 0)); // Some of the operations go ahead as chunks.
          }
        }
      }
      assertThat(tx.sequence(SEQUENCE))
          .usingRecursiveComparison()
          .ignoringFields("ahead")
          .isEqualTo(top());
    }
  }
}
