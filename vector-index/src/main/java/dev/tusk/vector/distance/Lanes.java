package dev.tusk.vector.distance;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the float kernels share: the widest species, and a sum over lanes in a fixed order.
 *
 * <p>All kernels keep one accumulator a vector and add lanes in the same order, so that a distance
 * is the same to the bit wherever it is computed: over arrays, over memory, or four at a time.
 * {@code reduceLanes(ADD)} leaves the order open and differs between interpreter and JIT.
 */
final class Lanes {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final int COUNT = FLOATS.length();
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** All of memory, so that kernels take absolute addresses without a check for each load. */
  static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  /** Below this many floats a plain loop in index order is faster, and rounds as pgvector does. */
  static final int SCALAR_LIMIT = 16;

  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_1 = rotation(1);

  private Lanes() {}

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(FLOATS, i -> (i + by) & (COUNT - 1));
  }

  static VectorMask<Float> tail(int from, int dimension) {
    return FLOATS.indexInRange(from, dimension);
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

  /** Adds the square of each lane to a sum. */
  static FloatVector square(FloatVector v, FloatVector sum) {
    return v.fma(v, sum);
  }

  static FloatVector abs(FloatVector v) {
    return v.lanewise(VectorOperators.ABS);
  }
}
