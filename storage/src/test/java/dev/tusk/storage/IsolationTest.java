package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IsolationTest extends EngineFixture {
  @BeforeEach
  void openEngine() {
    open();
  }

  @Test
  void nobodySeesWhatIsNotCommitted() {
    Transaction tx = begin();
    tx.insert(TABLE, row(1, 10));
    assertThat(rows()).isEmpty();
    assertThat(rows(tx)).containsExactly("1=10");
    tx.commit();
    assertThat(rows()).containsExactly("1=10");
  }

  @Test
  void rollbackLeavesNothing() {
    insert(1, 10);
    Transaction tx = begin();
    tx.insert(TABLE, row(2, 20));
    tx.delete(TABLE, 1);
    tx.rollback();
    assertThat(rows()).containsExactly("1=10");
    assertThat(insert(3, 30)).isGreaterThan(2);
  }

  @Test
  void aReadCommittedStatementSeesWhatIsCommittedBeforeItStarts() {
    Transaction tx = begin();
    Snapshot first = tx.newStatementSnapshot();
    insert(1, 10);
    assertThat(rows(first)).isEmpty();
    assertThat(rows(tx)).containsExactly("1=10");
    tx.rollback();
  }

  @Test
  void aRepeatableReadTransactionSeesOneStateAndItsOwnChanges() {
    insert(1, 10);
    Transaction tx = beginRepeatable();
    insert(2, 20);
    tx.insert(TABLE, row(3, 30));
    assertThat(rows(tx)).containsExactly("1=10", "3=30");
    tx.commit();
    assertThat(rows()).containsExactly("1=10", "2=20", "3=30");
  }

  @Test
  void aStatementDoesNotSeeWhatItWritesItself() {
    insert(1, 10);
    Transaction tx = begin();
    Snapshot statement = tx.newStatementSnapshot();
    RowCursor scan = statement.relation(TABLE).scan();
    IndexCursor range = statement.range(INDEX, KeyRange.ALL, false);
    int updated = 0;
    for (Row row = scan.next(); row != null; row = scan.next()) {
      assertThat(tx.update(TABLE, row.rowId(), row(1, 11), LockMode.NO_KEY_UPDATE).done()).isTrue();
      updated++;
    }
    assertThat(updated).isEqualTo(1);
    assertThat(range.next()).isTrue();
    assertThat(range.rowId()).isEqualTo(1);
    assertThat(range.next()).isFalse();
    assertThat(rows(statement)).containsExactly("1=10");
    assertThat(rows(tx)).containsExactly("1=11");
    tx.commit();
  }

  @Test
  void updatingARowTwiceInOneStatementIsToldApart() {
    long rowId = insert(1, 10);
    Transaction tx = begin();
    assertThat(tx.update(TABLE, rowId, row(1, 11), LockMode.NO_KEY_UPDATE).kind())
        .isEqualTo(RowOutcome.Kind.DONE);
    assertThat(tx.update(TABLE, rowId, row(1, 12), LockMode.NO_KEY_UPDATE).kind())
        .isEqualTo(RowOutcome.Kind.OWN);
    assertThat(tx.delete(TABLE, rowId).kind()).isEqualTo(RowOutcome.Kind.OWN);
    tx.commit();
    assertThat(rows()).containsExactly("1=11");
  }

  @Test
  void readCommittedGoesOnWithTheNewestVersion() throws Exception {
    long rowId = insert(1, 10);
    Transaction first = begin();
    first.update(TABLE, rowId, row(1, 11), LockMode.NO_KEY_UPDATE);
    Transaction second = begin();
    second.newStatementSnapshot();
    CompletableFuture<RowOutcome> waiting =
        async(() -> second.update(TABLE, rowId, row(1, 20), LockMode.NO_KEY_UPDATE));
    assertThat(isWaiting(waiting)).isTrue();
    first.commit();
    RowOutcome outcome = waiting.get(5, TimeUnit.SECONDS);
    assertThat(outcome.kind()).isEqualTo(RowOutcome.Kind.UPDATED);
    assertThat(text(second.newestVersion(TABLE, outcome.rowId()))).isEqualTo("1=11");
    assertThat(second.update(TABLE, outcome.rowId(), row(1, 20), LockMode.NO_KEY_UPDATE).done())
        .isTrue();
    second.commit();
    assertThat(rows()).containsExactly("1=20");
  }

  @Test
  void aRowDeletedMeanwhileIsToldSo() throws Exception {
    long rowId = insert(1, 10);
    Transaction first = begin();
    first.delete(TABLE, rowId);
    Transaction second = begin();
    second.newStatementSnapshot();
    CompletableFuture<RowOutcome> waiting = async(() -> second.delete(TABLE, rowId));
    assertThat(isWaiting(waiting)).isTrue();
    first.commit();
    assertThat(waiting.get(5, TimeUnit.SECONDS).kind()).isEqualTo(RowOutcome.Kind.DELETED);
    second.rollback();
  }

  @Test
  void aRollbackLetsTheWaitingUpdateGoOn() throws Exception {
    long rowId = insert(1, 10);
    Transaction first = begin();
    first.delete(TABLE, rowId);
    Transaction second = begin();
    CompletableFuture<RowOutcome> waiting =
        async(() -> second.update(TABLE, rowId, row(1, 20), LockMode.NO_KEY_UPDATE));
    assertThat(isWaiting(waiting)).isTrue();
    first.rollback();
    assertThat(waiting.get(5, TimeUnit.SECONDS).done()).isTrue();
    second.commit();
    assertThat(rows()).containsExactly("1=20");
  }

  @Test
  void aRepeatableReadTransactionRefusesToOverwriteANewerVersion() {
    long rowId = insert(1, 10);
    Transaction tx = beginRepeatable();
    try (Transaction other = begin()) {
      other.update(TABLE, rowId, row(1, 11), LockMode.NO_KEY_UPDATE);
      other.commit();
    }
    assertThatThrownBy(() -> tx.delete(TABLE, rowId)).isInstanceOf(WriteConflictException.class);
    tx.rollback();
  }

  @Test
  void savepointsUndoWhatCameAfterThemAsOftenAsWished() {
    insert(1, 10);
    Transaction tx = begin();
    tx.insert(TABLE, row(2, 20));
    Savepoint savepoint = tx.savepoint();
    for (int i = 0; i < 3; i++) {
      tx.insert(TABLE, row(3, 30));
      tx.delete(TABLE, 1);
      assertThat(rows(tx)).containsExactly("2=20", "3=30");
      tx.rollbackTo(savepoint);
      assertThat(rows(tx)).containsExactly("1=10", "2=20");
    }
    tx.commit();
    assertThat(rows()).containsExactly("1=10", "2=20");
  }

  @Test
  void rollingBackToASavepointGivesItsLocksBack() throws Exception {
    long rowId = insert(1, 10);
    Transaction tx = begin();
    Savepoint savepoint = tx.savepoint();
    tx.delete(TABLE, rowId);
    Transaction other = begin();
    CompletableFuture<RowOutcome> waiting = async(() -> other.delete(TABLE, rowId));
    assertThat(isWaiting(waiting)).isTrue();
    tx.rollbackTo(savepoint);
    assertThat(waiting.get(5, TimeUnit.SECONDS).done()).isTrue();
    other.commit();
    tx.commit();
    assertThat(rows()).isEmpty();
  }

  @Test
  void olderSnapshotsSurviveTruncationAndDropping() {
    insert(1, 10);
    Transaction reader = beginRepeatable();
    try (Transaction tx = begin()) {
      tx.truncate(TABLE);
      tx.insert(TABLE, row(2, 20));
      tx.commit();
    }
    engine.vacuum();
    assertThat(rows(reader)).containsExactly("1=10");
    assertThat(rows()).containsExactly("2=20");
    try (Transaction tx = begin()) {
      tx.dropRelation(TABLE);
      tx.commit();
    }
    engine.vacuum();
    assertThat(rows(reader)).containsExactly("1=10");
    reader.rollback();
    engine.vacuum();
    assertThat(engine.hasRelation(TABLE)).isFalse();
  }

  @Test
  void definitionsAreUndoneByRollback() {
    try (Transaction tx = begin()) {
      tx.createRelation(RelationSpec.of(21_000, VectorColumnSpec.floats(1, 8)));
      tx.createIndex(21_001, 21_000);
      tx.createSequence(21_002, SequenceSpec.ascending());
      assertThat(tx.nextValue(21_002)).isEqualTo(1);
      tx.insert(21_000, new NewRow(new byte[3]).vector(1, new float[8]).entry(21_001, key(1)));
      tx.dropRelation(TABLE);
      tx.rollback();
    }
    assertThat(engine.hasRelation(21_000)).isFalse();
    assertThat(engine.hasRelation(TABLE)).isTrue();
    assertThatThrownBy(() -> begin().sequence(21_002)).isInstanceOf(StorageException.class);
    assertThat(directory.resolve("vectors").resolve("21000.1.vec")).doesNotExist();
  }

  @Test
  void anIndexCanBeBuiltOverRowsThatAreThere() {
    for (int i = 0; i < 300; i++) {
      insert(i, i);
    }
    options = options.withTransactionMemoryBytes(2_000);
    reopen();
    try (Transaction tx = begin();
        Snapshot snapshot = tx.newStatementSnapshot()) {
      tx.lockRelation(TABLE, LockMode.SHARE, WaitPolicy.WAIT);
      tx.createIndex(22_000, TABLE);
      RowCursor rows = snapshot.relation(TABLE).scan();
      tx.buildIndex(
          22_000,
          new java.util.Iterator<>() {
            private Row next = rows.next();

            @Override
            public boolean hasNext() {
              return next != null;
            }

            @Override
            public Transaction.KeyedRow next() {
              Row row = next;
              next = rows.next();
              return new Transaction.KeyedRow(key(-(int) row.rowId()), row.rowId());
            }
          });
      tx.commit();
    }
    reopen();
    try (Transaction tx = begin();
        Snapshot snapshot = tx.newStatementSnapshot()) {
      IndexCursor cursor = snapshot.range(22_000, KeyRange.ALL, false);
      for (int i = 300; i > 0; i--) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.rowId()).isEqualTo(i);
      }
      assertThat(cursor.next()).isFalse();
    }
  }
}
