package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Writers move money between accounts while vacuum and checkpoints run all the time: every
 * snapshot, read by scan, by index or by the vectors' slots, sees every account once and the same
 * total.
 */
class StressTest extends EngineFixture {
  private static final int ACCOUNTS = 60;
  private static final int TOTAL = ACCOUNTS * 100;

  private final AtomicInteger transfers = new AtomicInteger();
  private final AtomicInteger checks = new AtomicInteger();
  private volatile boolean stop;

  @Test
  void everySnapshotSeesAllTheMoney() throws Exception {
    options =
        options
            .withVacuumInterval(Duration.ofMillis(2))
            .withCheckpoint(200_000, Duration.ofMillis(100))
            .withTransactionMemoryBytes(600);
    open();
    try (Transaction tx = begin()) {
      for (int i = 0; i < ACCOUNTS; i++) {
        tx.insert(TABLE, row(i, 100).vector(COLUMN, new float[] {i, 0, 0, 0}));
      }
      tx.commit();
    }
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      boolean repeatable = i == 0;
      workers.add(
          async(() -> {
            while (!stop) {
              transfer(repeatable);
            }
            return null;
          }));
      workers.add(
          async(() -> {
            while (!stop) {
              check();
            }
            return null;
          }));
    }
    TimeUnit.MILLISECONDS.sleep(3000);
    stop = true;
    for (CompletableFuture<Void> worker : workers) {
      worker.get(10, TimeUnit.SECONDS);
    }
    assertThat(transfers.get()).isPositive();
    assertThat(checks.get()).isPositive();
    crash();
    check();
    engine.vacuum();
    assertThat(engine.vectorColumn(TABLE, COLUMN).liveSlots()).isEqualTo(ACCOUNTS);
    assertThat(engine.statistics().deadRows()).isZero();
    System.out.println(
        "transfers: " + transfers + ", checks: " + checks + ", " + engine.statistics());
  }

  private void transfer(boolean repeatable) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    IsolationLevel isolation =
        repeatable ? IsolationLevel.REPEATABLE_READ : IsolationLevel.READ_COMMITTED;
    try (Transaction tx = engine.begin(isolation)) {
      tx.setSynchronousCommit(random.nextInt(10) == 0);
      Savepoint savepoint = tx.savepoint();
      int amount = random.nextInt(10);
      add(tx, random.nextInt(ACCOUNTS), amount, random);
      add(tx, random.nextInt(ACCOUNTS), -amount, random);
      if (random.nextInt(8) == 0) {
        tx.rollbackTo(savepoint);
      }
      if (random.nextInt(8) == 0) {
        tx.rollback();
      } else {
        tx.commit();
      }
      transfers.incrementAndGet();
    } catch (DeadlockException | WriteConflictException _) {
      // Rolled back: no money moved.
    }
  }

  private static void add(Transaction tx, int account, int amount, ThreadLocalRandom random) {
    try (Snapshot snapshot = tx.newStatementSnapshot()) {
      IndexCursor cursor = snapshot.range(INDEX, KeyRange.prefix(key(account)), false);
      assertThat(cursor.next()).isTrue();
      long rowId = cursor.rowId();
      RowOutcome lock = tx.lockRow(TABLE, rowId, LockMode.NO_KEY_UPDATE, WaitPolicy.WAIT);
      assertThat(lock.kind()).isIn(RowOutcome.Kind.DONE, RowOutcome.Kind.UPDATED);
      Row current = tx.newestVersion(TABLE, lock.rowId());
      int balance = ByteBuffer.wrap(current.array(), current.offset() + 4, 4).getInt();
      NewRow row = row(account, balance + amount);
      if (random.nextBoolean()) {
        row.keepVector(COLUMN);
      } else {
        row.vector(COLUMN, new float[] {account, amount, 0, 0});
      }
      assertThat(tx.update(TABLE, lock.rowId(), row, LockMode.NO_KEY_UPDATE).done()).isTrue();
    }
  }

  private void check() {
    try (Transaction tx = begin();
        Snapshot snapshot = tx.newStatementSnapshot()) {
      RelationView view = snapshot.relation(TABLE);
      int[] scanned = new int[ACCOUNTS];
      Arrays.fill(scanned, Integer.MIN_VALUE);
      Set<Long> rows = new HashSet<>();
      RowCursor scan = view.scan();
      for (Row row = scan.next(); row != null; row = scan.next()) {
        rows.add(row.rowId());
        ByteBuffer bytes = ByteBuffer.wrap(row.array(), row.offset(), row.length());
        scanned[bytes.getInt()] = bytes.getInt();
      }
      assertThat(rows).hasSize(ACCOUNTS);
      assertThat(Arrays.stream(scanned).sum()).isEqualTo(TOTAL);
      Set<Long> indexed = new HashSet<>();
      IndexCursor cursor = snapshot.range(INDEX, KeyRange.ALL, checks.get() % 2 == 0);
      while (cursor.next()) {
        indexed.add(cursor.rowId());
      }
      assertThat(indexed).isEqualTo(rows);
      Set<Long> bySlot = new HashSet<>();
      int slots = engine.vectorColumn(TABLE, COLUMN).slotCount();
      for (int slot = 0; slot < slots; slot++) {
        long rowId = view.visibleRow(COLUMN, slot);
        if (rowId >= 0) {
          bySlot.add(rowId);
        }
      }
      assertThat(bySlot).isEqualTo(rows);
      checks.incrementAndGet();
    }
  }
}
