package dev.tusk.storage;

import dev.tusk.storage.key.KeyEncoder;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * The process that {@link CrashTest} kills: several writers, each of which tells on standard output
 * what it was told is committed.
 *
 * <p>Transaction n of a writer inserts a batch of rows, deletes the batch of transaction n - {@link
 * #WINDOW}, updates rows of the batch before, keeping their vectors, and sets the writer's counter
 * row to n; some are large enough to be logged in chunks, and some roll back a part.
 */
final class CrashWriter {
  static final long TABLE = 30_000;
  static final long COUNTERS = 30_001;
  static final long INDEX = 30_002;
  static final long SEQUENCE = 30_003;
  static final int WRITERS = 3;
  static final int WINDOW = 40;
  static final int DIMENSION = 32;

  private CrashWriter() {}

  static StorageOptions options() {
    return StorageOptions.defaults()
        .withLogSegmentBytes(1 << 20)
        .withCheckpoint(100_000, Duration.ofSeconds(1))
        .withTransactionMemoryBytes(20_000)
        .withVacuumInterval(Duration.ofMillis(20));
  }

  static int batch(long n) {
    return n % 17 == 0 ? 400 : (int) (n % 7) + 1;
  }

  static byte[] row(int writer, long n, int i, int version, long sequence) {
    byte[] bytes = new byte[100 + (int) (n % 5 == 0 ? Math.abs(n) % 3000 : 0)];
    new Random(writer * 31L + n * 17 + i + version).nextBytes(bytes);
    ByteBuffer.wrap(bytes).putInt(writer).putLong(n).putInt(i).putInt(version).putLong(sequence);
    return bytes;
  }

  static float[] vector(int writer, long n, int i) {
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = writer * 1e6f + n * 100 + i + d / 100f;
    }
    return vector;
  }

  static byte[] key(int writer, long n, int i) {
    return new KeyEncoder().putInt(writer).putLong(n).putInt(i).toBytes();
  }

  public static void main(String[] arguments) throws Exception {
    StorageEngine engine = StorageEngine.open(Path.of(arguments[0]), options());
    if (!engine.hasRelation(TABLE)) {
      create(engine);
    }
    DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    out.writeLong(-1);
    for (int writer = 0; writer < WRITERS; writer++) {
      int mine = writer;
      Thread.ofPlatform().start(() -> write(engine, mine, out));
    }
    Thread.sleep(60_000);
    System.exit(1);
  }

  private static void create(StorageEngine engine) {
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED)) {
      tx.createRelation(RelationSpec.of(TABLE, VectorColumnSpec.floats(1, DIMENSION)));
      tx.createRelation(RelationSpec.of(COUNTERS));
      tx.createIndex(INDEX, TABLE);
      tx.createSequence(SEQUENCE, SequenceSpec.ascending());
      for (int writer = 0; writer < WRITERS; writer++) {
        tx.insert(COUNTERS, new NewRow(ByteBuffer.allocate(12).putInt(writer).array()));
      }
      tx.commit();
    }
  }

  static long[] counter(StorageEngine engine, int writer) {
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED);
        Snapshot snapshot = tx.newStatementSnapshot()) {
      RowCursor cursor = snapshot.relation(COUNTERS).scan();
      for (Row row = cursor.next(); row != null; row = cursor.next()) {
        ByteBuffer bytes = ByteBuffer.wrap(row.array(), row.offset(), row.length());
        if (bytes.getInt() == writer) {
          return new long[] {row.rowId(), bytes.getLong()};
        }
      }
    }
    throw new IllegalStateException("no counter of writer " + writer);
  }

  private static void write(StorageEngine engine, int writer, DataOutputStream out) {
    try {
      long[] counter = counter(engine, writer);
      for (long n = counter[1] + 1; ; n++) {
        counter[0] = transaction(engine, writer, n, counter[0]);
        synchronized (out) {
          out.writeLong((long) writer << 48 | n);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(3);
    }
  }

  private static long transaction(StorageEngine engine, int writer, long n, long counterRow) {
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED)) {
      for (int i = 0; i < batch(n); i++) {
        long sequence = tx.nextValue(SEQUENCE);
        tx.insert(
            TABLE,
            new NewRow(row(writer, n, i, 0, sequence))
                .vector(1, vector(writer, n, i))
                .entry(INDEX, key(writer, n, i)));
        if (i % 50 == 3) {
          Savepoint savepoint = tx.savepoint();
          for (int j = 0; j < 30; j++) {
            tx.insert(
                TABLE,
                new NewRow(row(writer, -n, j, 0, 0))
                    .vector(1, vector(writer, -n, j))
                    .entry(INDEX, key(writer, -n, j)));
          }
          tx.rollbackTo(savepoint);
        }
      }
      if (n > WINDOW) {
        delete(tx, writer, n - WINDOW);
      }
      if (n > 1) {
        update(tx, writer, n - 1);
      }
      NewRow counter = new NewRow(ByteBuffer.allocate(12).putInt(writer).putLong(n).array());
      RowOutcome outcome = tx.update(COUNTERS, counterRow, counter, LockMode.NO_KEY_UPDATE);
      tx.commit();
      return outcome.rowId();
    }
  }

  private static void delete(Transaction tx, int writer, long n) {
    try (Snapshot snapshot = tx.newStatementSnapshot()) {
      byte[] prefix = new KeyEncoder().putInt(writer).putLong(n).toBytes();
      IndexCursor cursor = snapshot.range(INDEX, KeyRange.prefix(prefix), false);
      while (cursor.next()) {
        tx.delete(TABLE, cursor.rowId());
      }
    }
  }

  /** Every other row of the batch gets version 1 and keeps its vector. */
  private static void update(Transaction tx, int writer, long n) {
    try (Snapshot snapshot = tx.newStatementSnapshot()) {
      RelationView view = snapshot.relation(TABLE);
      for (int i = 0; i < batch(n); i += 2) {
        IndexCursor cursor = snapshot.range(INDEX, KeyRange.prefix(key(writer, n, i)), false);
        cursor.next();
        Row old = view.get(cursor.rowId());
        long sequence = ByteBuffer.wrap(old.array(), old.offset() + 20, 8).getLong();
        NewRow row =
            new NewRow(row(writer, n, i, 1, sequence))
                .keepVector(1)
                .entry(INDEX, key(writer, n, i));
        tx.update(TABLE, cursor.rowId(), row, LockMode.NO_KEY_UPDATE);
      }
    }
  }
}
