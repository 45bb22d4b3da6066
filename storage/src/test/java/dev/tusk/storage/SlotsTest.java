package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotsTest extends EngineFixture {
  private final List<String> events = new CopyOnWriteArrayList<>();

  @BeforeEach
  void openEngine() {
    options =
        options.withSlotListener(
            new SlotListener() {
              @Override
              public void onCommit(long relationId, int columnNumber, int[] slots) {
                events.add("commit " + columnNumber + " " + Arrays.toString(slots));
              }

              @Override
              public void onSlotFreed(long relationId, int columnNumber, int slot) {
                events.add("freed " + columnNumber + " " + slot);
              }

              @Override
              public void onRelationDropped(long relationId) {
                events.add("dropped " + relationId);
              }
            });
    open();
  }

  private static float[] vector(float first) {
    return new float[] {first, 0, 0, 0};
  }

  private RowOutcome insertVector(int key, float first) {
    try (Transaction tx = begin()) {
      RowOutcome outcome = tx.insert(TABLE, row(key, key).vector(COLUMN, vector(first)));
      tx.commit();
      return outcome;
    }
  }

  private float value(int slot) {
    VectorColumn column = engine.vectorColumn(TABLE, COLUMN);
    return column.memory().get(ValueLayout.JAVA_FLOAT, column.offset(slot));
  }

  @Test
  void aVectorIsInItsSlotBeforeTheTransactionCommits() {
    Transaction tx = begin();
    RowOutcome outcome = tx.insert(TABLE, row(1, 1).vector(COLUMN, vector(7)));
    int slot = outcome.slots()[0];
    assertThat(value(slot)).isEqualTo(7);
    VectorColumn column = engine.vectorColumn(TABLE, COLUMN);
    assertThat(column.newestRow(slot)).isZero();
    assertThat(column.birthRow(slot)).isEqualTo(outcome.rowId());
    RelationView own = tx.newStatementSnapshot().relation(TABLE);
    assertThat(own.visibleRow(COLUMN, slot)).isEqualTo(outcome.rowId());
    List<Integer> mine = new ArrayList<>();
    own.forEachOwnSlot(COLUMN, (s, _) -> mine.add(s));
    assertThat(mine).containsExactly(slot);
    assertThat(events).isEmpty();
    tx.commit();
    assertThat(events).containsExactly("commit 1 [" + slot + "]");
    assertThat(column.newestRow(slot)).isEqualTo(outcome.rowId());
  }

  @Test
  void versionsWithTheSameVectorShareItsSlot() {
    RowOutcome first = insertVector(1, 7);
    int slot = first.slots()[0];
    Transaction old = beginRepeatable();
    RowOutcome second;
    try (Transaction tx = begin()) {
      second =
          tx.update(TABLE, first.rowId(), row(1, 2).keepVector(COLUMN), LockMode.NO_KEY_UPDATE);
      RelationView own = tx.newStatementSnapshot().relation(TABLE);
      assertThat(own.visibleRow(COLUMN, slot)).isEqualTo(second.rowId());
      tx.commit();
    }
    assertThat(second.slots()).containsExactly(slot);
    VectorColumn column = engine.vectorColumn(TABLE, COLUMN);
    assertThat(column.newestRow(slot)).isEqualTo(second.rowId());
    assertThat(column.birthRow(slot)).isEqualTo(first.rowId());
    assertThat(old.newStatementSnapshot().relation(TABLE).visibleRow(COLUMN, slot))
        .isEqualTo(first.rowId());
    engine.vacuum();
    assertThat(old.newStatementSnapshot().relation(TABLE).visibleRow(COLUMN, slot))
        .isEqualTo(first.rowId());
    old.rollback();
    engine.vacuum();
    assertThat(events).containsExactly("commit 1 [" + slot + "]");
    assertThat(column.liveSlots()).isEqualTo(1);
  }

  @Test
  void aVectorThatChangesGetsAnotherSlotAndTheOldOneIsFreedByVacuum() {
    RowOutcome first = insertVector(1, 7);
    RowOutcome second;
    try (Transaction tx = begin()) {
      second =
          tx.update(TABLE, first.rowId(), row(1, 2).vector(COLUMN, vector(8)), LockMode.EXCLUSIVE);
      tx.commit();
    }
    int oldSlot = first.slots()[0];
    int newSlot = second.slots()[0];
    assertThat(newSlot).isNotEqualTo(oldSlot);
    Snapshot now = begin().newStatementSnapshot();
    assertThat(now.relation(TABLE).visibleRow(COLUMN, oldSlot)).isEqualTo(-1);
    assertThat(now.relation(TABLE).visibleRow(COLUMN, newSlot)).isEqualTo(second.rowId());
    now.close();
    engine.vacuum();
    assertThat(events)
        .containsExactly(
            "commit 1 [" + oldSlot + "]", "commit 1 [" + newSlot + "]", "freed 1 " + oldSlot);
  }

  @Test
  void aFreedSlotIsUsedAgainAfterACheckpointOnly() {
    RowOutcome first = insertVector(1, 7);
    int slot = first.slots()[0];
    try (Transaction tx = begin()) {
      tx.delete(TABLE, first.rowId());
      tx.commit();
    }
    engine.vacuum();
    assertThat(insertVector(2, 8).slots()[0]).isNotEqualTo(slot);
    engine.checkpoint();
    RowOutcome third = insertVector(3, 9);
    assertThat(third.slots()[0]).isEqualTo(slot);
    assertThat(engine.vectorColumn(TABLE, COLUMN).birthRow(slot)).isEqualTo(third.rowId());
    crash();
    assertThat(value(slot)).isEqualTo(9);
    assertThat(engine.vectorColumn(TABLE, COLUMN).birthRow(slot)).isEqualTo(third.rowId());
  }

  @Test
  void rollbackFreesSlots() {
    Transaction tx = begin();
    int slot = tx.insert(TABLE, row(1, 1).vector(COLUMN, vector(7))).slots()[0];
    Savepoint savepoint = tx.savepoint();
    int other = tx.insert(TABLE, row(2, 1).vector(COLUMN, vector(8))).slots()[0];
    tx.rollbackTo(savepoint);
    assertThat(events).containsExactly("freed 1 " + other);
    tx.rollback();
    assertThat(events).containsExactly("freed 1 " + other, "freed 1 " + slot);
  }

  @Test
  void liveSlotsAreListedWithTheirBirthRows() {
    RowOutcome first = insertVector(1, 7);
    RowOutcome second = insertVector(2, 8);
    try (Transaction tx = begin()) {
      tx.delete(TABLE, first.rowId());
      tx.insert(TABLE, row(3, 3));
      tx.commit();
    }
    engine.vacuum();
    reopen();
    List<String> live = new ArrayList<>();
    engine
        .vectorColumn(TABLE, COLUMN)
        .forEachLiveSlot((slot, birth) -> live.add(slot + ":" + birth));
    assertThat(live).containsExactly(second.slots()[0] + ":" + second.rowId());
  }

  @Test
  void aColumnCanBeAddedAndIsNullInOlderRows() {
    insertVector(1, 7);
    Transaction undone = begin();
    undone.addVectorColumn(TABLE, VectorColumnSpec.floats(9, 2));
    undone.rollback();
    try (Transaction tx = begin()) {
      tx.addVectorColumn(TABLE, VectorColumnSpec.floats(9, 2));
      tx.insert(TABLE, row(2, 2).vector(9, new float[] {5, 6}));
      tx.commit();
    }
    crash();
    try (Transaction tx = begin();
        Snapshot snapshot = tx.newStatementSnapshot()) {
      RelationView view = snapshot.relation(TABLE);
      assertThat(view.vectorIndex(9)).isEqualTo(1);
      RowCursor rows = view.scan();
      Row first = rows.next();
      assertThat(first.slot(0)).isNotNegative();
      assertThat(first.slot(1)).isEqualTo(-1);
      Row second = rows.next();
      assertThat(second.slot(0)).isEqualTo(-1);
      VectorColumn column = engine.vectorColumn(TABLE, 9);
      MemorySegment memory = column.memory();
      assertThat(memory.get(ValueLayout.JAVA_FLOAT, column.offset(second.slot(1)) + 4))
          .isEqualTo(6);
    }
  }

  @Test
  void aVectorOfAnotherDimensionIsRefusedAndNothingIsLost() {
    Transaction tx = begin();
    assertThatThrownBy(() -> tx.insert(TABLE, row(1, 1).vector(COLUMN, new float[] {1, 2, 3})))
        .isInstanceOf(IllegalArgumentException.class);
    tx.insert(TABLE, row(1, 1).vector(COLUMN, vector(7)));
    tx.commit();
    assertThat(rows()).containsExactly("1=1");
    assertThat(engine.vectorColumn(TABLE, COLUMN).liveSlots()).isEqualTo(1);
  }

  @Test
  void slotsStartAtCacheLines() {
    VectorColumn column = engine.vectorColumn(TABLE, COLUMN);
    assertThat(column.slotBytes()).isEqualTo(64);
    insertVector(1, 7);
    assertThat(column.memory().address() % 64).isZero();
    assertThat(new VectorColumnSpec(1, 768, 4).slotBytes()).isEqualTo(3072);
  }

  @Test
  void theSlotOfARowIsKnownWithoutReadingIt() {
    RowOutcome first = insertVector(1, 7);
    RowOutcome second;
    try (Transaction tx = begin()) {
      tx.insert(TABLE, row(2, 2));
      second =
          tx.update(TABLE, first.rowId(), row(1, 3).keepVector(COLUMN), LockMode.NO_KEY_UPDATE);
      tx.commit();
    }
    assertSlots(first, second);
    engine.checkpoint();
    reopen();
    assertSlots(first, second);
    crash();
    assertSlots(first, second);
  }

  private void assertSlots(RowOutcome first, RowOutcome second) {
    try (Transaction tx = begin();
        Snapshot snapshot = tx.newStatementSnapshot()) {
      RelationView view = snapshot.relation(TABLE);
      int vector = view.vectorIndex(COLUMN);
      long withoutVector = view.nextVisible(1, view.endRowId());
      assertThat(withoutVector).isGreaterThan(first.rowId());
      assertThat(view.slot(withoutVector, vector)).isEqualTo(-1);
      assertThat(view.nextVisible(withoutVector + 1, view.endRowId())).isEqualTo(second.rowId());
      assertThat(view.slot(second.rowId(), vector)).isEqualTo(first.slots()[0]);
      assertThat(view.nextVisible(second.rowId() + 1, 1000)).isEqualTo(1000);
      tx.rollback();
    }
  }

  @Test
  void viewsWithTheSameLastCommitSeeTheSameRows() {
    insertVector(1, 7);
    Transaction old = beginRepeatable();
    Snapshot oldSnapshot = old.newStatementSnapshot();
    long before = oldSnapshot.relation(TABLE).lastCommit();
    assertThat(before).isNotNegative();
    insertVector(2, 8);
    assertThat(oldSnapshot.relation(TABLE).lastCommit()).isEqualTo(-1);
    try (Transaction tx = begin();
        Snapshot now = tx.newStatementSnapshot()) {
      assertThat(now.relation(TABLE).lastCommit()).isGreaterThan(before);
      tx.insert(TABLE, row(3, 3));
      try (Snapshot own = tx.newStatementSnapshot()) {
        assertThat(own.relation(TABLE).lastCommit()).isEqualTo(-1);
        assertThat(own.relation(TABLE).hasOwnChanges()).isTrue();
      }
      tx.rollback();
    }
    oldSnapshot.close();
    old.rollback();
  }
}
