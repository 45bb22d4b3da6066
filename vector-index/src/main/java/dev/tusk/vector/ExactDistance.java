package dev.tusk.vector;

import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.Distances;
import dev.tusk.vector.distance.FusedProduct;
import dev.tusk.vector.distance.InnerProduct;
import dev.tusk.vector.distance.L1;
import dev.tusk.vector.distance.SquaredL2;
import dev.tusk.vector.memory.Raw;

/**
 * Distances from the stored floats: as the SQL operator gives them, and as linking wants them.
 *
 * <p>A <em>raw</em> value is what the kernel sums: squared distance, inner product, or taxicab.
 */
final class ExactDistance {
  private final VectorSource source;
  private final Metric metric;
  private final int dimension;

  ExactDistance(VectorSource source, Metric metric) {
    this.source = source;
    this.metric = metric;
    this.dimension = source.dimension();
  }

  /** Absolute address of a slot's floats, checked against the mapping. */
  long address(int slot) {
    var memory = source.memory();
    long offset = source.offset(slot);
    if (offset < 0 || offset + 4L * dimension > memory.byteSize()) {
      throw new IndexOutOfBoundsException("slot " + slot + " lies outside the vector column");
    }
    return memory.address() + offset;
  }

  void read(int slot, float[] to) {
    Raw.getFloats(address(slot), to, dimension);
  }

  /** Raw values of a batch of slots, four at a time. */
  void raw(float[] query, int[] slots, int count, float[] out) {
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      long a = address(slots[i]);
      long b = address(slots[i + 1]);
      long c = address(slots[i + 2]);
      long d = address(slots[i + 3]);
      switch (metric) {
        case L2 -> SquaredL2.four(query, a, b, c, d, dimension, out, i);
        case INNER_PRODUCT -> InnerProduct.four(query, a, b, c, d, dimension, out, i);
        case COSINE -> FusedProduct.four(query, a, b, c, d, dimension, out, i);
        case L1 -> L1.four(query, a, b, c, d, dimension, out, i);
      }
    }
    for (; i < count; i++) {
      long a = address(slots[i]);
      out[i] =
          switch (metric) {
            case L2 -> SquaredL2.of(query, a, dimension);
            case INNER_PRODUCT -> InnerProduct.of(query, a, dimension);
            case COSINE -> FusedProduct.of(query, a, dimension);
            case L1 -> L1.of(query, a, dimension);
          };
    }
  }

  /** What the SQL operator shows, from a raw value and the squared norms of both sides. */
  double shown(float raw, float querySquaredNorm, float squaredNorm) {
    return switch (metric) {
      case L2 -> Math.sqrt(raw);
      case INNER_PRODUCT -> -(double) raw;
      case COSINE -> Distances.cosine(raw, querySquaredNorm, squaredNorm);
      case L1 -> raw;
    };
  }

  /** Squared norm in float32, as the cosine operator sums it. */
  float squaredNorm(int slot) {
    long a = address(slot);
    return FusedProduct.of(a, a, dimension);
  }

  /**
   * Distance between two nodes for choosing links, from the raw value and squared norms: orders as
   * the metric does.
   */
  float linking(float raw, float normA, float normB) {
    return switch (metric) {
      case L2, L1 -> raw;
      case COSINE -> (float) (2 - 2 * (raw / Math.sqrt((double) normA * normB)));
      case INNER_PRODUCT -> -raw;
    };
  }

  /** As {@link #linking(float, float, float)}, from the floats of two places. */
  float linking(long a, long b, float normA, float normB) {
    float raw =
        switch (metric) {
          case L2 -> SquaredL2.of(a, b, dimension);
          case INNER_PRODUCT -> InnerProduct.of(a, b, dimension);
          case COSINE -> FusedProduct.of(a, b, dimension);
          case L1 -> L1.of(a, b, dimension);
        };
    return linking(raw, normA, normB);
  }

  /**
   * Scores the first nodes of a batch by floats; dead ones, whose floats are gone, are farthest.
   */
  void score(NodeTable nodes, SearchContext c, int count) {
    float norm = FusedProduct.of(c.vector, c.vector);
    for (int i = 0; i < count; i++) {
      int slot = nodes.slot(c.batch[i]);
      c.scores[i] = Float.POSITIVE_INFINITY;
      if (slot >= 0) {
        c.slots[0] = slot;
        raw(c.vector, c.slots, 1, c.single);
        c.scores[i] = linking(c.single[0], norm, nodes.squaredNorm(c.batch[i]));
      }
    }
  }

  /** Below this, two nodes count as equally far from a third (near copies of one vector). */
  float nearlyEqual(float normA, float normB) {
    return switch (metric) {
      case COSINE -> 1e-6f;
      case L2 -> 1e-12f * (normA + normB); // Differences are as exact as the values are.
      case L1 -> 0;
      case INNER_PRODUCT -> Float.NEGATIVE_INFINITY; // The largest products are no copies.
    };
  }

  boolean identical(long a, long b) {
    return Raw.segment(a, 4L * dimension).mismatch(Raw.segment(b, 4L * dimension)) < 0;
  }
}
