package dev.tusk.vector.codec;

import dev.tusk.vector.distance.InnerProduct;
import dev.tusk.vector.distance.L1;
import dev.tusk.vector.distance.SquaredL2;
import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;

/**
 * No shortening: the floats themselves, a copy of their own beside the links.
 *
 * <pre>
 *  dimension floats    normalised for cosine
 *  to a multiple of 64 bytes
 * </pre>
 */
public final class FloatCodec implements Codec {
  private final Metric metric;
  private final int dimension;
  private final int codeBytes;

  public FloatCodec(Metric metric, int dimension) {
    this.metric = metric;
    this.dimension = dimension;
    this.codeBytes = (4 * dimension + 63) & -64;
  }

  @Override
  public int bits() {
    return 32;
  }

  @Override
  public int codeBytes() {
    return codeBytes;
  }

  @Override
  public QueryCode newQuery() {
    return new QueryCode(dimension, 0);
  }

  @Override
  public void encode(float[] vector, long address, QueryCode scratch) {
    Raw.putFloats(vector, dimension, address);
  }

  @Override
  public void prepare(float[] query, QueryCode out) {
    System.arraycopy(query, 0, out.values, 0, dimension);
  }

  @Override
  public void score(QueryCode query, Records records, int[] nodes, int count, float[] out) {
    long[] bases = records.bases();
    float[] q = query.values;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      long a = records.address(bases, nodes[i]);
      long b = records.address(bases, nodes[i + 1]);
      long c = records.address(bases, nodes[i + 2]);
      long d = records.address(bases, nodes[i + 3]);
      switch (metric) {
        case L2, COSINE -> SquaredL2.four(q, a, b, c, d, dimension, out, i);
        case INNER_PRODUCT -> InnerProduct.four(q, a, b, c, d, dimension, out, i);
        case L1 -> L1.four(q, a, b, c, d, dimension, out, i);
        case HAMMING, JACCARD -> throw new IllegalStateException("bits are no floats");
      }
    }
    for (; i < count; i++) {
      long a = records.address(bases, nodes[i]);
      out[i] =
          switch (metric) {
            case L2, COSINE -> SquaredL2.of(q, a, dimension);
            case INNER_PRODUCT -> InnerProduct.of(q, a, dimension);
            case L1 -> L1.of(q, a, dimension);
            case HAMMING, JACCARD -> throw new IllegalStateException("bits are no floats");
          };
    }
    if (metric == Metric.INNER_PRODUCT) {
      for (i = 0; i < count; i++) {
        out[i] = -out[i];
      }
    }
  }
}
