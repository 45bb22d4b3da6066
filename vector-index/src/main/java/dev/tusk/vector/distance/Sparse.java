package dev.tusk.vector.distance;

import static dev.tusk.vector.distance.Lanes.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * Sums over two sparse vectors, each given by the ascending places of its elements that are not
 * zero and their values. In float32 and in the order of the places.
 *
 * <p>The open form, as memory holds it: the count, the places, the values; numbers below 2³⁰ whose
 * bits are finite floats' and so survive in an array of floats.
 */
public final class Sparse {
  /** Elements that are not zero, at most. */
  public static final int MOST_ELEMENTS = 16_000;

  private Sparse() {}

  /** Floats of the open form with so many elements. */
  public static int openLength(int elements) {
    return 1 + 2 * elements;
  }

  /** The open form. */
  public static float[] open(int[] places, float[] values) {
    int count = places.length;
    float[] open = new float[openLength(count)];
    open[0] = Float.intBitsToFloat(count);
    for (int i = 0; i < count; i++) {
      open[1 + i] = Float.intBitsToFloat(places[i]);
    }
    System.arraycopy(values, 0, open, 1 + count, count);
    return open;
  }

  /** Elements of an open form. */
  public static int count(float[] open) {
    return Float.floatToRawIntBits(open[0]);
  }

  /**
   * Elements of a vector in memory; never more than there may be, whatever is written meanwhile.
   */
  public static int count(long address) {
    return Math.clamp(MEMORY.get(JAVA_INT, address), 0, MOST_ELEMENTS);
  }

  private static int place(float[] open, int i) {
    return Float.floatToRawIntBits(open[1 + i]);
  }

  private static int place(long address, int i) {
    return MEMORY.get(JAVA_INT, address + 4 + 4L * i);
  }

  private static float value(long address, int count, int i) {
    return MEMORY.get(JAVA_FLOAT, address + 4 + 4L * (count + i));
  }

  /** Sum of the squared differences, from an open form to memory. */
  public static float squaredL2(float[] a, long b) {
    int an = count(a);
    int bn = count(b);
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < an && j < bn) {
      int order = Integer.compare(place(a, i), place(b, j));
      float difference =
          order == 0
              ? a[1 + an + i++] - value(b, bn, j++)
              : order < 0 ? a[1 + an + i++] : value(b, bn, j++);
      sum += difference * difference;
    }
    for (; i < an; i++) {
      sum += a[1 + an + i] * a[1 + an + i];
    }
    for (; j < bn; j++) {
      sum += value(b, bn, j) * value(b, bn, j);
    }
    return sum;
  }

  /** Inner product, from an open form to memory. */
  public static float product(float[] a, long b) {
    int an = count(a);
    int bn = count(b);
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < an && j < bn) {
      int x = place(a, i);
      int y = place(b, j);
      if (x == y) {
        sum += a[1 + an + i] * value(b, bn, j);
      }
      i += x <= y ? 1 : 0;
      j += y <= x ? 1 : 0;
    }
    return sum;
  }

  /** Sum of the differences' magnitudes, from an open form to memory. */
  public static float l1(float[] a, long b) {
    int an = count(a);
    int bn = count(b);
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < an && j < bn) {
      int order = Integer.compare(place(a, i), place(b, j));
      sum +=
          Math.abs(
              order == 0
                  ? a[1 + an + i++] - value(b, bn, j++)
                  : order < 0 ? a[1 + an + i++] : value(b, bn, j++));
    }
    for (; i < an; i++) {
      sum += Math.abs(a[1 + an + i]);
    }
    for (; j < bn; j++) {
      sum += Math.abs(value(b, bn, j));
    }
    return sum;
  }

  /** Square of an open form's norm. */
  public static float squaredNorm(float[] open) {
    int count = count(open);
    float sum = 0;
    for (int i = 1 + count; i < 1 + 2 * count; i++) {
      sum += open[i] * open[i];
    }
    return sum;
  }

  /** Copies a vector from memory; returns how many floats its open form has. */
  public static int get(long address, float[] open) {
    int count = Math.min(count(address), (open.length - 1) / 2);
    open[0] = Float.intBitsToFloat(count);
    MemorySegment.copy(MEMORY, JAVA_FLOAT, address + 4, open, 1, 2 * count);
    return openLength(count);
  }

  /** Sum of the squared differences. */
  public static float squaredL2(int[] ai, float[] av, int[] bi, float[] bv) {
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < ai.length && j < bi.length) {
      int order = Integer.compare(ai[i], bi[j]);
      float difference = order == 0 ? av[i++] - bv[j++] : order < 0 ? av[i++] : bv[j++];
      sum += difference * difference;
    }
    for (; i < ai.length; i++) {
      sum += av[i] * av[i];
    }
    for (; j < bi.length; j++) {
      sum += bv[j] * bv[j];
    }
    return sum;
  }

  /** Inner product. */
  public static float product(int[] ai, float[] av, int[] bi, float[] bv) {
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < ai.length && j < bi.length) {
      int a = ai[i];
      int b = bi[j];
      if (a == b) {
        sum += av[i] * bv[j];
      }
      i += a <= b ? 1 : 0;
      j += b <= a ? 1 : 0;
    }
    return sum;
  }

  /** Sum of the differences' magnitudes. */
  public static float l1(int[] ai, float[] av, int[] bi, float[] bv) {
    float sum = 0;
    int i = 0;
    int j = 0;
    while (i < ai.length && j < bi.length) {
      int order = Integer.compare(ai[i], bi[j]);
      sum += Math.abs(order == 0 ? av[i++] - bv[j++] : order < 0 ? av[i++] : bv[j++]);
    }
    for (; i < ai.length; i++) {
      sum += Math.abs(av[i]);
    }
    for (; j < bi.length; j++) {
      sum += Math.abs(bv[j]);
    }
    return sum;
  }

  /** Square of the norm of given values. */
  public static float squaredNormOf(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return sum;
  }
}
