package dev.tusk.vector.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tusk.vector.distance.Distances;
import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RabitqCodecTest {
  private final Random random = new Random(9);

  private float[] values(int dimension) {
    float[] v = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      v[i] = (float) random.nextGaussian();
    }
    return v;
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 192, 256, 320, 768, 1536})
  void theRotationKeepsLengthsAndAngles(int width) {
    HadamardRotation rotation = new HadamardRotation(width, 3);
    float[] a = values(width);
    float[] b = values(width);
    double product = Distances.innerProduct(a, b);
    double norm = Distances.norm(a);
    rotation.apply(a);
    rotation.apply(b);
    assertThat(Distances.innerProduct(a, b)).isCloseTo(product, within(1e-4 * width));
    assertThat(Distances.norm(a)).isCloseTo(norm, within(1e-3));
  }

  @Test
  void theRotationSpreadsASingleCoordinateOverAll() {
    float[] v = new float[768];
    v[700] = 1;
    new HadamardRotation(768, 3).apply(v);
    for (float x : v) {
      assertThat(Math.abs(x)).isLessThan(0.3f);
    }
  }

  /** The estimate's error over the product of the norms, for a pair of average angle. */
  @ParameterizedTest
  @CsvSource({
    "768, 1, 0.045", "768, 2, 0.025", "768, 3, 0.016", "256, 1, 0.08", "256, 2, 0.045",
    "256, 3, 0.028", "100, 3, 0.045", "1536, 1, 0.035", "64, 4, 0.05", "40, 2, 0.12"
  })
  void estimatesLieCloseToTheTruth(int dimension, int bits, double error) {
    for (Metric metric : new Metric[] {Metric.L2, Metric.INNER_PRODUCT}) {
      float[] mean = values(dimension);
      RabitqCodec codec = new RabitqCodec(metric, bits, mean, 1);
      assertThat(rootMeanSquareError(codec, metric, mean)).isLessThan(error);
    }
  }

  private double rootMeanSquareError(RabitqCodec codec, Metric metric, float[] mean) {
    int dimension = mean.length;
    int count = 300;
    QueryCode query = codec.newQuery();
    try (Records records = new Records(codec.codeBytes())) {
      records.ensure(count);
      float[][] vectors = new float[count][];
      int[] nodes = new int[count];
      for (int i = 0; i < count; i++) {
        vectors[i] = values(dimension);
        for (int j = 0; j < dimension; j++) {
          vectors[i][j] += mean[j];
        }
        nodes[i] = i;
        codec.encode(vectors[i], records.address(i), query);
      }
      float[] q = values(dimension);
      float[] scores = new float[count];
      codec.prepare(q, query);
      codec.score(query, records, nodes, count, scores);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        double truth = truth(metric, q, vectors[i]);
        double difference = (scores[i] - truth) / (2 * dimension);
        sum += difference * difference;
      }
      return Math.sqrt(sum / count);
    }
  }

  private static double truth(Metric metric, float[] q, float[] v) {
    return metric == Metric.L2 ? Distances.squaredL2(q, v) : -Distances.innerProduct(q, v);
  }

  @Test
  void theMeanItselfHasACodeThatEstimatesExactly() {
    float[] mean = values(128);
    RabitqCodec codec = new RabitqCodec(Metric.L2, 2, mean, 1);
    QueryCode query = codec.newQuery();
    try (Records records = new Records(codec.codeBytes())) {
      records.ensure(1);
      codec.encode(mean, records.address(0), query);
      float[] q = values(128);
      codec.prepare(q, query);
      float[] score = new float[1];
      codec.score(query, records, new int[1], 1, score);
      assertThat((double) score[0]).isCloseTo(Distances.squaredL2(q, mean), within(0.01));
    }
  }

  @Test
  void theKernelsForSeveralBlocksAgreeWithThePlainSum() {
    int blocks = 3;
    int lanes = PlaneKernel.LANES;
    long[] planes = random.longs((long) blocks * 4 * lanes).toArray();
    long[] shifts = random.longs((long) blocks * lanes, 0, 4).toArray();
    try (Records records = new Records(8 * lanes * blocks)) {
      records.ensure(1);
      long code = records.address(0);
      for (int i = 0; i < blocks * lanes; i++) {
        Raw.putLong(code + 8L * i, random.nextLong());
      }
      assertThat(PlaneKernel.sum3(planes, shifts, code)).isEqualTo(sum(planes, shifts, code, 3));
      assertThat(PlaneKernel.sum2(planes, shifts, code)).isEqualTo(sum(planes, shifts, code, 2));
      assertThat(PlaneKernel.sum(planes, shifts, code, 1)).isEqualTo(sum(planes, shifts, code, 1));
      assertThat(PlaneKernel.sumOneBit2(planes, code))
          .isEqualTo(sum(planes, new long[shifts.length], code, 2));
    }
  }

  /** The slow twin of {@link PlaneKernel#sum}. */
  private static long sum(long[] planes, long[] shifts, long code, int blocks) {
    long sum = 0;
    for (int b = 0; b < blocks; b++) {
      for (int lane = 0; lane < PlaneKernel.LANES; lane++) {
        long bits = Raw.getLong(code + 8L * (b * PlaneKernel.LANES + lane));
        for (int p = 0; p < PlaneKernel.QUERY_BITS; p++) {
          int at = (b * PlaneKernel.QUERY_BITS + p) * PlaneKernel.LANES + lane;
          long count = Long.bitCount(bits & planes[at]);
          sum += count << p << shifts[b * PlaneKernel.LANES + lane];
        }
      }
    }
    return sum;
  }
}
