package dev.tusk.vector.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.BuildReport;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.exact.ExactSearch;
import dev.tusk.vector.set.SlotSet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecallTest {
  private static final int ROWS = 4_000;
  private static final int DIMENSION = 96;
  private static final TestColumn COLUMN = TestColumn.clustered(ROWS, DIMENSION, 1);
  private static final int QUERIES = 100;

  private static int[] allSlots(int count) {
    int[] slots = new int[count];
    Arrays.setAll(slots, i -> i);
    return slots;
  }

  private static HnswIndex built(Metric metric, Quantizer quantizer) {
    HnswIndex index = HnswIndex.create(COLUMN, new HnswOptions(metric, 16, 100, quantizer));
    BuildReport report = index.build(allSlots(ROWS), 2, BuildProgress.NONE);
    assertThat(report.unreachable()).isZero();
    assertThat(report.indexed()).isEqualTo(ROWS);
    return index;
  }

  /** Share of the exact answers' distances that the index reaches. */
  private static double recall(
      HnswIndex index, Metric metric, int k, int ef, SlotFilter filter, int rows) {
    TestColumn.Clusters clusters = new TestColumn.Clusters(DIMENSION, 77);
    int hits = 0;
    int wanted = 0;
    for (int q = 0; q < QUERIES; q++) {
      float[] query = clusters.next();
      SearchResult exact = ExactSearch.search(COLUMN, metric, query, k, filter, rows);
      SearchResult found = index.search(query, k, ef, filter);
      assertThat(found.count()).isEqualTo(exact.count());
      wanted += exact.count();
      for (int i = 0; i < found.count(); i++) {
        if (filter != null) {
          assertThat(filter.accepts(found.slot(i))).isTrue();
        }
        hits += found.distance(i) <= exact.distance(exact.count() - 1) ? 1 : 0;
      }
    }
    return hits / (double) wanted;
  }

  @ParameterizedTest
  @CsvSource({
    "L2, RABITQ_1",
    "L2, RABITQ_2",
    "L2, RABITQ_3",
    "L2, NONE",
    "L2, AUTO",
    "COSINE, RABITQ_1",
    "COSINE, RABITQ_2",
    "COSINE, RABITQ_3",
    "COSINE, NONE",
    "INNER_PRODUCT, RABITQ_1",
    "INNER_PRODUCT, RABITQ_2",
    "INNER_PRODUCT, RABITQ_3",
    "INNER_PRODUCT, NONE",
    "L1, AUTO"
  })
  void aSmallEfFindsNearlyAllTrueNeighbours(Metric metric, Quantizer quantizer) {
    try (HnswIndex index = built(metric, quantizer)) {
      assertThat(recall(index, metric, 10, 40, null, ROWS)).isGreaterThanOrEqualTo(0.97);
      assertThat(recall(index, metric, 100, 40, null, ROWS)).isGreaterThanOrEqualTo(0.95);
    }
  }

  @ParameterizedTest
  @CsvSource({"RABITQ_1", "RABITQ_3", "NONE"})
  void filtersOfAnySelectivityKeepRecallAndCount(Quantizer quantizer) {
    Random random = new Random(3);
    try (HnswIndex index = built(Metric.L2, quantizer)) {
      for (double share : new double[] {0.7, 0.3, 0.1, 0.01, 0.001}) {
        SlotSet set = new SlotSet(ROWS);
        for (int slot = 0; slot < ROWS; slot++) {
          if (random.nextDouble() < share) {
            set.add(slot);
          }
        }
        assertThat(recall(index, Metric.L2, 10, 40, set, ROWS)).isGreaterThanOrEqualTo(0.98);
      }
      SlotFilter visible = slot -> slot % 20 != 0;
      assertThat(recall(index, Metric.L2, 10, 40, visible, ROWS)).isGreaterThanOrEqualTo(0.97);
      SlotFilter mostlyInvisible = slot -> slot % 100 == 0;
      assertThat(recall(index, Metric.L2, 10, 40, mostlyInvisible, ROWS))
          .isGreaterThanOrEqualTo(0.98);
    }
  }

  @Test
  void distancesAreThoseOfTheSqlOperatorToTheBit() {
    for (Metric metric : EnumSet.complementOf(EnumSet.of(Metric.HAMMING, Metric.JACCARD))) {
      try (HnswIndex index = built(metric, Quantizer.AUTO)) {
        float[] query = new TestColumn.Clusters(DIMENSION, 5).next();
        SearchResult result = index.search(query, 20, 40, null);
        for (int i = 0; i < result.count(); i++) {
          float[] row = COLUMN.get(result.slot(i));
          double expected =
              switch (metric) {
                case L2 -> dev.tusk.vector.distance.Distances.l2(query, row);
                case INNER_PRODUCT -> -dev.tusk.vector.distance.Distances.innerProduct(query, row);
                case COSINE -> dev.tusk.vector.distance.Distances.cosine(query, row);
                case L1 -> dev.tusk.vector.distance.Distances.l1(query, row);
                case HAMMING, JACCARD -> throw new AssertionError("over floats");
              };
          assertThat(result.distance(i)).isEqualTo(expected);
          if (i > 0) {
            assertThat(result.distance(i)).isGreaterThanOrEqualTo(result.distance(i - 1));
          }
        }
      }
    }
  }

  @Test
  void askingForMoreRowsThanEfGivesThemAll() {
    try (HnswIndex index = built(Metric.COSINE, Quantizer.AUTO)) {
      float[] query = new TestColumn.Clusters(DIMENSION, 5).next();
      for (int k : new int[] {1, 41, 100, 500, 2_000, ROWS, 10 * ROWS, Integer.MAX_VALUE}) {
        SearchResult result = index.search(query, k, 40, null);
        assertThat(result.count()).isEqualTo(Math.min(k, ROWS));
      }
    }
  }

  @Test
  void anIndexFilledByInsertsIsAsGoodAsABuiltOne() {
    try (HnswIndex index = HnswIndex.create(COLUMN, HnswOptions.of(Metric.L2))) {
      for (int slot = 0; slot < ROWS; slot++) {
        index.insert(slot);
        if (slot == 1_000) {
          assertThat(recall(index, Metric.L2, 10, 40, null, slot + 1)).isEqualTo(1);
        }
      }
      index.settle();
      assertThat(index.size()).isEqualTo(ROWS);
      assertThat(index.statistics().bits()).isLessThan(32);
      assertThat(recall(index, Metric.L2, 10, 40, null, ROWS)).isGreaterThanOrEqualTo(0.96);
    }
  }
}
