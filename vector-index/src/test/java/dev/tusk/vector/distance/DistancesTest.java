package dev.tusk.vector.distance;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistancesTest {
  private final Random random = new Random(5);

  static IntStream dimensions() {
    return IntStream.concat(
        IntStream.rangeClosed(1, 70),
        IntStream.of(96, 100, 127, 128, 255, 256, 300, 384, 768, 769, 1024, 1536, 2000));
  }

  private float[] values(int dimension) {
    float[] v = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      v[i] = (float) random.nextGaussian();
    }
    return v;
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void theKernelsAgreeWithPlainLoops(int dimension) {
    float[] a = values(dimension);
    float[] b = values(dimension);
    var close = within(1e-5 * dimension);
    assertThat(Distances.squaredL2(a, b)).isCloseTo(ScalarDistances.squaredL2(a, b), close);
    assertThat(Distances.l2(a, b)).isCloseTo(Math.sqrt(ScalarDistances.squaredL2(a, b)), close);
    assertThat(Distances.innerProduct(a, b)).isCloseTo(ScalarDistances.innerProduct(a, b), close);
    assertThat(Distances.l1(a, b)).isCloseTo(ScalarDistances.l1(a, b), close);
    assertThat(Distances.cosine(a, b)).isCloseTo(ScalarDistances.cosine(a, b), within(1e-5));
    assertThat(Distances.norm(a))
        .isCloseTo(Math.sqrt(ScalarDistances.innerProduct(a, a)), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void aDistanceIsTheSameToTheBitWhereverTheValuesLie(int dimension) {
    float[] a = values(dimension);
    float[] b = values(dimension);
    try (Arena arena = Arena.ofConfined()) {
      // Values behind the vectors must not be read, so they are made conspicuous.
      MemorySegment memory = arena.allocate(8L * 4 * (dimension + 3), 64);
      memory.fill((byte) 0x7f);
      long[] at = new long[5];
      for (int i = 0; i < 5; i++) {
        long offset = 4L * (dimension + 1) * i;
        MemorySegment.copy(i == 4 ? a : b, 0, memory, JAVA_FLOAT, offset, dimension);
        at[i] = memory.address() + offset;
      }
      float[] four = new float[4];
      SquaredL2.four(a, at[0], at[1], at[2], at[3], dimension, four, 0);
      assertThat(four).containsOnly(SquaredL2.of(a, b));
      assertThat(SquaredL2.of(a, at[1], dimension)).isEqualTo(SquaredL2.of(a, b));
      assertThat(SquaredL2.of(at[4], at[1], dimension)).isEqualTo(SquaredL2.of(a, b));
      InnerProduct.four(a, at[0], at[1], at[2], at[3], dimension, four, 0);
      assertThat(four).containsOnly(InnerProduct.of(a, b));
      assertThat(InnerProduct.of(a, at[1], dimension)).isEqualTo(InnerProduct.of(a, b));
      assertThat(InnerProduct.of(at[4], at[1], dimension)).isEqualTo(InnerProduct.of(a, b));
      FusedProduct.four(a, at[0], at[1], at[2], at[3], dimension, four, 0);
      assertThat(four).containsOnly(FusedProduct.of(a, b));
      assertThat(FusedProduct.of(a, at[1], dimension)).isEqualTo(FusedProduct.of(a, b));
      assertThat(FusedProduct.of(at[4], at[1], dimension)).isEqualTo(FusedProduct.of(a, b));
      L1.four(a, at[0], at[1], at[2], at[3], dimension, four, 0);
      assertThat(four).containsOnly(L1.of(a, b));
      assertThat(L1.of(a, at[1], dimension)).isEqualTo(L1.of(a, b));
      assertThat(L1.of(at[4], at[1], dimension)).isEqualTo(L1.of(a, b));
    }
  }

  @Test
  void sumsOverflowInFloat32AsInPgvector() {
    float[] big = {3e38f};
    float[] negative = {-3e38f};
    assertThat(Distances.l2(big, negative)).isInfinite();
    assertThat(Distances.innerProduct(big, big)).isInfinite();
    assertThat(Distances.cosine(big, big)).isNaN();
    assertThat(Distances.norm(big)).isCloseTo(3e38, within(1e32));
  }

  @Test
  void cosineIsClampedAndUndefinedForAZeroVector() {
    float[] a = {1, 1, 1};
    assertThat(Distances.cosine(a, new float[] {2, 2, 2})).isZero();
    assertThat(Distances.cosine(a, new float[] {-3, -3, -3})).isEqualTo(2);
    assertThat(Distances.cosine(a, new float[3])).isNaN();
  }

  /** Values of pgvector 0.8 built for AVX-512; other widths add in another order. */
  @Test
  void resultsEqualPgvectorsToTheBit() {
    assumeTrue(Lanes.COUNT == 16);
    assertAll(
        new float[] {-0.462f, -0.163f, 1.659f},
        new float[] {-2.989f, -2.671f, -2.239f},
        5.279223171655332,
        -1.898210048675537,
        1.2389965425175955,
        8.933000564575195);
    assertAll(
        new float[] {
          1.263f, -1.362f, -0.325f, 2.071f, -0.105f, 0.037f, 1.331f, -2.111f, -0.24f, 0.121f
        },
        new float[] {
          0.406f, 1.155f, -1.374f, -0.157f, -0.236f, -2.38f, 1.721f, 2.756f, 0.359f, -0.536f
        },
        6.604802563334862,
        -4.680490970611572,
        1.2774260840461196,
        15.711999893188477);
    assertAll(
        new float[] {
          2.217f, -1.165f, 1.849f, -2.151f, 2.687f, -2.416f, 2.223f, 2.942f, -0.915f, 0.425f,
          0.856f, 2.063f, -1.31f, 1.203f, -0.446f, -2.89f, 1.08f
        },
        new float[] {
          2.464f, -0.298f, -0.568f, 0.27f, 2.838f, 0.817f, 1.863f, 1.634f, -2.882f, 0.891f, 2.884f,
          0.841f, -1.719f, 0.422f, 2.849f, -0.54f, -1.352f
        },
        7.589142582930101,
        27.58810043334961,
        0.5097936228924582,
        25.953998565673828);
  }

  private static void assertAll(
      float[] a, float[] b, double l2, double product, double cosine, double l1) {
    assertThat(Distances.l2(a, b)).isEqualTo(l2);
    assertThat(Distances.innerProduct(a, b)).isEqualTo(product);
    assertThat(Distances.cosine(a, b)).isEqualTo(cosine);
    assertThat(Distances.l1(a, b)).isEqualTo(l1);
  }
}
