package dev.tusk.vector.ivfflat;

import dev.tusk.vector.Elements;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.SquaredL2;

/**
 * The centres of lists and the way to them: vectors in a space where the nearest centre is that of
 * the smallest Euclidean distance. For inner product and cosine they are normalised, so that it
 * goes by the angle; of bits, each is a coordinate of 0 or 1.
 */
final class Centres {
  private final VectorSource source;
  private final Metric metric;
  private final int dimension;
  private final float[][] centres;

  Centres(VectorSource source, Metric metric, float[][] centres) {
    this.source = source;
    this.metric = metric;
    this.dimension = dimension(source);
    this.centres = centres;
  }

  /** Coordinates of a centre. */
  static int dimension(VectorSource source) {
    return source.elements() == Elements.BITS ? 16 * source.dimension() : source.dimension();
  }

  int count() {
    return centres.length;
  }

  float[][] vectors() {
    return centres;
  }

  /** A vector's place among the centres, from its open form. */
  float[] place(float[] open) {
    return place(source, metric, open);
  }

  static float[] place(VectorSource source, Metric metric, float[] open) {
    float[] place = new float[dimension(source)];
    if (source.elements() == Elements.BITS) {
      for (int i = 0; i < place.length; i++) {
        place[i] = (int) open[i >>> 4] >>> 15 - (i & 15) & 1;
      }
      return place;
    }
    System.arraycopy(open, 0, place, 0, place.length);
    if (metric == Metric.COSINE || metric == Metric.INNER_PRODUCT) {
      normalise(place);
    }
    return place;
  }

  /** To length one; zeros stay. */
  static void normalise(float[] vector) {
    double sum = 0;
    for (float x : vector) {
      sum += (double) x * x;
    }
    double inverse = sum > 0 ? 1 / Math.sqrt(sum) : 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] * inverse);
    }
  }

  /** The nearest centre. */
  int nearest(float[] place) {
    int best = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < centres.length; i++) {
      float distance = SquaredL2.of(place, centres[i]);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  /** All centres, nearest first. */
  int[] ordered(float[] place) {
    long[] keys = new long[centres.length];
    for (int i = 0; i < keys.length; i++) {
      // Squares are not negative: their bits order as they do.
      keys[i] = (long) Float.floatToRawIntBits(SquaredL2.of(place, centres[i])) << 32 | i;
    }
    java.util.Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}
