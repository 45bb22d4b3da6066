package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.storage.key.KeyEncoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random work on the engine and on a sorted map, which must agree at every step. */
class ModelTest {
  private static final long TABLE = 20_000;
  private static final long INDEX = 20_001;
  private static final int DIMENSION = 5;

  @TempDir Path directory;

  /** A row of the model: its value, and its vector's first element. */
  private record Item(int value, float vector) {}

  private Random random;
  private StorageEngine engine;
  private TreeMap<Integer, Item> model = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(ints = {200, 5_000, 1 << 20})
  void theEngineAgreesWithASortedMap(int transactionMemory) {
    random = new Random(transactionMemory);
    open(transactionMemory);
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED)) {
      tx.createRelation(RelationSpec.of(TABLE, VectorColumnSpec.floats(3, DIMENSION)));
      tx.createIndex(INDEX, TABLE);
      tx.commit();
    }
    for (int round = 0; round < 60; round++) {
      transaction();
      check();
      if (random.nextInt(5) == 0) {
        engine.checkpoint();
      }
      if (random.nextInt(4) == 0) {
        engine.vacuum();
      }
      if (random.nextInt(10) == 0) {
        engine.close();
        open(transactionMemory);
        check();
      }
    }
    engine.vacuum();
    check();
    assertThat(engine.statistics(TABLE).liveRows()).isEqualTo(model.size());
    assertThat(engine.vectorColumn(TABLE, 3).liveSlots()).isEqualTo(model.size());
    engine.close();
  }

  private void open(int transactionMemory) {
    engine =
        StorageEngine.open(
            directory,
            StorageOptions.defaults()
                .withLogSegmentBytes(1 << 20)
                .withTransactionMemoryBytes(transactionMemory)
                .withVacuumInterval(Duration.ofHours(1)));
  }

  private void transaction() {
    TreeMap<Integer, Item> work = new TreeMap<>(model);
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED)) {
      Savepoint savepoint = null;
      TreeMap<Integer, Item> saved = null;
      int steps = random.nextInt(1, 60);
      for (int i = 0; i < steps; i++) {
        switch (random.nextInt(20)) {
          case 0 -> {
            savepoint = tx.savepoint();
            saved = new TreeMap<>(work);
          }
          case 1 -> {
            if (savepoint != null) {
              tx.rollbackTo(savepoint);
              work = new TreeMap<>(saved);
            }
          }
          case 2 -> check(tx, work);
          case 3 -> {
            if (random.nextInt(10) == 0) {
              tx.truncate(TABLE);
              work.clear();
            }
          }
          default -> change(tx, work);
        }
      }
      check(tx, work);
      if (random.nextInt(4) == 0) {
        tx.rollback();
      } else {
        tx.commit();
        model = work;
      }
    }
  }

  private void change(Transaction tx, TreeMap<Integer, Item> work) {
    int key = random.nextInt(400);
    long rowId = find(tx, key);
    assertThat(rowId != 0).isEqualTo(work.containsKey(key));
    if (rowId == 0) {
      Item item = new Item(random.nextInt(), random.nextFloat());
      assertThat(tx.lockUnique(INDEX, encode(key))).isZero();
      assertThat(tx.insert(TABLE, row(key, item.value).vector(3, vector(item.vector))).done())
          .isTrue();
      work.put(key, item);
    } else if (random.nextInt(3) == 0) {
      assertThat(tx.delete(TABLE, rowId).done()).isTrue();
      work.remove(key);
    } else {
      boolean keep = random.nextBoolean();
      Item old = work.get(key);
      Item item = new Item(random.nextInt(), keep ? old.vector : random.nextFloat());
      NewRow row = row(key, item.value);
      if (keep) {
        row.keepVector(3);
      } else {
        row.vector(3, vector(item.vector));
      }
      assertThat(tx.update(TABLE, rowId, row, LockMode.NO_KEY_UPDATE).done()).isTrue();
      work.put(key, item);
    }
  }

  private static long find(Transaction tx, int key) {
    try (Snapshot snapshot = tx.newStatementSnapshot()) {
      IndexCursor cursor = snapshot.range(INDEX, KeyRange.prefix(encode(key)), false);
      long rowId = cursor.next() ? cursor.rowId() : 0;
      assertThat(cursor.next()).isFalse();
      return rowId;
    }
  }

  private void check() {
    try (Transaction tx = engine.begin(IsolationLevel.REPEATABLE_READ)) {
      check(tx, model);
    }
  }

  private void check(Transaction tx, TreeMap<Integer, Item> expected) {
    try (Snapshot snapshot = tx.newStatementSnapshot()) {
      RelationView view = snapshot.relation(TABLE);
      VectorColumn column = engine.vectorColumn(TABLE, 3);
      assertThat(read(view, column)).isEqualTo(expected);
      assertThat(order(snapshot, view, false)).isEqualTo(List.copyOf(expected.keySet()));
      assertThat(order(snapshot, view, true)).isEqualTo(List.copyOf(expected.descendingKeySet()));
    }
  }

  private static Map<Integer, Item> read(RelationView view, VectorColumn column) {
    Map<Integer, Item> found = new TreeMap<>();
    RowCursor cursor = view.scan();
    MemorySegment memory = column.memory();
    long before = 0;
    for (Row row = cursor.next(); row != null; row = cursor.next()) {
      assertThat(row.rowId()).isGreaterThan(before);
      before = row.rowId();
      assertThat(view.visible(row.rowId())).isTrue();
      int slot = row.slot(0);
      assertThat(view.visibleRow(3, slot)).isEqualTo(row.rowId());
      float vector = memory.get(ValueLayout.JAVA_FLOAT, column.offset(slot));
      ByteBuffer bytes = ByteBuffer.wrap(row.array(), row.offset(), row.length());
      assertThat(found.put(bytes.getInt(), new Item(bytes.getInt(), vector))).isNull();
    }
    return found;
  }

  private static List<Integer> order(Snapshot snapshot, RelationView view, boolean descending) {
    List<Integer> keys = new ArrayList<>();
    IndexCursor cursor = snapshot.range(INDEX, KeyRange.ALL, descending);
    while (cursor.next()) {
      Row row = view.get(cursor.rowId());
      keys.add(ByteBuffer.wrap(row.array(), row.offset(), 4).getInt());
      assertThat(cursor.key()).isEqualTo(encode(keys.getLast()));
    }
    return keys;
  }

  private static NewRow row(int key, int value) {
    byte[] bytes = ByteBuffer.allocate(8 + 40).putInt(key).putInt(value).array();
    return new NewRow(bytes).entry(INDEX, encode(key));
  }

  private static float[] vector(float first) {
    return new float[] {first, 1, 2, 3, 4};
  }

  private static byte[] encode(int key) {
    return new KeyEncoder().putInt(key).toBytes();
  }
}
