package dev.tusk.vector.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.set.SlotSet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkingTest {
  private static final int DIMENSION = 64;

  private static int[] slots(int from, int to) {
    int[] slots = new int[to - from];
    Arrays.setAll(slots, i -> from + i);
    return slots;
  }

  private static HnswIndex built(TestColumn column, HnswOptions options, int rows, int threads) {
    HnswIndex index = HnswIndex.create(column, options);
    index.build(slots(0, rows), threads, BuildProgress.NONE);
    return index;
  }

  @Test
  void aRowIsFoundFromTheMomentItIsInserted() {
    TestColumn column = TestColumn.clustered(4_000, DIMENSION, 1);
    try (HnswIndex index = built(column, HnswOptions.of(Metric.L2), 3_000, 2)) {
      for (int slot = 3_000; slot < 4_000; slot++) {
        index.insert(slot);
        assertThat(index.search(column.get(slot), 1, 40, null).slot(0)).isEqualTo(slot);
      }
      index.settle();
      assertThat(index.statistics().pending()).isZero();
      assertThat(index.statistics().nodes()).isEqualTo(4_000);
      assertThat(index.statistics().unreachable()).isZero();
    }
  }

  /** What waits is compared exactly: nothing that an exact search finds among it is missed. */
  @Test
  void waitingRowsObeyFiltersAndOrder() {
    TestColumn column = TestColumn.clustered(3_500, DIMENSION, 2);
    try (HnswIndex index = built(column, HnswOptions.of(Metric.COSINE), 3_000, 2)) {
      SlotSet odd = new SlotSet(3_500);
      for (int slot = 3_001; slot < 3_500; slot += 2) {
        odd.add(slot);
      }
      for (int slot = 3_000; slot < 3_500; slot++) {
        index.insert(slot);
      }
      SearchResult result = index.search(column.get(3_100), 250, 40, odd);
      assertThat(result.count()).isEqualTo(250);
      Set<Integer> found = new HashSet<>();
      for (int i = 0; i < result.count(); i++) {
        assertThat(odd.accepts(result.slot(i))).isTrue();
        assertThat(found.add(result.slot(i))).isTrue();
        assertThat(i == 0 || result.distance(i - 1) <= result.distance(i)).isTrue();
      }
    }
  }

  @Test
  void rowsRemovedBeforeTheyAreLinkedAreGone() {
    TestColumn column = TestColumn.clustered(4_000, DIMENSION, 3);
    try (HnswIndex index = built(column, HnswOptions.of(Metric.L2), 3_000, 2)) {
      for (int round = 0; round < 20; round++) {
        for (int slot = 3_000; slot < 4_000; slot++) {
          index.insert(slot);
        }
        for (int slot = 3_000; slot < 4_000; slot++) {
          assertThat(index.remove(slot)).isTrue();
        }
        assertThat(index.size()).isEqualTo(3_000);
      }
      index.settle();
      assertThat(index.size()).isEqualTo(3_000);
      SearchResult all = index.search(column.get(3_500), 4_000, 40, null);
      assertThat(all.count()).isEqualTo(3_000);
    }
  }

  @Test
  void theSameRowsGiveTheSameGraphWhateverTheNumberOfThreads() {
    TestColumn column = TestColumn.clustered(5_000, DIMENSION, 4);
    for (int slot = 4_000; slot < 5_000; slot++) {
      column.put(slot, column.get(slot % 700)); // Copies, too.
    }
    for (Quantizer quantizer : new Quantizer[] {Quantizer.AUTO, Quantizer.NONE}) {
      Set<Long> checksums = new HashSet<>();
      for (int threads : new int[] {1, 2, 5}) {
        HnswOptions options = new HnswOptions(Metric.L2, 12, 60, quantizer);
        try (HnswIndex index = built(column, options, 5_000, threads)) {
          checksums.add(index.checksum());
        }
      }
      assertThat(checksums).hasSize(1).doesNotContain(0L);
    }
  }

  /** What a snapshot of half a build has is not linked again, and the rest is linked at once. */
  @Test
  void aBuildThatWasCutShortGoesOnFromItsSnapshot(@TempDir Path directory) throws Exception {
    TestColumn column = TestColumn.clustered(4_000, DIMENSION, 7);
    HnswOptions options = HnswOptions.of(Metric.L2);
    Path file = directory.resolve("half");
    int linked;
    try (HnswIndex index = HnswIndex.create(column, options)) {
      index.build(
          slots(0, 4_000),
          2,
          new BuildProgress() {
            @Override
            public void report(int done, int total) {}

            @Override
            public boolean cancelled() {
              return index.statistics().nodes() > 500;
            }
          });
      linked = index.statistics().nodes();
      assertThat(linked).isBetween(501, 3_999);
      index.writeSnapshot(file, 1);
    }
    try (HnswIndex index = HnswIndex.readSnapshot(file, column, options).index()) {
      assertThat(index.size()).isEqualTo(4_000);
      assertThat(index.search(column.get(3_999), 1, 40, null).slot(0)).isEqualTo(3_999);
      index.settle();
      assertThat(index.statistics().pending()).isZero();
      assertThat(index.statistics().nodes()).isEqualTo(4_000);
    }
  }

  @Test
  void rowsFarFromAllOthersAreFoundAfterTheyAreLinked() throws Exception {
    TestColumn column = new TestColumn(3_100, 4);
    for (int slot = 0; slot < 3_100; slot++) {
      float at = slot / 7f;
      column.put(
          slot,
          slot < 3_000
              ? new float[] {(float) Math.sin(at), (float) Math.cos(at), at % 3, at % 5}
              : new float[] {2_000 + slot, 1, 2, 3});
    }
    try (HnswIndex index = built(column, HnswOptions.of(Metric.L2), 3_000, 2)) {
      for (int slot = 3_000; slot < 3_100; slot++) {
        index.insert(slot);
        index.settle();
      }
      long end = System.currentTimeMillis() + 20_000;
      int lost = lost(index, column);
      while (lost > 0 && System.currentTimeMillis() < end) {
        Thread.sleep(50);
        lost = lost(index, column);
      }
      assertThat(lost).isZero();
    }
  }

  private static int lost(HnswIndex index, TestColumn column) {
    int lost = 0;
    for (int slot = 3_000; slot < 3_100; slot++) {
      lost += index.search(column.get(slot), 1, 40, null).slot(0) == slot ? 0 : 1;
    }
    return lost;
  }

  @Test
  void otherRowsGiveAnotherChecksum() {
    TestColumn column = TestColumn.clustered(3_001, DIMENSION, 5);
    HnswOptions options = HnswOptions.of(Metric.L2);
    try (HnswIndex all = built(column, options, 3_001, 2);
        HnswIndex fewer = built(column, options, 3_000, 2)) {
      assertThat(all.checksum()).isNotEqualTo(fewer.checksum());
    }
  }

  /** Whoever asks for room has at most a small number waiting, and always gets on. */
  @Test
  void writersWaitWhileMuchWaitsToBeLinked() {
    TestColumn column = TestColumn.clustered(7_000, DIMENSION, 6);
    try (HnswIndex index = built(column, HnswOptions.of(Metric.L2), 3_000, 2)) {
      int most = 0;
      for (int slot = 3_000; slot < 7_000; slot++) {
        index.insert(slot);
        index.pace();
        most = Math.max(most, index.statistics().pending());
      }
      assertThat(most).isBetween(1, 1_100);
      index.settle();
      assertThat(index.size()).isEqualTo(7_000);
    }
  }
}
