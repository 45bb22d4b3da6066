package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.storage.log.Marks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecoveryTest extends EngineFixture {
  @Test
  void acknowledgedCommitsSurviveACrash() {
    open();
    insert(1, 10);
    Transaction open = begin();
    open.insert(TABLE, row(2, 20));
    crash();
    assertThat(rows()).containsExactly("1=10");
    assertThat(engine.statistics().redoneTransactions()).isEqualTo(2);
  }

  @Test
  void recoveringAgainAndAgainGivesTheSame() {
    open();
    insert(1, 10);
    engine.checkpoint();
    try (Transaction tx = begin()) {
      tx.update(TABLE, 1, row(1, 11), LockMode.NO_KEY_UPDATE);
      tx.insert(TABLE, row(2, 20).vector(COLUMN, new float[] {1, 2, 3, 4}));
      tx.commit();
    }
    for (int i = 0; i < 3; i++) {
      crash();
      assertThat(rows()).containsExactly("1=11", "2=20");
      insert(10 + i, 0);
      engine.vacuum();
      try (Transaction tx = begin()) {
        tx.delete(TABLE, rowId(tx, 10 + i));
        tx.commit();
      }
    }
  }

  private static long rowId(Transaction tx, int key) {
    try (Snapshot snapshot = tx.newStatementSnapshot()) {
      IndexCursor cursor = snapshot.range(INDEX, KeyRange.prefix(key(key)), false);
      assertThat(cursor.next()).isTrue();
      return cursor.rowId();
    }
  }

  @Test
  void aTornTailOfTheLogIsTheEndOfIt() throws IOException {
    open();
    insert(1, 10);
    long durable = engine.durableLsn();
    insert(2, 20);
    long end = engine.durableLsn();
    for (long torn = durable + 1; torn < end; torn += 7) {
      Path copy = copyWithout(torn, end, durable);
      try (StorageEngine cut = StorageEngine.open(copy, options);
          Transaction tx = cut.begin(IsolationLevel.READ_COMMITTED)) {
        assertThat(rows(tx)).containsExactly("1=10");
        tx.insert(TABLE, row(3, 30));
        tx.commit();
      }
      try (StorageEngine cut = StorageEngine.open(copy, options);
          Transaction tx = cut.begin(IsolationLevel.READ_COMMITTED)) {
        assertThat(rows(tx)).containsExactly("1=10", "3=30");
      }
    }
  }

  /** A copy of the directory whose log ends between what is durable and the end. */
  private Path copyWithout(long from, long to, long durable) throws IOException {
    Path copy = directory.resolveSibling("torn-" + from);
    copy(directory, copy);
    Path segment = copy.resolve("log").resolve("0000000000000000.log");
    try (RandomAccessFile log = new RandomAccessFile(segment.toFile(), "rw")) {
      log.seek(from);
      log.write(new byte[(int) (to - from)]);
    }
    Marks.set(copy.resolve("log"), durable);
    return copy;
  }

  @Test
  void aLargeTransactionThatDidNotCommitLeavesNothing() {
    options = options.withTransactionMemoryBytes(1_000);
    open();
    insert(1, 10);
    Transaction large = begin();
    for (int i = 100; i < 300; i++) {
      large.insert(TABLE, row(i, i).vector(COLUMN, new float[] {i, 0, 0, 0}));
    }
    engine.checkpoint();
    insert(2, 20);
    crash();
    assertThat(rows()).containsExactly("1=10", "2=20");
    assertThat(engine.statistics(TABLE).rowBytes()).isEqualTo(2 * (8 + 4 + 4 + 6 + 8));
    assertThat(engine.vectorColumn(TABLE, COLUMN).liveSlots()).isZero();
  }

  @Test
  void aLargeTransactionThatSpansACheckpointIsRedoneWhole() {
    options = options.withTransactionMemoryBytes(1_000);
    open();
    try (Transaction large = begin()) {
      for (int i = 100; i < 200; i++) {
        large.insert(TABLE, row(i, i).vector(COLUMN, new float[] {i, 0, 0, 0}));
      }
      Savepoint savepoint = large.savepoint();
      for (int i = 200; i < 300; i++) {
        large.insert(TABLE, row(i, i).vector(COLUMN, new float[] {i, 0, 0, 0}));
      }
      engine.checkpoint();
      large.rollbackTo(savepoint);
      engine.checkpoint();
      for (int i = 300; i < 400; i++) {
        large.insert(TABLE, row(i, i).vector(COLUMN, new float[] {i, 0, 0, 0}));
      }
      large.commit();
    }
    List<String> expected = rows();
    assertThat(expected).hasSize(200);
    crash();
    assertThat(rows()).isEqualTo(expected);
    assertThat(engine.vectorColumn(TABLE, COLUMN).liveSlots()).isEqualTo(200);
  }

  @Test
  void checkpointsLetTheLogBeUsedAgain() throws IOException {
    options = options.withLogSegmentBytes(100_000);
    open();
    for (int round = 0; round < 8; round++) {
      for (int i = 0; i < 40; i++) {
        try (Transaction tx = begin()) {
          tx.insert(TABLE, new NewRow(new byte[4_000]).entry(INDEX, key(i)));
          tx.commit();
        }
      }
      engine.checkpoint();
    }
    try (Stream<Path> files = Files.list(directory.resolve("log"))) {
      assertThat(files.count()).isLessThanOrEqualTo(4);
    }
    assertThat(engine.statistics().checkpointLagBytes()).isZero();
    reopen();
    assertThat(engine.statistics(TABLE).liveRows()).isEqualTo(320);
  }

  @Test
  void checkpointsComeByThemselves() throws InterruptedException {
    options = options.withCheckpoint(50_000, Duration.ofHours(1));
    open();
    for (int i = 0; i < 100; i++) {
      try (Transaction tx = begin()) {
        tx.insert(TABLE, new NewRow(new byte[4_000]).entry(INDEX, key(i)));
        tx.commit();
      }
    }
    for (int i = 0; i < 100 && engine.statistics().checkpoints() == 0; i++) {
      Thread.sleep(50);
    }
    assertThat(engine.statistics().checkpoints()).isPositive();
  }

  @Test
  void rowsOfAllSizesComeBack() {
    open();
    int[] sizes = {0, 1, 7, 100, 4_000, 65_500, 65_600, 200_000, 1_500_000, 5_000_000};
    List<Long> rows = new ArrayList<>();
    try (Transaction tx = begin()) {
      for (int size : sizes) {
        rows.add(tx.insert(TABLE, new NewRow(new byte[size])).rowId());
      }
      tx.commit();
    }
    for (int round = 0; round < 2; round++) {
      try (Transaction tx = begin();
          Snapshot snapshot = tx.newStatementSnapshot()) {
        for (int i = 0; i < sizes.length; i++) {
          assertThat(snapshot.relation(TABLE).get(rows.get(i)).length()).isEqualTo(sizes[i]);
        }
      }
      crash();
    }
  }

  @Test
  void sequencesNeverRepeatAValueAfterACrash() {
    open();
    try (Transaction tx = begin()) {
      tx.createSequence(5, SequenceSpec.ascending());
      tx.createSequence(6, new SequenceSpec(3, -2, -4, 3, true));
      tx.commit();
    }
    long last = 0;
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 40; i++) {
        try (Transaction tx = begin()) {
          long value = tx.nextValue(5);
          assertThat(value).isGreaterThan(last);
          last = value;
          tx.commit();
        }
      }
      if (round == 1) {
        engine.checkpoint();
      }
      crash();
    }
    reopen();
    try (Transaction tx = begin()) {
      assertThat(tx.nextValue(5)).isLessThan(last + 100);
      tx.setValue(5, 1000, true);
      assertThat(tx.nextValue(5)).isEqualTo(1001);
      List<Long> cycle = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        cycle.add(tx.nextValue(6));
      }
      assertThat(cycle).containsExactly(3L, 1L, -1L, -3L, 3L);
      SequenceState state = tx.lockSequence(6);
      SequenceSpec rule = new SequenceSpec(3, 1, 0, 3, false);
      tx.alterSequence(6, new SequenceState(rule, state.lastValue(), state.called()));
      assertThatThrownBy(() -> tx.nextValue(6)).isInstanceOf(SequenceExhaustedException.class);
      tx.rollback();
    }
    reopen();
    try (Transaction tx = begin()) {
      assertThat(tx.nextValue(5)).as("a clean end skips nothing").isEqualTo(1002);
    }
  }

  @Test
  void asynchronousCommitsAreVisibleAtOnceAndDurableAfterFlush() {
    open();
    for (int i = 0; i < 50; i++) {
      try (Transaction tx = begin()) {
        tx.setSynchronousCommit(false);
        tx.insert(TABLE, row(i, i));
        tx.commit();
      }
    }
    assertThat(rows()).hasSize(50);
    engine.flush();
    crash();
    assertThat(rows()).hasSize(50);
  }

  @Test
  void aSecondEngineInTheDirectoryIsRefused() {
    open();
    assertThatThrownBy(() -> StorageEngine.open(directory, options))
        .isInstanceOf(DirectoryLockedException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    open();
    engine.close();
    Files.writeString(directory.resolve("FORMAT"), "99\n");
    assertThatThrownBy(() -> StorageEngine.open(directory, options))
        .isInstanceOf(NewerFormatException.class);
    Files.writeString(directory.resolve("FORMAT"), DataDirectory.FORMAT + "\n");
    open();
  }

  @Test
  void closingLeavesNoThreads() {
    open();
    insert(1, 10);
    engine.close();
    engine.close();
    List<String> threads =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("tusk-"))
            .sorted(Comparator.naturalOrder())
            .toList();
    assertThat(threads).isEmpty();
  }

  @Test
  void aClosedEngineRefusesWork() {
    open();
    Transaction tx = begin();
    tx.insert(TABLE, row(1, 10));
    engine.close();
    assertThatThrownBy(tx::commit).isInstanceOf(StorageException.class);
    tx.rollback();
    assertThatThrownBy(this::begin).isInstanceOf(StorageException.class);
    open();
    assertThat(rows()).isEmpty();
  }

  @Test
  void interruptedThreadsDoTheirWorkAndHarmNoFile() {
    options = options.withLogSegmentBytes(20_000).withTransactionMemoryBytes(3_000);
    open();
    for (int i = 0; i < 40; i++) {
      Thread.currentThread().interrupt();
      try (Transaction tx = begin()) {
        for (int j = 0; j < 20; j++) {
          tx.insert(TABLE, row(100 * i + j, j).vector(COLUMN, new float[] {i, j, 0, 0}));
        }
        tx.commit();
      }
      engine.checkpoint();
      engine.vacuum();
      assertThat(Thread.interrupted()).isTrue();
    }
    engine.checkpoint(); // The others were not waited for, and files are copied now.
    crash();
    assertThat(rows()).hasSize(800);
  }

  @Test
  void damagedRowsAreNotGivenOut() {
    byte[] array = new byte[100];
    assertThatThrownBy(() -> RowFormat.decode(1, 2, array))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("row 2 of relation 1");
  }
}
