package dev.tusk.vector.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.BuildReport;
import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.exact.ExactSearch;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that codes, links or the way down the graph are easily wrong on. */
class HardDataTest {
  private static final int ROWS = 5_000;
  private static final int DIMENSION = 64;
  private static final int QUERIES = 100;
  private static final int K = 10;

  private static float[] gaussian(Random random, double deviation) {
    float[] v = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      v[i] = (float) (deviation * random.nextGaussian());
    }
    return v;
  }

  private static float[] sum(float[] a, float[] b) {
    float[] v = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      v[i] = a[i] + b[i];
    }
    return v;
  }

  /** Rows by the name of their shape. */
  private static IntFunction<float[]> shape(String name) {
    Random random = new Random(name.hashCode());
    float[][] centres = new float[12][];
    Arrays.setAll(centres, _ -> gaussian(random, 1));
    float[][] last = {centres[0]};
    return switch (name) {
      case "groups" -> i -> sum(centres[i % centres.length], gaussian(random, 0.03));
      case "tight groups" -> i -> sum(centres[i % centres.length], gaussian(random, 0.0005));
      case "a curve" ->
          i -> {
            float[] v = new float[DIMENSION];
            for (int j = 0; j < DIMENSION; j++) {
              v[j] = (float) Math.sin((i + 1) * (j + 1.0));
            }
            return v;
          };
      case "one direction" ->
          _ -> {
            float[] v = gaussian(random, 1);
            v[0] *= 100;
            return v;
          };
      case "lengths" -> _ -> gaussian(random, Math.exp(1.5 * random.nextGaussian()));
      case "films" ->
          i -> {
            last[0] = i % 100 == 0 ? gaussian(random, 1) : sum(last[0], gaussian(random, 0.05));
            return last[0];
          };
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static TestColumn column(String shape) {
    TestColumn column = new TestColumn(ROWS, DIMENSION);
    IntFunction<float[]> rows = shape(shape);
    for (int slot = 0; slot < ROWS; slot++) {
      column.put(slot, rows.apply(slot));
    }
    return column;
  }

  private static int[] slots(int from, int to) {
    int[] slots = new int[to - from];
    Arrays.setAll(slots, i -> from + i);
    return slots;
  }

  /** Share of answers no farther than the exact tenth, for queries that are rows. */
  private static double recall(HnswIndex index, TestColumn column, Metric metric) {
    int found = 0;
    for (int q = 0; q < QUERIES; q++) {
      float[] query = column.get(ROWS - 1 - q * 7);
      SearchResult exact = ExactSearch.search(column, metric, query, K, index::contains, ROWS);
      SearchResult result = index.search(query, K, 40, null);
      double limit = exact.distance(K - 1) + 1e-5;
      for (int i = 0; i < result.count(); i++) {
        found += result.distance(i) <= limit ? 1 : 0;
      }
    }
    return found / (double) (K * QUERIES);
  }

  @ParameterizedTest
  @CsvSource({
    "groups, L2, 0.98",
    "groups, COSINE, 0.98",
    "groups, INNER_PRODUCT, 0.95",
    "groups, L1, 0.98",
    "tight groups, L2, 0.93",
    "a curve, L2, 0.97",
    "a curve, INNER_PRODUCT, 0.93",
    "one direction, L2, 0.99",
    "lengths, L2, 0.60",
    "lengths, INNER_PRODUCT, 0.97",
    "lengths, L1, 0.60",
    "films, L2, 0.95",
    "films, COSINE, 0.95"
  })
  void recallHoldsOnHardData(String shape, Metric metric, double least) {
    TestColumn column = column(shape);
    try (HnswIndex index = HnswIndex.create(column, HnswOptions.of(metric))) {
      BuildReport report = index.build(slots(0, ROWS), 2, BuildProgress.NONE);
      assertThat(report.unreachable()).isZero();
      assertThat(recall(index, column, metric)).isGreaterThanOrEqualTo(least);
    }
  }

  @Test
  void codesThatDoNotTellRowsApartAreNotUsed() {
    TestColumn column = column("groups");
    try (HnswIndex index = HnswIndex.create(column, HnswOptions.of(Metric.L2))) {
      index.build(slots(0, ROWS), 2, BuildProgress.NONE);
      IndexStatistics statistics = index.statistics();
      assertThat(statistics.bits()).isEqualTo(32);
      assertThat(statistics.codeShare()).isLessThan(0.95f);
      assertThat(statistics.reason()).contains("of the ten nearest within reach");
    }
  }

  /** The first rows are few and far apart, so that codes pass; the rest stand in dense groups. */
  @Test
  void whatWasRightForTheFirstRowsIsReviewedAsMoreCome() {
    TestColumn column = new TestColumn(ROWS, DIMENSION);
    Random random = new Random(4);
    IntFunction<float[]> groups = shape("groups");
    for (int slot = 0; slot < ROWS; slot++) {
      column.put(slot, slot < 2_000 ? gaussian(random, 1) : groups.apply(slot));
    }
    try (HnswIndex index = HnswIndex.create(column, HnswOptions.of(Metric.L2))) {
      index.build(slots(0, 2_000), 2, BuildProgress.NONE);
      assertThat(index.statistics().bits()).isLessThan(32);
      for (int slot = 2_000; slot < ROWS; slot++) {
        index.insert(slot);
      }
      index.settle();
      assertThat(index.statistics().bits()).isEqualTo(32);
      assertThat(recall(index, column, Metric.L2)).isGreaterThanOrEqualTo(0.97);
    }
  }

  @Test
  void recallStaysWhenEveryRowIsReplaced() {
    int half = ROWS / 2;
    TestColumn column = TestColumn.clustered(ROWS, DIMENSION, 8);
    int[] order = slots(0, half);
    Random random = new Random(6);
    for (int i = half - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    double fresh;
    try (HnswIndex index = HnswIndex.create(column, HnswOptions.of(Metric.L2))) {
      index.build(slots(half, ROWS), 2, BuildProgress.NONE);
      fresh = recall(index, column, Metric.L2);
    }
    try (HnswIndex index = HnswIndex.create(column, HnswOptions.of(Metric.L2))) {
      index.build(slots(0, half), 2, BuildProgress.NONE);
      for (int slot : order) {
        index.insert(half + slot);
        index.remove(slot);
      }
      index.settle();
      assertThat(recall(index, column, Metric.L2)).isGreaterThanOrEqualTo(fresh - 0.005);
      assertThat(index.statistics().unreachable()).isZero();
    }
  }
}
