package dev.tusk.vector.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.BuildReport;
import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.exact.ExactSearch;
import dev.tusk.vector.set.SlotSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HnswIndexTest {
  private static final int DIMENSION = 48;

  private static int[] slots(int from, int to) {
    int[] slots = new int[to - from];
    Arrays.setAll(slots, i -> from + i);
    return slots;
  }

  private static HnswIndex built(TestColumn column, Metric metric, int rows) {
    HnswIndex index =
        HnswIndex.create(column, new HnswOptions(metric, 16, 100, Quantizer.RABITQ_2));
    index.build(slots(0, rows), 2, BuildProgress.NONE);
    return index;
  }

  private static Set<Integer> found(SearchResult result) {
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < result.count(); i++) {
      assertThat(found.add(result.slot(i))).isTrue();
    }
    return found;
  }

  @Test
  void anEmptyIndexAnswersWithNothing() {
    try (HnswIndex index =
        HnswIndex.create(new TestColumn(1, DIMENSION), HnswOptions.of(Metric.L2))) {
      assertThat(index.search(new float[DIMENSION], 10, 40, null).count()).isZero();
      assertThat(index.contains(0)).isFalse();
      assertThat(index.remove(0)).isFalse();
      assertThat(index.size()).isZero();
    }
  }

  @Test
  void aQueryOfAnotherDimensionIsRefused() {
    try (HnswIndex index =
        HnswIndex.create(new TestColumn(1, DIMENSION), HnswOptions.of(Metric.L2))) {
      assertThatThrownBy(() -> index.search(new float[3], 10, 40, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("different vector dimensions 48 and 3");
    }
  }

  @Test
  void slotsEquallyNearComeInTheOrderGiven() {
    TestColumn column = TestColumn.clustered(3_000, DIMENSION, 1);
    float[] query = column.get(0);
    for (int slot = 0; slot < 30; slot++) {
      column.put(slot, query);
    }
    // A permutation that is not the order of slots: ranks 0 to 29.
    SlotOrder order = slot -> slot * 7 % 30;
    for (int rows : new int[] {500, 3_000}) {
      try (HnswIndex index = built(column, Metric.L2, rows)) {
        SearchResult result = index.search(query, 20, 40, null, order);
        for (int i = 0; i < 20; i++) {
          assertThat(order.rank(result.slot(i))).isEqualTo(i);
        }
      }
    }
    SearchResult exact = ExactSearch.search(column, Metric.L2, query, 20, null, 3_000, order);
    for (int i = 0; i < 20; i++) {
      assertThat(order.rank(exact.slot(i))).isEqualTo(i);
    }
  }

  @Test
  void insertingASlotTwiceChangesNothingAndAChangedVectorReplacesTheOld() {
    TestColumn column = TestColumn.clustered(4_000, DIMENSION, 1);
    try (HnswIndex index = built(column, Metric.L2, 3_000)) {
      index.insert(5);
      assertThat(index.size()).isEqualTo(3_000);
      float[] old = column.get(5);
      column.put(5, column.get(3_500));
      index.insert(5);
      assertThat(index.size()).isEqualTo(3_000);
      SearchResult atNew = index.search(column.get(3_500), 1, 40, null);
      assertThat(atNew.slot(0)).isEqualTo(5);
      assertThat(atNew.distance(0)).isZero();
      assertThat(index.search(old, 1, 40, null).distance(0)).isPositive();
    }
  }

  @Test
  void removedSlotsAreNeverAnsweredAndRepairLeavesNothingUnreachable() {
    int rows = 5_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 2);
    try (HnswIndex index = built(column, Metric.L2, rows)) {
      SlotSet left = new SlotSet(rows);
      for (int slot = 0; slot < rows; slot++) {
        if (slot % 10 < 6) {
          assertThat(index.remove(slot)).isTrue();
          assertThat(index.remove(slot)).isFalse();
          // The column may overwrite a removed slot at once.
          column.put(slot, new float[DIMENSION]);
        } else {
          left.add(slot);
        }
      }
      assertThat(index.size()).isEqualTo(2_000);
      assertRecall(index, column, left, 0.95);
      index.settle();
      index.repair();
      IndexStatistics statistics = index.statistics();
      assertThat(statistics.tombstones()).isZero();
      assertThat(statistics.unreachable()).isZero();
      assertThat(statistics.nodes()).isEqualTo(2_000);
      assertRecall(index, column, left, 0.97);
    }
  }

  private static void assertRecall(HnswIndex index, TestColumn column, SlotSet left, double least) {
    TestColumn.Clusters clusters = new TestColumn.Clusters(DIMENSION, 99);
    int hits = 0;
    for (int q = 0; q < 100; q++) {
      float[] query = clusters.next();
      SearchResult exact = ExactSearch.search(column, Metric.L2, query, 10, left, 100_000);
      SearchResult result = index.search(query, 10, 40, null);
      assertThat(result.count()).isEqualTo(10);
      Set<Integer> found = found(result);
      for (int i = 0; i < 10; i++) {
        assertThat(left.accepts(result.slot(i))).isTrue();
        hits += found.contains(exact.slot(i)) ? 1 : 0;
      }
    }
    assertThat(hits / 1000.0).isGreaterThanOrEqualTo(least);
  }

  @Test
  void slotsAreReusedForOtherVectors() {
    int rows = 3_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 3);
    TestColumn.Clusters clusters = new TestColumn.Clusters(DIMENSION, 4);
    SlotSet all = new SlotSet(rows);
    for (int slot = 0; slot < rows; slot++) {
      all.add(slot);
    }
    try (HnswIndex index = built(column, Metric.L2, rows)) {
      for (int round = 0; round < 3; round++) {
        for (int slot = 0; slot < rows; slot += 2) {
          index.remove(slot);
          column.put(slot, clusters.next());
          index.insert(slot);
        }
        index.settle();
        index.repair();
        assertThat(index.size()).isEqualTo(rows);
        assertThat(index.statistics().unreachable()).isZero();
      }
      assertThat(index.statistics().nodes()).isEqualTo(rows);
      assertRecall(index, column, all, 0.96);
    }
  }

  @Test
  void everythingMayBeRemovedAndInsertedAgain() {
    int rows = 2_500;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 3);
    try (HnswIndex index = built(column, Metric.COSINE, rows)) {
      for (int slot = 0; slot < rows; slot++) {
        index.remove(slot);
      }
      assertThat(index.size()).isZero();
      assertThat(index.search(column.get(0), 10, 40, null).count()).isZero();
      for (int slot = 0; slot < 100; slot++) {
        index.insert(slot);
      }
      assertThat(index.search(column.get(0), 1_000, 40, null).count()).isEqualTo(100);
      index.repair();
      for (int slot = 100; slot < rows; slot++) {
        index.insert(slot);
      }
      index.settle();
      index.repair();
      assertThat(index.size()).isEqualTo(rows);
      assertThat(index.statistics().unreachable()).isZero();
      assertThat(index.search(column.get(7), 1, 40, null).slot(0)).isEqualTo(7);
    }
  }

  @Test
  void identicalVectorsShareANodeAndAreAllFound() {
    int rows = 6_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 9);
    for (int slot = 3_000; slot < rows; slot++) {
      // 100 groups of 20 copies and 10 of 100.
      column.put(slot, column.get(slot < 5_000 ? (slot - 3_000) / 20 : (slot - 5_000) / 100));
    }
    try (HnswIndex index = built(column, Metric.L2, rows)) {
      assertThat(index.statistics().nodes()).isBetween(3_000, 3_010);
      for (int slot = 0; slot < 110; slot++) {
        float[] query = column.get(slot);
        int copies = slot < 10 ? 121 : slot < 100 ? 21 : 1;
        SearchResult result = index.search(query, copies, 40, null);
        assertThat(result.count()).isEqualTo(copies);
        assertThat(result.distance(copies - 1)).isZero();
        assertThat(result.slot(0)).isEqualTo(slot);
      }
      // The first of a group goes; its copies stay.
      column.get(0);
      index.remove(0);
      column.put(0, new float[DIMENSION]);
      SearchResult result = index.search(column.get(5_000), 121, 40, null);
      assertThat(result.distance(119)).isZero();
      assertThat(result.distance(120)).isPositive();
      assertThat(found(result)).doesNotContain(0);
    }
  }

  @Test
  void nearCopiesAreAllReachable() {
    int rows = 6_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 8);
    Random random = new Random(4);
    for (int slot = 3_000; slot < rows; slot++) {
      float[] v = column.get((slot - 3_000) / 20);
      for (int i = 0; i < DIMENSION; i++) {
        v[i] += 1e-5f * (float) random.nextGaussian();
      }
      column.put(slot, v);
    }
    try (HnswIndex index = built(column, Metric.COSINE, rows)) {
      assertThat(index.statistics().unreachable()).isZero();
      int hits = 0;
      for (int group = 0; group < 150; group++) {
        SearchResult result = index.search(column.get(group), 10, 40, null);
        for (int i = 0; i < 10; i++) {
          hits += result.distance(i) < 1e-6 ? 1 : 0;
        }
      }
      assertThat(hits / 1500.0).isGreaterThanOrEqualTo(0.99);
    }
  }

  @Test
  void zeroVectorsComeLastUnderCosineAndAreNeverLost() {
    int rows = 3_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 5);
    for (int slot = 0; slot < 30; slot++) {
      column.put(slot * 100, new float[DIMENSION]);
    }
    try (HnswIndex index = built(column, Metric.COSINE, rows)) {
      assertThat(index.size()).isEqualTo(rows);
      SearchResult all = index.search(column.get(1), rows, 40, null);
      assertThat(all.count()).isEqualTo(rows);
      assertThat(all.distance(rows - 31)).isNotNaN();
      for (int i = 0; i < 30; i++) {
        assertThat(all.slot(rows - 30 + i)).isEqualTo(100 * i);
        assertThat(all.distance(rows - 30 + i)).isNaN();
      }
      assertThat(index.search(column.get(1), 10, 40, null).distance(9)).isNotNaN();
      SearchResult fromZero = index.search(new float[DIMENSION], 10, 40, null);
      assertThat(fromZero.count()).isEqualTo(10);
      assertThat(fromZero.slot(9)).isEqualTo(9);
      assertThat(fromZero.distance(0)).isNaN();
      SearchResult onlyZero = index.search(column.get(1), 10, 40, SlotSet.of(0, 100, 200, 250));
      assertThat(onlyZero.count()).isEqualTo(4);
      assertThat(onlyZero.slot(0)).isEqualTo(250);
    }
  }

  @Test
  void vectorsTooLongForFloat32SumsAreStillFound() {
    int rows = 3_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 6);
    float[] huge = new float[DIMENSION];
    huge[3] = 3e38f;
    column.put(17, huge);
    try (HnswIndex index = built(column, Metric.L2, rows)) {
      assertThat(index.size()).isEqualTo(rows);
      assertThat(index.search(column.get(1), rows, 40, null).slot(rows - 1)).isEqualTo(17);
      assertThat(index.search(huge, 1, 40, null).slot(0)).isEqualTo(17);
    }
  }

  @Test
  void aCancelledBuildKeepsEveryRowSearchable() {
    int rows = 6_000;
    TestColumn column = TestColumn.clustered(rows, DIMENSION, 7);
    try (HnswIndex index = HnswIndex.create(column, HnswOptions.of(Metric.L2))) {
      BuildReport report =
          index.build(
              slots(0, rows),
              1,
              new BuildProgress() {
                @Override
                public void report(int done, int total) {}

                @Override
                public boolean cancelled() {
                  return true;
                }
              });
      assertThat(report.cancelled()).isTrue();
      assertThat(index.size()).isEqualTo(rows);
      for (int slot = 0; slot < rows; slot += 97) {
        assertThat(index.search(column.get(slot), 1, 40, null).slot(0)).isEqualTo(slot);
      }
      assertThat(index.search(column.get(0), rows, 40, null).count()).isEqualTo(rows);
      BuildReport resumed = index.build(slots(0, rows), 2, BuildProgress.NONE);
      assertThat(resumed.cancelled()).isFalse();
      assertThat(resumed.indexed()).isEqualTo(rows);
      assertThat(index.statistics().nodes()).isEqualTo(rows);
    }
  }

  @Test
  void aClosedIndexRefusesToSearch() {
    TestColumn column = TestColumn.clustered(3_000, DIMENSION, 7);
    HnswIndex index = built(column, Metric.L2, 3_000);
    index.close();
    index.close();
    assertThatThrownBy(() -> index.search(column.get(0), 1, 40, null))
        .isInstanceOf(IllegalStateException.class);
  }
}
