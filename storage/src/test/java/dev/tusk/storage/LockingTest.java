package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockingTest extends EngineFixture {
  @BeforeEach
  void openEngine() {
    open();
  }

  @Test
  void aCircleOfWaitingTransactionsIsBroken() throws Exception {
    long a = insert(1, 10);
    long b = insert(2, 20);
    Transaction first = begin();
    Transaction second = begin();
    first.delete(TABLE, a);
    second.delete(TABLE, b);
    CompletableFuture<RowOutcome> one =
        async(() -> {
          try {
            return first.delete(TABLE, b);
          } catch (DeadlockException e) {
            first.rollback();
            throw e;
          }
        });
    CompletableFuture<RowOutcome> two =
        async(() -> {
          try {
            return second.delete(TABLE, a);
          } catch (DeadlockException e) {
            second.rollback();
            throw e;
          }
        });
    int victims = 0;
    for (CompletableFuture<RowOutcome> future : List.of(one, two)) {
      try {
        assertThat(future.get(5, TimeUnit.SECONDS).done()).isTrue();
      } catch (ExecutionException e) {
        assertThat(e.getCause()).isInstanceOf(DeadlockException.class);
        victims++;
      }
    }
    assertThat(victims).isEqualTo(1);
    (one.isCompletedExceptionally() ? second : first).commit();
    assertThat(rows()).isEmpty();
  }

  @Test
  void ofEachCircleOneGivesUpThoughItsMembersLookAtOnce() throws Exception {
    int circles = 40;
    CyclicBarrier allHold = new CyclicBarrier(2 * circles);
    List<CompletableFuture<Boolean>> members = new ArrayList<>();
    for (int circle = 0; circle < circles; circle++) {
      long first = 2L * circle;
      members.add(async(() -> givesUp(first, first + 1, allHold)));
      members.add(async(() -> givesUp(first + 1, first, allHold)));
    }
    int victims = 0;
    for (CompletableFuture<Boolean> member : members) {
      victims += member.get(20, TimeUnit.SECONDS) ? 1 : 0;
    }
    assertThat(victims).isEqualTo(circles);
  }

  private boolean givesUp(long own, long other, CyclicBarrier allHold) throws Exception {
    try (Transaction transaction = begin()) {
      transaction.lockAdvisory(1, own, LockMode.EXCLUSIVE, WaitPolicy.NOWAIT);
      allHold.await(20, TimeUnit.SECONDS);
      transaction.lockAdvisory(1, other, LockMode.EXCLUSIVE, WaitPolicy.WAIT);
      return false;
    } catch (DeadlockException e) {
      return true;
    }
  }

  @Test
  void lockedRowsCanBeSkippedOrRefused() {
    long rowId = insert(1, 10);
    Transaction holder = begin();
    holder.lockRow(TABLE, rowId, LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    Transaction other = begin();
    assertThat(other.lockRow(TABLE, rowId, LockMode.SHARE, WaitPolicy.SKIP_LOCKED).kind())
        .isEqualTo(RowOutcome.Kind.SKIPPED);
    assertThatThrownBy(() -> other.lockRow(TABLE, rowId, LockMode.SHARE, WaitPolicy.NOWAIT))
        .isInstanceOf(LockNotAvailableException.class);
    other.setLockTimeoutMillis(30);
    assertThatThrownBy(() -> other.delete(TABLE, rowId))
        .isInstanceOf(LockNotAvailableException.class);
    holder.commit();
    assertThat(other.delete(TABLE, rowId).done()).isTrue();
    other.rollback();
  }

  @Test
  void sharedRowLocksGoTogetherAndHoldUpWriters() throws Exception {
    long rowId = insert(1, 10);
    Transaction a = begin();
    Transaction b = begin();
    Transaction writer = begin();
    a.lockRow(TABLE, rowId, LockMode.KEY_SHARE, WaitPolicy.NOWAIT);
    b.lockRow(TABLE, rowId, LockMode.KEY_SHARE, WaitPolicy.NOWAIT);
    assertThat(writer.update(TABLE, rowId, row(1, 11), LockMode.NO_KEY_UPDATE).done())
        .as("a key share does not hold up changes of other columns")
        .isTrue();
    writer.rollback();
    Transaction deleter = begin();
    CompletableFuture<RowOutcome> waiting = async(() -> deleter.delete(TABLE, rowId));
    assertThat(isWaiting(waiting)).isTrue();
    a.rollback();
    assertThat(isWaiting(waiting)).isTrue();
    b.rollback();
    assertThat(waiting.get(5, TimeUnit.SECONDS).done()).isTrue();
    deleter.commit();
  }

  @Test
  void theSecondInserterOfAKeyWaitsForTheFirst() throws Exception {
    Transaction first = begin();
    assertThat(first.lockUnique(INDEX, key(1))).isZero();
    long rowId = first.insert(TABLE, row(1, 10)).rowId();
    assertThat(first.lockUnique(INDEX, key(1))).isEqualTo(rowId);
    Transaction second = begin();
    CompletableFuture<Long> conflict = async(() -> second.lockUnique(INDEX, key(1)));
    assertThat(isWaiting(conflict)).isTrue();
    first.commit();
    assertThat(conflict.get(5, TimeUnit.SECONDS)).isEqualTo(rowId);
    second.rollback();
  }

  @Test
  void aKeyIsFreeWhenItsRowIsDeletedByTheOneWaitedFor() throws Exception {
    long rowId = insert(1, 10);
    Transaction deleter = begin();
    deleter.delete(TABLE, rowId);
    assertThat(deleter.lockUnique(INDEX, key(1))).isZero();
    deleter.rollback();
    Transaction again = begin();
    again.delete(TABLE, rowId);
    Transaction inserter = begin();
    CompletableFuture<Long> free = async(() -> inserter.lockUnique(INDEX, key(1)));
    assertThat(isWaiting(free)).isTrue();
    again.commit();
    assertThat(free.get(5, TimeUnit.SECONDS)).isZero();
    inserter.rollback();
  }

  @Test
  void manyInsertersOfFewKeysMakeNoDuplicates() throws Exception {
    AtomicInteger inserted = new AtomicInteger();
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int w = 0; w < 6; w++) {
      workers.add(
          async(() -> {
            for (int i = 0; i < 100; i++) {
              int key = ThreadLocalRandom.current().nextInt(40);
              try (Transaction tx = begin()) {
                if (tx.lockUnique(INDEX, key(key)) == 0) {
                  tx.insert(TABLE, row(key, i));
                  tx.commit();
                  inserted.incrementAndGet();
                }
              }
            }
            return null;
          }));
    }
    for (CompletableFuture<Void> worker : workers) {
      worker.get(20, TimeUnit.SECONDS);
    }
    assertThat(rows()).hasSize(inserted.get());
    assertThat(inserted.get()).isLessThanOrEqualTo(40);
  }

  @Test
  void concurrentIncrementsAreAllCounted() throws Exception {
    insert(1, 0);
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      workers.add(
          async(() -> {
            for (int i = 0; i < 50; i++) {
              increment();
            }
            return null;
          }));
    }
    for (CompletableFuture<Void> worker : workers) {
      worker.get(20, TimeUnit.SECONDS);
    }
    assertThat(rows()).containsExactly("1=200");
  }

  private void increment() {
    try (Transaction tx = begin();
        Snapshot snapshot = tx.newStatementSnapshot()) {
      long rowId = snapshot.relation(TABLE).scan().next().rowId();
      while (true) {
        Row current = tx.newestVersion(TABLE, rowId);
        RowOutcome lock = tx.lockRow(TABLE, rowId, LockMode.NO_KEY_UPDATE, WaitPolicy.WAIT);
        if (lock.kind() == RowOutcome.Kind.UPDATED) {
          rowId = lock.rowId();
          continue;
        }
        int value = Integer.parseInt(text(current).substring(2)) + 1;
        assertThat(tx.update(TABLE, rowId, row(1, value), LockMode.NO_KEY_UPDATE).done()).isTrue();
        tx.commit();
        return;
      }
    }
  }

  @Test
  void aWaitEndsWhenItIsCancelledOrInterrupted() throws Exception {
    long rowId = insert(1, 10);
    Transaction holder = begin();
    holder.delete(TABLE, rowId);
    Transaction waiter = begin();
    waiter.newStatementSnapshot();
    CompletableFuture<RowOutcome> waiting = async(() -> waiter.delete(TABLE, rowId));
    assertThat(isWaiting(waiting)).isTrue();
    waiter.cancelWait();
    assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LockWaitInterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> waiter.delete(TABLE, rowId))
        .isInstanceOf(LockWaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    waiter.rollback();
    holder.rollback();
  }

  @Test
  void changingDefinitionsWaitsForWritersAndWritersForDefinitions() throws Exception {
    Transaction writer = begin();
    writer.insert(TABLE, row(1, 10));
    Transaction builder = begin();
    CompletableFuture<Boolean> waiting =
        async(() -> builder.lockRelation(TABLE, LockMode.SHARE, WaitPolicy.WAIT));
    assertThat(isWaiting(waiting)).isTrue();
    writer.commit();
    assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
    Transaction late = begin();
    CompletableFuture<RowOutcome> insert = async(() -> late.insert(TABLE, row(2, 20)));
    assertThat(isWaiting(insert)).isTrue();
    builder.rollback();
    assertThat(insert.get(5, TimeUnit.SECONDS).done()).isTrue();
    late.commit();
  }

  @Test
  void advisoryLocksOfASessionCountAndDoNotStandInItsOwnWay() {
    try (LockOwner session = engine.newLockOwner();
        LockOwner other = engine.newLockOwner()) {
      assertThat(session.lockAdvisory(0, 7, LockMode.EXCLUSIVE, WaitPolicy.WAIT)).isTrue();
      assertThat(session.lockAdvisory(0, 7, LockMode.EXCLUSIVE, WaitPolicy.WAIT)).isTrue();
      Transaction own = engine.begin(IsolationLevel.READ_COMMITTED, session);
      assertThat(own.lockAdvisory(0, 7, LockMode.EXCLUSIVE, WaitPolicy.SKIP_LOCKED)).isTrue();
      own.rollback();
      assertThat(other.lockAdvisory(0, 7, LockMode.SHARE, WaitPolicy.SKIP_LOCKED)).isFalse();
      assertThat(session.unlockAdvisory(0, 7, LockMode.EXCLUSIVE)).isTrue();
      assertThat(other.lockAdvisory(0, 7, LockMode.SHARE, WaitPolicy.SKIP_LOCKED)).isFalse();
      assertThat(session.unlockAdvisory(0, 7, LockMode.EXCLUSIVE)).isTrue();
      assertThat(session.unlockAdvisory(0, 7, LockMode.EXCLUSIVE)).isFalse();
      assertThat(other.lockAdvisory(0, 7, LockMode.SHARE, WaitPolicy.SKIP_LOCKED)).isTrue();
    }
  }

  @Test
  void aSavepointGivesBackWhatALockWasStrengthenedBy() throws Exception {
    long row = insert(1, 1);
    Transaction a = begin();
    a.newStatementSnapshot();
    a.lockRow(TABLE, row, LockMode.KEY_SHARE, WaitPolicy.WAIT);
    Savepoint savepoint = a.savepoint();
    a.lockRow(TABLE, row, LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    Transaction b = begin();
    b.newStatementSnapshot();
    CompletableFuture<RowOutcome> waiting =
        async(() -> b.lockRow(TABLE, row, LockMode.SHARE, WaitPolicy.WAIT));
    assertThat(isWaiting(waiting)).isTrue();
    a.rollbackTo(savepoint);
    assertThat(waiting.get().done()).isTrue();
    assertThatThrownBy(() -> begin().lockRow(TABLE, row, LockMode.EXCLUSIVE, WaitPolicy.NOWAIT))
        .isInstanceOf(LockNotAvailableException.class);
    b.commit();
    a.commit();
  }

  @Test
  void whoeverWaitsForARowHoldsUpNobodyWhomItsHoldersLetIn() throws Exception {
    long row = insert(1, 1);
    Transaction a = begin();
    a.newStatementSnapshot();
    a.lockRow(TABLE, row, LockMode.SHARE, WaitPolicy.WAIT);
    Transaction b = begin();
    b.newStatementSnapshot();
    CompletableFuture<RowOutcome> waiting =
        async(() -> b.lockRow(TABLE, row, LockMode.EXCLUSIVE, WaitPolicy.WAIT));
    assertThat(isWaiting(waiting)).isTrue();
    Transaction c = begin();
    c.newStatementSnapshot();
    assertThat(c.lockRow(TABLE, row, LockMode.SHARE, WaitPolicy.NOWAIT).done()).isTrue();
    c.commit();
    a.commit();
    assertThat(waiting.get().done()).isTrue();
    b.commit();
  }
}
