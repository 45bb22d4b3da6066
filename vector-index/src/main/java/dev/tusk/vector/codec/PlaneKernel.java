package dev.tusk.vector.codec;

import dev.tusk.vector.memory.Raw;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The integer inner product of a code in bit planes with a query in four bit planes: AND and
 * popcount, 7 ns for 768 one-bit dimensions.
 */
final class PlaneKernel {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** Longs in a vector: codes are laid out in blocks of this many. */
  static final int LANES = LONGS.length();

  static final int QUERY_BITS = 4;

  private PlaneKernel() {}

  /**
   * Sum over all code bits.
   *
   * @param planes for each block, {@code QUERY_BITS} vectors of query bits; zero where the code's
   *     block holds other things
   * @param shifts for each block, the weight of each long's code plane, as a shift
   */
  static long sum(long[] planes, long[] shifts, long code, int blocks) {
    LongVector total = weighted(planes, shifts, code, 0);
    for (int b = 1; b < blocks; b++) {
      total = total.add(weighted(planes, shifts, code, b));
    }
    return total.reduceLanes(VectorOperators.ADD);
  }

  /** As {@link #sum} for one-bit codes of two blocks, the commonest: 512 to 1,000 dimensions. */
  static long sumOneBit2(long[] planes, long code) {
    LongVector total = block(planes, code, 0).add(block(planes, code, 1));
    return total.reduceLanes(VectorOperators.ADD);
  }

  /** As {@link #sum} for two blocks: 256 dimensions of two or three bits. */
  static long sum2(long[] planes, long[] shifts, long code) {
    LongVector total = weighted(planes, shifts, code, 0).add(weighted(planes, shifts, code, 1));
    return total.reduceLanes(VectorOperators.ADD);
  }

  /** As {@link #sum} for three blocks: 768 dimensions of two bits. */
  static long sum3(long[] planes, long[] shifts, long code) {
    LongVector total =
        weighted(planes, shifts, code, 0)
            .add(weighted(planes, shifts, code, 1))
            .add(weighted(planes, shifts, code, 2));
    return total.reduceLanes(VectorOperators.ADD);
  }

  private static LongVector weighted(long[] planes, long[] shifts, long code, int block) {
    return block(planes, code, block)
        .lanewise(VectorOperators.LSHL, LongVector.fromArray(LONGS, shifts, block * LANES));
  }

  private static LongVector block(long[] planes, long code, int block) {
    LongVector bits =
        LongVector.fromMemorySegment(LONGS, Raw.MEMORY, code + 8L * LANES * block, ORDER);
    int at = block * QUERY_BITS * LANES;
    LongVector s0 = common(bits, planes, at);
    LongVector s1 = common(bits, planes, at + LANES).lanewise(VectorOperators.LSHL, 1);
    LongVector s2 = common(bits, planes, at + 2 * LANES).lanewise(VectorOperators.LSHL, 2);
    LongVector s3 = common(bits, planes, at + 3 * LANES).lanewise(VectorOperators.LSHL, 3);
    return s0.add(s1).add(s2.add(s3));
  }

  private static LongVector common(LongVector bits, long[] planes, int at) {
    return bits.and(LongVector.fromArray(LONGS, planes, at)).lanewise(VectorOperators.BIT_COUNT);
  }
}
