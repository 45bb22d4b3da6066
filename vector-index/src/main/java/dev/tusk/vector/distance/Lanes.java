package dev.tusk.vector.distance;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the float kernels share: the widest species, and a sum over lanes in a fixed order.
 *
 * <p>All kernels keep one accumulator a vector and add in the same order, so that a distance is the
 * same to the bit wherever it is computed: over arrays, over memory, or four at a time. ({@code
 * reduceLanes(ADD)} leaves the order open and differs between interpreter and JIT.) With 16 lanes
 * the order is also that of pgvector 0.8 compiled for AVX-512: blocks of 16, then one of 8 into the
 * folded sums, then halves onto halves, then single values.
 */
final class Lanes {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Float> HALF = FloatVector.SPECIES_256;
  static final int COUNT = FLOATS.length();
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** All of memory, so that kernels take absolute addresses without a check for each load. */
  static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final VectorShuffle<Float> BY_8 = rotation(FLOATS, 8);
  private static final VectorShuffle<Float> BY_4 = rotation(FLOATS, 4);
  private static final VectorShuffle<Float> BY_2 = rotation(FLOATS, 2);
  private static final VectorShuffle<Float> BY_1 = rotation(FLOATS, 1);
  private static final VectorShuffle<Float> HALF_BY_4 = rotation(HALF, 4);
  private static final VectorShuffle<Float> HALF_BY_2 = rotation(HALF, 2);
  private static final VectorShuffle<Float> HALF_BY_1 = rotation(HALF, 1);

  private Lanes() {}

  private static VectorShuffle<Float> rotation(VectorSpecies<Float> species, int by) {
    return VectorShuffle.fromOp(species, i -> (i + by) & (species.length() - 1));
  }

  static float sum(FloatVector v) {
    FloatVector s = v;
    if (COUNT > 8) {
      s = s.add(s.rearrange(BY_8));
    }
    if (COUNT > 4) {
      s = s.add(s.rearrange(BY_4));
    }
    s = s.add(s.rearrange(BY_2));
    s = s.add(s.rearrange(BY_1));
    return s.lane(0);
  }

  /** Of 16 lanes, the upper eight added to the lower. */
  static FloatVector half(FloatVector v) {
    return (FloatVector) v.add(v.rearrange(BY_8)).reinterpretShape(HALF, 0);
  }

  static float sumHalf(FloatVector v) {
    FloatVector s = v.add(v.rearrange(HALF_BY_4));
    s = s.add(s.rearrange(HALF_BY_2));
    s = s.add(s.rearrange(HALF_BY_1));
    return s.lane(0);
  }

  /** Adds the square of each lane to a sum. */
  static FloatVector square(FloatVector v, FloatVector sum) {
    return v.fma(v, sum);
  }

  static FloatVector abs(FloatVector v) {
    return v.lanewise(VectorOperators.ABS);
  }
}
