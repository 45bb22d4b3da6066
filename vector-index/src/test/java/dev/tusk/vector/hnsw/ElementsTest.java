package dev.tusk.vector.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.Elements;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.VectorStore;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.Bits;
import dev.tusk.vector.distance.Sparse;
import dev.tusk.vector.exact.ExactSearch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Indexes over halves, bits and sparse vectors, kept by the index itself. */
class ElementsTest {
  private static final int ROWS = 2_300;
  private static final int DIMENSIONS = 100;
  private static final String ALL =
      """
      FLOAT16, L2
      FLOAT16, INNER_PRODUCT
      FLOAT16, COSINE
      FLOAT16, L1
      BITS, HAMMING
      BITS, JACCARD
      SPARSE, L2
      SPARSE, INNER_PRODUCT
      SPARSE, COSINE
      SPARSE, L1
      """;

  @TempDir private Path directory;

  private static float[] open(Elements elements, SplittableRandom random) {
    return switch (elements) {
      case FLOAT32, FLOAT16 -> {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
          vector[i] = Float.float16ToFloat(Float.floatToFloat16((float) random.nextGaussian()));
        }
        yield vector;
      }
      case BITS -> {
        byte[] bytes = new byte[(DIMENSIONS + 7) / 8];
        random.nextBytes(bytes);
        bytes[bytes.length - 1] &= (byte) 0xf0;
        yield Bits.open(bytes);
      }
      case SPARSE -> {
        int[] places =
            random.ints(1 + random.nextInt(20), 0, DIMENSIONS).distinct().sorted().toArray();
        float[] values = new float[places.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.nextGaussian() + 2;
        }
        yield Sparse.open(places, values);
      }
    };
  }

  private static double[] dense(Elements elements, float[] open) {
    double[] dense = new double[DIMENSIONS];
    switch (elements) {
      case FLOAT32, FLOAT16 -> Arrays.setAll(dense, i -> open[i]);
      case BITS -> Arrays.setAll(dense, i -> (int) open[i / 16] >>> 15 - i % 16 & 1);
      case SPARSE -> {
        int count = Sparse.count(open);
        for (int i = 0; i < count; i++) {
          dense[Float.floatToRawIntBits(open[1 + i])] = open[1 + count + i];
        }
      }
    }
    return dense;
  }

  private static double distance(Metric metric, double[] a, double[] b) {
    double squares = 0;
    double product = 0;
    double l1 = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
      product += a[i] * b[i];
      l1 += Math.abs(a[i] - b[i]);
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return switch (metric) {
      case L2 -> Math.sqrt(squares);
      case INNER_PRODUCT -> -product;
      case COSINE -> 1 - product / Math.sqrt(aa * bb);
      case L1, HAMMING -> l1;
      case JACCARD -> product == 0 ? 1 : 1 - product / (aa + bb - product);
    };
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void distancesAreThoseOfTheDefinition(Elements elements, Metric metric) {
    SplittableRandom random = new SplittableRandom(7);
    try (VectorStore store = new VectorStore(elements, DIMENSIONS)) {
      float[][] rows = new float[50][];
      for (int slot = 0; slot < rows.length; slot++) {
        rows[slot] = open(elements, random);
        store.put(slot, rows[slot]);
      }
      float[] query = open(elements, random);
      SearchResult result = ExactSearch.search(store, metric, query, 50, null, 50);
      assertThat(result.count()).isEqualTo(50);
      for (int i = 0; i < 50; i++) {
        double expected =
            distance(metric, dense(elements, query), dense(elements, rows[result.slot(i)]));
        assertThat(result.distance(i)).isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void theGraphFindsTheNearestAndSurvivesItsSnapshot(Elements elements, Metric metric)
      throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    try (VectorStore store = new VectorStore(elements, DIMENSIONS)) {
      for (int slot = 0; slot < ROWS; slot++) {
        store.put(slot, open(elements, random));
      }
      Path file = directory.resolve("index");
      try (HnswIndex index = HnswIndex.create(store, HnswOptions.of(metric))) {
        index.build(IntStream.range(0, ROWS).toArray(), 1, BuildProgress.NONE);
        assertThat(recall(index, store, metric, elements)).isGreaterThan(0.85);
        index.writeSnapshot(file, 1);
      }
      try (HnswIndex index = HnswIndex.readSnapshot(file, store, HnswOptions.of(metric)).index()) {
        assertThat(index.size()).isEqualTo(ROWS);
        assertThat(recall(index, store, metric, elements)).isGreaterThan(0.85);
        for (int slot = 0; slot < ROWS; slot += 2) {
          index.remove(slot);
          store.free(slot);
        }
        index.repair();
        for (int slot = 0; slot < ROWS; slot += 2) {
          store.put(slot, open(elements, random));
          index.insert(slot);
        }
        index.settle();
        assertThat(index.size()).isEqualTo(ROWS);
        assertThat(recall(index, store, metric, elements)).isGreaterThan(0.85);
      }
    }
  }

  private static double recall(
      HnswIndex index, VectorStore store, Metric metric, Elements elements) {
    SplittableRandom random = new SplittableRandom(5);
    int found = 0;
    for (int q = 0; q < 20; q++) {
      float[] query = open(elements, random);
      SearchResult truth = ExactSearch.search(store, metric, query, 10, null, ROWS);
      SearchResult result = index.search(query, 10, 100, null);
      double last = truth.distance(9);
      for (int i = 0; i < result.count(); i++) {
        found += result.distance(i) <= last ? 1 : 0;
      }
    }
    return found / 200.0;
  }

  @Test
  void equalBitsShareANode() {
    try (VectorStore store = new VectorStore(Elements.BITS, 8)) {
      for (int slot = 0; slot < 2_500; slot++) {
        store.put(slot, Bits.open(new byte[] {(byte) slot}));
      }
      try (HnswIndex index = HnswIndex.create(store, HnswOptions.of(Metric.HAMMING))) {
        index.build(IntStream.range(0, 2_500).toArray(), 2, BuildProgress.NONE);
        assertThat(index.statistics().nodes()).isLessThan(300);
        SearchResult result = index.search(Bits.open(new byte[] {7}), 9, 40, null);
        Set<Integer> values = new HashSet<>();
        for (int i = 0; i < 9; i++) {
          values.add(result.slot(i) & 0xff);
          assertThat(result.distance(i)).isZero();
        }
        assertThat(values).containsExactly(7);
      }
    }
  }
}
