package dev.tusk.vector.distance;

import static dev.tusk.vector.distance.Lanes.COUNT;
import static dev.tusk.vector.distance.Lanes.FLOATS;
import static dev.tusk.vector.distance.Lanes.HALF;
import static dev.tusk.vector.distance.Lanes.MEMORY;
import static dev.tusk.vector.distance.Lanes.ORDER;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import jdk.incubator.vector.FloatVector;

/**
 * Sum of the products of two vectors, in float32, each added with one rounding. Differs from {@link
 * InnerProduct} in the last values of odd dimensions only; the sums of cosine.
 *
 * <p>Addresses are absolute and must be readable for {@code d} floats: the caller checks, once a
 * batch. Nothing is allocated once compiled.
 */
public final class FusedProduct {
  private FusedProduct() {}

  /** Between two arrays of equal length. */
  public static float of(float[] a, float[] b) {
    int d = a.length;
    FloatVector sum = FloatVector.zero(FLOATS);
    int i = 0;
    for (int bound = FLOATS.loopBound(d); i < bound; i += COUNT) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i);
      FloatVector y = FloatVector.fromArray(FLOATS, b, i);
      sum = x.fma(y, sum);
    }
    float total;
    if (COUNT == 16) {
      FloatVector half = Lanes.half(sum);
      if (d - i >= 8) {
        FloatVector x = FloatVector.fromArray(HALF, a, i);
        FloatVector y = FloatVector.fromArray(HALF, b, i);
        half = x.fma(y, half);
        i += 8;
      }
      total = Lanes.sumHalf(half);
    } else {
      total = Lanes.sum(sum);
    }
    for (; i < d; i++) {
      float x = a[i];
      float y = b[i];
      total = Math.fma(x, y, total);
    }
    return total;
  }

  /** Between an array and memory. */
  public static float of(float[] a, long b, int d) {
    FloatVector sum = FloatVector.zero(FLOATS);
    int i = 0;
    for (int bound = FLOATS.loopBound(d); i < bound; i += COUNT) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i);
      FloatVector y = FloatVector.fromMemorySegment(FLOATS, MEMORY, b + 4L * i, ORDER);
      sum = x.fma(y, sum);
    }
    float total;
    if (COUNT == 16) {
      FloatVector half = Lanes.half(sum);
      if (d - i >= 8) {
        FloatVector x = FloatVector.fromArray(HALF, a, i);
        FloatVector y = FloatVector.fromMemorySegment(HALF, MEMORY, b + 4L * i, ORDER);
        half = x.fma(y, half);
        i += 8;
      }
      total = Lanes.sumHalf(half);
    } else {
      total = Lanes.sum(sum);
    }
    for (; i < d; i++) {
      float x = a[i];
      float y = MEMORY.get(JAVA_FLOAT, b + 4L * i);
      total = Math.fma(x, y, total);
    }
    return total;
  }

  /** Between two places in memory. */
  public static float of(long a, long b, int d) {
    FloatVector sum = FloatVector.zero(FLOATS);
    int i = 0;
    for (int bound = FLOATS.loopBound(d); i < bound; i += COUNT) {
      FloatVector x = FloatVector.fromMemorySegment(FLOATS, MEMORY, a + 4L * i, ORDER);
      FloatVector y = FloatVector.fromMemorySegment(FLOATS, MEMORY, b + 4L * i, ORDER);
      sum = x.fma(y, sum);
    }
    float total;
    if (COUNT == 16) {
      FloatVector half = Lanes.half(sum);
      if (d - i >= 8) {
        FloatVector x = FloatVector.fromMemorySegment(HALF, MEMORY, a + 4L * i, ORDER);
        FloatVector y = FloatVector.fromMemorySegment(HALF, MEMORY, b + 4L * i, ORDER);
        half = x.fma(y, half);
        i += 8;
      }
      total = Lanes.sumHalf(half);
    } else {
      total = Lanes.sum(sum);
    }
    for (; i < d; i++) {
      float x = MEMORY.get(JAVA_FLOAT, a + 4L * i);
      float y = MEMORY.get(JAVA_FLOAT, b + 4L * i);
      total = Math.fma(x, y, total);
    }
    return total;
  }

  /** From an array to four places in memory at once: the query is loaded once for the four. */
  public static void four(
      float[] a, long b0, long b1, long b2, long b3, int d, float[] out, int at0) {
    if (FLOATS.loopBound(d) != d) {
      out[at0] = of(a, b0, d);
      out[at0 + 1] = of(a, b1, d);
      out[at0 + 2] = of(a, b2, d);
      out[at0 + 3] = of(a, b3, d);
      return;
    }
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = 0; i < d; i += COUNT) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i);
      long at = 4L * i;
      FloatVector y0 = FloatVector.fromMemorySegment(FLOATS, MEMORY, b0 + at, ORDER);
      FloatVector y1 = FloatVector.fromMemorySegment(FLOATS, MEMORY, b1 + at, ORDER);
      FloatVector y2 = FloatVector.fromMemorySegment(FLOATS, MEMORY, b2 + at, ORDER);
      FloatVector y3 = FloatVector.fromMemorySegment(FLOATS, MEMORY, b3 + at, ORDER);
      s0 = x.fma(y0, s0);
      s1 = x.fma(y1, s1);
      s2 = x.fma(y2, s2);
      s3 = x.fma(y3, s3);
    }
    out[at0] = Lanes.sum(s0);
    out[at0 + 1] = Lanes.sum(s1);
    out[at0 + 2] = Lanes.sum(s2);
    out[at0 + 3] = Lanes.sum(s3);
  }
}
