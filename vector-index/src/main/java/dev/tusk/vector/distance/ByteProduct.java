package dev.tusk.vector.distance;

import static dev.tusk.vector.distance.Lanes.COUNT;
import static dev.tusk.vector.distance.Lanes.FLOATS;
import static dev.tusk.vector.distance.Lanes.MEMORY;
import static dev.tusk.vector.distance.Lanes.ORDER;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sum of the products of floats and signed bytes, in float32: the query stays as exact as it is,
 * and a quarter of the memory is read.
 */
public final class ByteProduct {
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(COUNT * Byte.SIZE));

  private ByteProduct() {}

  /** Between an array and bytes at an absolute address, which must be readable. */
  public static float of(float[] a, long b, int d) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i + 4 * COUNT <= d; i += 4 * COUNT) {
      s0 = FloatVector.fromArray(FLOATS, a, i).fma(bytes(b + i), s0);
      s1 = FloatVector.fromArray(FLOATS, a, i + COUNT).fma(bytes(b + i + COUNT), s1);
      s2 = FloatVector.fromArray(FLOATS, a, i + 2 * COUNT).fma(bytes(b + i + 2 * COUNT), s2);
      s3 = FloatVector.fromArray(FLOATS, a, i + 3 * COUNT).fma(bytes(b + i + 3 * COUNT), s3);
    }
    for (; i + COUNT <= d; i += COUNT) {
      s0 = FloatVector.fromArray(FLOATS, a, i).fma(bytes(b + i), s0);
    }
    float total = Lanes.sum(s0.add(s1).add(s2.add(s3)));
    for (; i < d; i++) {
      total = Math.fma(a[i], MEMORY.get(JAVA_BYTE, b + i), total);
    }
    return total;
  }

  private static FloatVector bytes(long at) {
    return (FloatVector)
        ByteVector.fromMemorySegment(BYTES, MEMORY, at, ORDER)
            .convertShape(VectorOperators.B2F, FLOATS, 0);
  }
}
