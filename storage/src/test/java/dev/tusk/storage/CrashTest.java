package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writing process is killed again and again; nothing it was told is committed may be missing. */
class CrashTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 10);

  @TempDir Path directory;

  private final Random random = new Random(11);

  @Test
  void whatWasCommittedSurvivesKilling() throws Exception {
    long committed = 0;
    int insideCheckpoint = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long[] acknowledged = runAndKill();
      Path journal = directory.resolve("rows.db.journal");
      insideCheckpoint += Files.exists(journal) && Files.size(journal) > 0 ? 1 : 0;
      try (StorageEngine engine = StorageEngine.open(directory, CrashWriter.options())) {
        if (!engine.hasRelation(CrashWriter.TABLE)) {
          continue;
        }
        for (int writer = 0; writer < CrashWriter.WRITERS; writer++) {
          verify(engine, writer, acknowledged[writer]);
        }
        verifyTotals(engine);
        committed += engine.statistics().redoneTransactions();
      }
    }
    System.out.printf(
        "kills: %d, inside a checkpoint: %d, transactions redone: %d%n",
        KILLS, insideCheckpoint, committed);
  }

  private long[] runAndKill() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashWriter.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long[] acknowledged = new long[CrashWriter.WRITERS];
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      in.readLong();
      long millis = random.nextInt(20, 900);
      Thread killer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  Thread.sleep(millis);
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
                process.destroyForcibly();
              });
      readAcknowledged(in, acknowledged);
      killer.join();
    }
    assertThat(process.waitFor()).as("exit code of a killed process").isEqualTo(137);
    return acknowledged;
  }

  private static void readAcknowledged(DataInputStream in, long[] acknowledged) {
    try {
      while (true) {
        long word = in.readLong();
        acknowledged[(int) (word >>> 48)] = word & 0xFFFFFFFFFFFFL;
      }
    } catch (IOException _) {
      // The process is gone.
    }
  }

  static void verify(StorageEngine engine, int writer, long acknowledged) {
    long last = CrashWriter.counter(engine, writer)[1];
    assertThat(last)
        .as("last transaction of writer %d", writer)
        .isGreaterThanOrEqualTo(acknowledged);
    VectorColumn column = engine.vectorColumn(CrashWriter.TABLE, 1);
    MemorySegment memory = column.memory();
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED);
        Snapshot snapshot = tx.newStatementSnapshot()) {
      RelationView view = snapshot.relation(CrashWriter.TABLE);
      for (long n = Math.max(1, last - CrashWriter.WINDOW + 1); n <= last; n++) {
        for (int i = 0; i < CrashWriter.batch(n); i++) {
          IndexCursor cursor =
              snapshot.range(
                  CrashWriter.INDEX, KeyRange.prefix(CrashWriter.key(writer, n, i)), false);
          assertThat(cursor.next()).as("row %d of transaction %d", i, n).isTrue();
          long rowId = cursor.rowId();
          assertThat(cursor.next()).isFalse();
          Row row = view.get(rowId);
          long sequence = ByteBuffer.wrap(row.array(), row.offset() + 20, 8).getLong();
          int version = n < last && i % 2 == 0 ? 1 : 0;
          byte[] bytes = new byte[row.length()];
          System.arraycopy(row.array(), row.offset(), bytes, 0, bytes.length);
          assertThat(bytes).isEqualTo(CrashWriter.row(writer, n, i, version, sequence));
          float[] vector =
              memory
                  .asSlice(column.offset(row.slot(0)), 4L * CrashWriter.DIMENSION)
                  .toArray(ValueLayout.JAVA_FLOAT);
          assertThat(vector).isEqualTo(CrashWriter.vector(writer, n, i));
          assertThat(view.visibleRow(1, row.slot(0))).isEqualTo(rowId);
        }
      }
    }
  }

  /** No row too many, no slot used twice or lost, no sequence value twice. */
  static void verifyTotals(StorageEngine engine) {
    engine.vacuum();
    int expected = 0;
    for (int writer = 0; writer < CrashWriter.WRITERS; writer++) {
      long last = CrashWriter.counter(engine, writer)[1];
      for (long n = Math.max(1, last - CrashWriter.WINDOW + 1); n <= last; n++) {
        expected += CrashWriter.batch(n);
      }
    }
    List<Long> rows = new ArrayList<>();
    Set<Integer> slots = new HashSet<>();
    Set<Long> sequences = new HashSet<>();
    long highest = 0;
    try (Transaction tx = engine.begin(IsolationLevel.READ_COMMITTED);
        Snapshot snapshot = tx.newStatementSnapshot()) {
      RowCursor cursor = snapshot.relation(CrashWriter.TABLE).scan();
      for (Row row = cursor.next(); row != null; row = cursor.next()) {
        rows.add(row.rowId());
        slots.add(row.slot(0));
        long sequence = ByteBuffer.wrap(row.array(), row.offset() + 20, 8).getLong();
        sequences.add(sequence);
        highest = Math.max(highest, sequence);
      }
      assertThat(rows).hasSize(expected);
      assertThat(slots).hasSize(expected);
      assertThat(sequences).hasSize(expected);
      assertThat(engine.vectorColumn(CrashWriter.TABLE, 1).liveSlots()).isEqualTo(expected);
      assertThat(engine.statistics(CrashWriter.TABLE).liveRows()).isEqualTo(expected);
      assertThat(tx.nextValue(CrashWriter.SEQUENCE)).isGreaterThan(highest);
      tx.commit();
    }
  }
}
