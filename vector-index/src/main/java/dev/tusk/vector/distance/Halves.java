package dev.tusk.vector.distance;

import static dev.tusk.vector.distance.Lanes.HALF;
import static dev.tusk.vector.distance.Lanes.MEMORY;
import static dev.tusk.vector.distance.Lanes.ORDER;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over vectors of 16-bit floats (IEEE binary16): their values are widened to float32, which is
 * exact, and summed in float32.
 *
 * <p>Eight at a time and the sums of the lanes from the first to the last, then single values: the
 * order of pgvector 0.8 on processors that convert eight halves at once (F16C), so that results are
 * those to the bit. Halves in memory are little-endian and finite; in arrays they come widened.
 */
public final class Halves {
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_128;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
  private static final int COUNT = HALF.length();

  /** A half's exponent bits stand for 2¹¹² more than the same bits of a float. */
  private static final float SCALE = 0x1p112f;

  private Halves() {}

  /** Eight halves, widened; subnormal ones come out right, as the product is exact. */
  private static FloatVector load(long address) {
    IntVector wide =
        (IntVector)
            ShortVector.fromMemorySegment(SHORTS, MEMORY, address, ORDER)
                .convertShape(VectorOperators.S2I, INTS, 0);
    return wide.lanewise(VectorOperators.LSHL, 13)
        .and(0x0fff_e000)
        .or(wide.and(0x8000_0000))
        .reinterpretAsFloats()
        .mul(SCALE);
  }

  private static float at(long address) {
    return Float.float16ToFloat(MEMORY.get(JAVA_SHORT_UNALIGNED, address));
  }

  private static float sum(FloatVector v) {
    float total = v.lane(0) + v.lane(1);
    total += v.lane(2);
    total += v.lane(3);
    total += v.lane(4);
    total += v.lane(5);
    total += v.lane(6);
    return total + v.lane(7);
  }

  /** Widens the halves at a place. */
  public static void widen(long address, float[] to, int d) {
    for (int i = 0; i < d; i++) {
      to[i] = at(address + 2L * i);
    }
  }

  /** Sum of the squared differences. */
  public static float squaredL2(float[] a, float[] b) {
    int d = a.length;
    FloatVector sum = FloatVector.zero(HALF);
    int i = 0;
    for (; i + COUNT <= d; i += COUNT) {
      FloatVector v = FloatVector.fromArray(HALF, a, i).sub(FloatVector.fromArray(HALF, b, i));
      sum = v.fma(v, sum);
    }
    float total = sum(sum);
    for (; i < d; i++) {
      float v = a[i] - b[i];
      total = Math.fma(v, v, total);
    }
    return total;
  }

  /** From an array to halves in memory. */
  public static float squaredL2(float[] a, long b, int d) {
    FloatVector sum = FloatVector.zero(HALF);
    int i = 0;
    for (; i + COUNT <= d; i += COUNT) {
      FloatVector v = FloatVector.fromArray(HALF, a, i).sub(load(b + 2L * i));
      sum = v.fma(v, sum);
    }
    float total = sum(sum);
    for (; i < d; i++) {
      float v = a[i] - at(b + 2L * i);
      total = Math.fma(v, v, total);
    }
    return total;
  }

  /** Between halves in memory. */
  public static float squaredL2(long a, long b, int d) {
    FloatVector sum = FloatVector.zero(HALF);
    int i = 0;
    for (; i + COUNT <= d; i += COUNT) {
      FloatVector v = load(a + 2L * i).sub(load(b + 2L * i));
      sum = v.fma(v, sum);
    }
    float total = sum(sum);
    for (; i < d; i++) {
      float v = at(a + 2L * i) - at(b + 2L * i);
      total = Math.fma(v, v, total);
    }
    return total;
  }

  /** Inner product. */
  public static float product(float[] a, float[] b) {
    int d = a.length;
    FloatVector sum = FloatVector.zero(HALF);
    int i = 0;
    for (; i + COUNT <= d; i += COUNT) {
      sum = FloatVector.fromArray(HALF, a, i).fma(FloatVector.fromArray(HALF, b, i), sum);
    }
    float total = sum(sum);
    for (; i < d; i++) {
      total = Math.fma(a[i], b[i], total);
    }
    return total;
  }

  /** From an array to halves in memory. */
  public static float product(float[] a, long b, int d) {
    FloatVector sum = FloatVector.zero(HALF);
    int i = 0;
    for (; i + COUNT <= d; i += COUNT) {
      sum = FloatVector.fromArray(HALF, a, i).fma(load(b + 2L * i), sum);
    }
    float total = sum(sum);
    for (; i < d; i++) {
      total = Math.fma(a[i], at(b + 2L * i), total);
    }
    return total;
  }

  /** Between halves in memory. */
  public static float product(long a, long b, int d) {
    FloatVector sum = FloatVector.zero(HALF);
    int i = 0;
    for (; i + COUNT <= d; i += COUNT) {
      sum = load(a + 2L * i).fma(load(b + 2L * i), sum);
    }
    float total = sum(sum);
    for (; i < d; i++) {
      total = Math.fma(at(a + 2L * i), at(b + 2L * i), total);
    }
    return total;
  }

  /** Sum of the differences' magnitudes. */
  public static float l1(float[] a, float[] b) {
    int d = a.length;
    FloatVector sum = FloatVector.zero(HALF);
    int i = 0;
    for (; i + COUNT <= d; i += COUNT) {
      FloatVector v = FloatVector.fromArray(HALF, a, i).sub(FloatVector.fromArray(HALF, b, i));
      sum = sum.add(Lanes.abs(v));
    }
    float total = sum(sum);
    for (; i < d; i++) {
      total += Math.abs(a[i] - b[i]);
    }
    return total;
  }

  /** From an array to halves in memory. */
  public static float l1(float[] a, long b, int d) {
    FloatVector sum = FloatVector.zero(HALF);
    int i = 0;
    for (; i + COUNT <= d; i += COUNT) {
      FloatVector v = FloatVector.fromArray(HALF, a, i).sub(load(b + 2L * i));
      sum = sum.add(Lanes.abs(v));
    }
    float total = sum(sum);
    for (; i < d; i++) {
      total += Math.abs(a[i] - at(b + 2L * i));
    }
    return total;
  }

  /** Between halves in memory. */
  public static float l1(long a, long b, int d) {
    FloatVector sum = FloatVector.zero(HALF);
    int i = 0;
    for (; i + COUNT <= d; i += COUNT) {
      sum = sum.add(Lanes.abs(load(a + 2L * i).sub(load(b + 2L * i))));
    }
    float total = sum(sum);
    for (; i < d; i++) {
      total += Math.abs(at(a + 2L * i) - at(b + 2L * i));
    }
    return total;
  }
}
