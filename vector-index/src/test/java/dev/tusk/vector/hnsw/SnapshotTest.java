package dev.tusk.vector.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SnapshotCorruptException;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  private static final int DIMENSION = 40;

  @TempDir private Path directory;

  private static int[] slots(int count) {
    int[] slots = new int[count];
    Arrays.setAll(slots, i -> i);
    return slots;
  }

  private static HnswOptions options(Metric metric, Quantizer quantizer) {
    return new HnswOptions(metric, 12, 80, quantizer);
  }

  private static void assertSameAnswers(HnswIndex a, HnswIndex b, TestColumn column) {
    assertThat(b.size()).isEqualTo(a.size());
    TestColumn.Clusters clusters = new TestColumn.Clusters(DIMENSION, 12);
    for (int q = 0; q < 50; q++) {
      float[] query = clusters.next();
      SearchResult x = a.search(query, 10, 40, null);
      SearchResult y = b.search(query, 10, 40, null);
      assertThat(y.count()).isEqualTo(x.count());
      for (int i = 0; i < x.count(); i++) {
        assertThat(y.slot(i)).isEqualTo(x.slot(i));
        assertThat(y.distance(i)).isEqualTo(x.distance(i));
      }
    }
  }

  @Test
  void aLoadedIndexAnswersAsTheOneThatWasWritten() throws Exception {
    TestColumn column = TestColumn.clustered(4_000, DIMENSION, 1);
    column.put(50, new float[DIMENSION]);
    column.put(60, column.get(61));
    for (Quantizer quantizer : new Quantizer[] {Quantizer.RABITQ_1, Quantizer.NONE}) {
      for (Metric metric : new Metric[] {Metric.COSINE, Metric.INNER_PRODUCT}) {
        HnswOptions options = options(metric, quantizer);
        Path file = directory.resolve("index");
        try (HnswIndex index = HnswIndex.create(column, options)) {
          index.build(slots(4_000), 2, BuildProgress.NONE);
          for (int slot = 100; slot < 120; slot++) {
            index.remove(slot);
          }
          index.writeSnapshot(file, 4711);
          HnswIndex.Loaded loaded = HnswIndex.readSnapshot(file, column, options);
          try (HnswIndex copy = loaded.index()) {
            assertThat(loaded.logPosition()).isEqualTo(4711);
            assertSameAnswers(index, copy, column);
            assertThat(copy.statistics().unreachable()).isZero();
            copy.insert(100);
            copy.repair();
            assertThat(copy.search(column.get(100), 1, 40, null).count()).isEqualTo(1);
          }
        }
      }
    }
  }

  @Test
  void aSnapshotWrittenWhileSlotsAreBeingLinkedIsLinkedToItsEndAfterALoad() throws Exception {
    TestColumn column = TestColumn.clustered(12_000, DIMENSION, 3);
    HnswOptions options = options(Metric.L2, Quantizer.AUTO);
    Path file = directory.resolve("half");
    try (HnswIndex index = HnswIndex.create(column, options)) {
      // The build is stopped when its first slots are linked; the others stay pending.
      index.build(
          slots(12_000),
          1,
          new BuildProgress() {
            @Override
            public void report(int done, int total) {}

            @Override
            public boolean cancelled() {
              return index.statistics().nodes() > 0;
            }
          });
      assertThat(index.statistics().nodes()).isLessThan(12_000);
      index.writeSnapshot(file, 7);
      assertThat(index.unsaved()).isFalse();
    }
    try (HnswIndex copy = HnswIndex.readSnapshot(file, column, options).index()) {
      copy.settle();
      assertThat(copy.statistics().nodes()).isEqualTo(12_000);
      assertThat(copy.unsaved()).isTrue();
      copy.writeSnapshot(file, 8);
      assertThat(copy.unsaved()).isFalse();
    }
  }

  @Test
  void aSmallIndexWithoutAGraphIsWrittenToo() throws Exception {
    TestColumn column = TestColumn.clustered(300, DIMENSION, 1);
    HnswOptions options = options(Metric.L2, Quantizer.AUTO);
    Path file = directory.resolve("small");
    try (HnswIndex index = HnswIndex.create(column, options)) {
      for (int slot = 0; slot < 300; slot++) {
        index.insert(slot);
      }
      index.writeSnapshot(file, 7);
      try (HnswIndex copy = HnswIndex.readSnapshot(file, column, options).index()) {
        assertSameAnswers(index, copy, column);
      }
    }
  }

  @Test
  void aDamagedSnapshotIsRefused() throws Exception {
    TestColumn column = TestColumn.clustered(2_500, DIMENSION, 1);
    HnswOptions options = options(Metric.L2, Quantizer.RABITQ_2);
    Path file = directory.resolve("index");
    try (HnswIndex index = HnswIndex.create(column, options)) {
      index.build(slots(2_500), 2, BuildProgress.NONE);
      index.writeSnapshot(file, 1);
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 50, 128, 1_000, whole.length / 2, whole.length - 1}) {
      assertRefused(file, Arrays.copyOf(whole, length), column, options);
    }
    for (int at : new int[] {0, 9, 30, 127, 128, 5_000, whole.length / 2, whole.length - 2}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      assertRefused(file, damaged, column, options);
    }
    Files.write(file, whole);
    assertThatThrownBy(
            () -> HnswIndex.readSnapshot(file, column, options(Metric.COSINE, Quantizer.AUTO)))
        .isInstanceOf(SnapshotCorruptException.class);
    HnswIndex.readSnapshot(file, column, options).index().close();
  }

  private static void assertRefused(Path file, byte[] bytes, TestColumn column, HnswOptions options)
      throws IOException {
    Files.write(file, bytes);
    assertThatThrownBy(() -> HnswIndex.readSnapshot(file, column, options))
        .isInstanceOf(SnapshotCorruptException.class);
  }

  @Test
  void aSnapshotTakenWhileInsertsGoOnIsCompletedByInsertingThemAgain() throws Exception {
    int rows = 9_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 3);
    HnswOptions options = options(Metric.L2, Quantizer.RABITQ_3);
    try (HnswIndex index = HnswIndex.create(column, options)) {
      index.build(slots(3_000), 2, BuildProgress.NONE);
      AtomicInteger inserted = new AtomicInteger(3_000);
      AtomicBoolean stop = new AtomicBoolean();
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                while (!stop.get() && inserted.get() < rows) {
                  int slot = inserted.get();
                  index.insert(slot);
                  index.remove(slot - 2_900);
                  inserted.incrementAndGet();
                }
              });
      for (int round = 0; round < 6; round++) {
        Path file = directory.resolve("fuzzy" + round);
        int before = inserted.get();
        index.writeSnapshot(file, before);
        int after = inserted.get() + 1;
        try (HnswIndex copy = HnswIndex.readSnapshot(file, column, options).index()) {
          for (int slot = before; slot < Math.min(after, rows); slot++) {
            copy.insert(slot);
            copy.remove(slot - 2_900);
          }
          assertThat(copy.size()).isEqualTo(3_000);
          copy.repair();
          assertThat(copy.statistics().unreachable()).isZero();
          int found = 0;
          for (int slot = Math.min(after, rows) - 200; slot < Math.min(after, rows); slot++) {
            found += copy.search(column.get(slot), 1, 60, null).distance(0) == 0 ? 1 : 0;
          }
          assertThat(found).isGreaterThanOrEqualTo(198);
        }
        Thread.sleep(30);
      }
      stop.set(true);
      writer.join();
    }
  }
}
