package dev.tusk.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions beside each other at SERIALIZABLE. */
class SerializableTest extends EngineFixture {
  @BeforeEach
  void start() {
    open();
  }

  private Transaction serializable() {
    return engine.begin(IsolationLevel.SERIALIZABLE);
  }

  private static boolean has(Transaction tx, int key) {
    try (Snapshot snapshot = tx.newStatementSnapshot()) {
      return snapshot.range(INDEX, KeyRange.prefix(key(key)), false).next();
    }
  }

  private static void failsForOthers(Transaction tx) {
    assertThrows(SerializationFailureException.class, tx::commit);
  }

  @Test
  void ofTwoThatReadWhatTheOtherWritesTheSecondFails() {
    Transaction a = serializable();
    Transaction b = serializable();
    rows(a);
    rows(b);
    a.insert(TABLE, row(1, 1));
    b.insert(TABLE, row(2, 2));
    a.commit();
    failsForOthers(b);
    assertEquals(1, rows().size());
  }

  @Test
  void aTransactionMayComeBeforeAnother() {
    insert(1, 1);
    Transaction a = serializable();
    Transaction b = serializable();
    assertTrue(has(a, 1));
    assertFalse(has(b, 2));
    b.insert(TABLE, row(3, 3));
    a.insert(TABLE, row(2, 2)); // b has read that it was not there: b comes before a.
    a.commit();
    b.commit();
  }

  @Test
  void readersOfDifferentKeysAreNotInEachOthersWay() {
    Transaction a = serializable();
    Transaction b = serializable();
    assertFalse(has(a, 1));
    assertFalse(has(b, 2));
    a.insert(TABLE, row(1, 1));
    b.insert(TABLE, row(2, 2));
    a.commit();
    b.commit();
  }

  @Test
  void aKeyThatWasNotThereCountsAsRead() {
    Transaction a = serializable();
    Transaction b = serializable();
    assertFalse(has(a, 2));
    assertFalse(has(b, 1));
    a.insert(TABLE, row(1, 1));
    b.insert(TABLE, row(2, 2));
    a.commit();
    failsForOthers(b);
  }

  @Test
  void rowsThatWereReadAndThenDeletedOrReplaced() {
    long first = insert(1, 1);
    long second = insert(2, 2);
    Transaction a = serializable();
    Transaction b = serializable();
    assertTrue(has(a, 2));
    assertTrue(has(b, 1));
    a.update(TABLE, first, row(1, 10), LockMode.NO_KEY_UPDATE);
    b.delete(TABLE, second);
    b.commit();
    failsForOthers(a);
    assertEquals(java.util.List.of("1=1"), rows());
  }

  @Test
  void whatWasUndoneIsInNobodysWay() {
    Transaction a = serializable();
    Transaction b = serializable();
    rows(a);
    rows(b);
    a.insert(TABLE, row(1, 1));
    a.rollback();
    b.insert(TABLE, row(2, 2));
    b.commit();
  }

  /** The anomaly of a report that only reads: batch, receipt, report. */
  @Test
  void aReaderCanBeTheOneThatClosesTheCircle() {
    long batch = insert(1, 1);
    Transaction receipt = serializable();
    assertTrue(has(receipt, 1));
    receipt.insert(TABLE, row(2, 1));
    Transaction closing = serializable();
    assertTrue(has(closing, 1));
    closing.update(TABLE, batch, row(1, 2), LockMode.NO_KEY_UPDATE);
    closing.commit();
    Transaction report = serializable();
    report.readsOnly(false);
    assertTrue(has(report, 1));
    assertThrows(
        SerializationFailureException.class,
        () -> {
          assertFalse(has(report, 2));
          report.commit();
          receipt.commit();
        });
  }

  @Test
  void aReaderThatCanWaitSeesAStateThatNobodySpoils() throws Exception {
    Transaction writer = serializable();
    rows(writer);
    writer.insert(TABLE, row(1, 1));
    CompletableFuture<Integer> seen =
        async(() -> {
          try (Transaction reader = serializable()) {
            reader.readsOnly(true);
            return rows(reader).size();
          }
        });
    assertTrue(isWaiting(seen));
    writer.commit();
    assertEquals(0, seen.get());
  }

  @Test
  void theWaitForASafeSnapshotCanBeEnded() throws Exception {
    Transaction writer = serializable();
    rows(writer);
    Transaction reader = serializable();
    reader.readsOnly(true);
    CompletableFuture<Integer> seen = async(() -> rows(reader).size());
    assertTrue(isWaiting(seen));
    reader.cancelWait();
    assertThrows(Exception.class, seen::get);
    writer.commit();
  }

  @Test
  void nothingIsKeptWhenAllAreOver() {
    Transaction beside = serializable();
    rows(beside);
    for (int i = 0; i < 100; i++) {
      Transaction tx = serializable();
      has(tx, i);
      tx.insert(TABLE, row(i, i));
      if (i % 3 == 0) {
        tx.rollback();
      } else {
        tx.commit();
      }
    }
    assertTrue(((Engine) engine).conflicts.keptCount() > 0);
    beside.commit();
    assertEquals(0, ((Engine) engine).conflicts.keptCount());
  }

  @Test
  void aSnapshotIsTakenOver() {
    insert(1, 1);
    Transaction first = begin();
    String name = first.exportSnapshot();
    insert(2, 2);
    Transaction second = engine.begin(IsolationLevel.REPEATABLE_READ);
    second.importSnapshot(name);
    first.commit();
    engine.vacuum();
    assertEquals(1, rows(second).size());
    second.commit();
    assertFalse(engine.offersSnapshot(name));
  }

  /**
   * Two threads each insert a row when the number of rows is even: in any order of one after
   * another only one of the two does.
   */
  @Test
  void whatOneReadsTheOtherDoesNotChangeUnseen() throws Exception {
    assertTrue(bothInserted(IsolationLevel.REPEATABLE_READ) > 0);
    assertEquals(0, bothInserted(IsolationLevel.SERIALIZABLE));
  }

  private int bothInserted(IsolationLevel level) throws Exception {
    int both = 0;
    for (int round = 0; round < 100; round++) {
      CyclicBarrier barrier = new CyclicBarrier(2);
      int number = round;
      CompletableFuture<Boolean> one = async(() -> insertsWhenEven(level, 2 * number, barrier));
      CompletableFuture<Boolean> two = async(() -> insertsWhenEven(level, 2 * number + 1, barrier));
      both += one.get() && two.get() ? 1 : 0;
      if (rows().size() % 2 == 1) {
        insert(-number, 0);
      }
    }
    return both;
  }

  private boolean insertsWhenEven(IsolationLevel level, int key, CyclicBarrier barrier)
      throws Exception {
    try (Transaction tx = engine.begin(level)) {
      boolean even = rows(tx).size() % 2 == 0;
      barrier.await();
      if (even) {
        tx.insert(TABLE, row(key, key));
        tx.commit();
      }
      return even;
    } catch (SerializationFailureException _) {
      return false;
    }
  }
}
