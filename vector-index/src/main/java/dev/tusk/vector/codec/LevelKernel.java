package dev.tusk.vector.codec;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Rounds floats to levels of a few bits and spreads the levels over bit planes. */
final class LevelKernel {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  private LevelKernel() {}

  static float min(float[] v, int width) {
    FloatVector min = FloatVector.fromArray(FLOATS, v, 0);
    for (int i = LANES; i < width; i += LANES) {
      min = min.min(FloatVector.fromArray(FLOATS, v, i));
    }
    return min.reduceLanes(VectorOperators.MIN);
  }

  static float max(float[] v, int width) {
    FloatVector max = FloatVector.fromArray(FLOATS, v, 0);
    for (int i = LANES; i < width; i += LANES) {
      max = max.max(FloatVector.fromArray(FLOATS, v, i));
    }
    return max.reduceLanes(VectorOperators.MAX);
  }

  static float sum(float[] v, int width) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < width; i += LANES) {
      sum = sum.add(FloatVector.fromArray(FLOATS, v, i));
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  static float squaredNorm(float[] v, int width) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < width; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, v, i);
      sum = x.fma(x, sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Levels of 64 values from a position: (v * scale + offset), clamped to [0, top]. */
  private static IntVector levels(float[] v, int i, float scale, float offset, float top) {
    FloatVector x = FloatVector.fromArray(FLOATS, v, i).mul(scale).add(offset);
    return (IntVector) x.max(0).min(top).convert(VectorOperators.F2I, 0);
  }

  /** Writes one bit of the levels of 64 values as a word. */
  static long plane(float[] v, int from, float scale, float offset, float top, int bit) {
    long word = 0;
    for (int s = 0; s < 64; s += LANES) {
      IntVector level = levels(v, from + s, scale, offset, top).and(1 << bit);
      word |= level.compare(VectorOperators.NE, 0).toLong() << s;
    }
    return word;
  }

  /** Inner product of values with their levels, each less the middle of the range. */
  static float product(float[] v, int width, float scale, float offset, float top, float middle) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < width; i += LANES) {
      FloatVector level = asFloats(levels(v, i, scale, offset, top)).sub(middle);
      sum = level.fma(FloatVector.fromArray(FLOATS, v, i), sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Squared norm of the levels, each less the middle of the range. */
  static float squaredLevels(
      float[] v, int width, float scale, float offset, float top, float middle) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < width; i += LANES) {
      FloatVector level = asFloats(levels(v, i, scale, offset, top)).sub(middle);
      sum = level.fma(level, sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private static FloatVector asFloats(IntVector v) {
    return (FloatVector) v.convert(VectorOperators.I2F, 0);
  }
}
