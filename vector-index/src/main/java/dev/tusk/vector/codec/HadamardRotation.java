package dev.tusk.vector.codec;

import java.util.SplittableRandom;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * A random rotation in n log n: signs and Hadamard transforms, twice over.
 *
 * <p>Spreads a vector's length evenly over its coordinates, which sign codes need: on real data it
 * doubles the queries a second at equal recall. Where the width is no power of two the transform is
 * laid over its start and over its end in turn.
 */
final class HadamardRotation {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final int STEPS = Integer.numberOfTrailingZeros(LANES);
  private static final VectorShuffle<Float> BY_1 = partner(1);
  private static final VectorShuffle<Float> BY_2 = partner(2);
  private static final VectorShuffle<Float> BY_4 = partner(4);
  private static final VectorShuffle<Float> BY_8 = partner(8);
  private static final FloatVector SIGN_1 = sign(1);
  private static final FloatVector SIGN_2 = sign(2);
  private static final FloatVector SIGN_4 = sign(4);
  private static final FloatVector SIGN_8 = sign(8);

  private final int width;
  private final int block;

  /** Per round, signs that already carry the transform's scale. */
  private final float[][] signs;

  /** A rotation of vectors of the given width, a multiple of 64. */
  HadamardRotation(int width, long seed) {
    this.width = width;
    this.block = Integer.highestOneBit(width);
    SplittableRandom random = new SplittableRandom(seed);
    this.signs = new float[block == width ? 2 : 4][block];
    float scale = (float) (1 / Math.sqrt(block));
    for (float[] round : signs) {
      for (int i = 0; i < block; i++) {
        round[i] = random.nextBoolean() ? scale : -scale;
      }
    }
  }

  private static VectorShuffle<Float> partner(int by) {
    return VectorShuffle.fromOp(FLOATS, i -> (i ^ by) & (LANES - 1));
  }

  private static FloatVector sign(int by) {
    float[] values = new float[LANES];
    for (int i = 0; i < LANES; i++) {
      values[i] = (i & by) == 0 ? 1 : -1;
    }
    return FloatVector.fromArray(FLOATS, values, 0);
  }

  /** Rotates in place. */
  void apply(float[] v) {
    for (int round = 0; round < signs.length; round++) {
      transform(v, (round & 1) == 0 ? 0 : width - block, signs[round]);
    }
  }

  private void transform(float[] v, int from, float[] sign) {
    int to = from + block;
    for (int i = from; i < to; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, v, i);
      x = x.mul(FloatVector.fromArray(FLOATS, sign, i - from));
      withinLanes(x).intoArray(v, i);
    }
    for (int half = LANES; half < block; half <<= 1) {
      for (int start = from; start < to; start += 2 * half) {
        for (int i = start; i < start + half; i += LANES) {
          FloatVector x = FloatVector.fromArray(FLOATS, v, i);
          FloatVector y = FloatVector.fromArray(FLOATS, v, i + half);
          x.add(y).intoArray(v, i);
          x.sub(y).intoArray(v, i + half);
        }
      }
    }
  }

  private static FloatVector withinLanes(FloatVector v) {
    FloatVector x = v;
    x = x.fma(SIGN_1, x.rearrange(BY_1));
    x = x.fma(SIGN_2, x.rearrange(BY_2));
    if (STEPS > 2) {
      x = x.fma(SIGN_4, x.rearrange(BY_4));
    }
    if (STEPS > 3) {
      x = x.fma(SIGN_8, x.rearrange(BY_8));
    }
    return x;
  }
}
