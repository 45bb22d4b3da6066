package dev.tusk.vector.codec;

import dev.tusk.vector.distance.Halves;
import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;

/**
 * No shortening of 16-bit floats: a copy of their own beside the links.
 *
 * <pre>
 *  dimension halves    normalised for cosine, and so rounded once more
 *  to a multiple of 64 bytes
 * </pre>
 */
public final class HalfCodec implements Codec {
  private final Metric metric;
  private final int dimension;
  private final int codeBytes;

  public HalfCodec(Metric metric, int dimension) {
    this.metric = metric;
    this.dimension = dimension;
    this.codeBytes = (2 * dimension + 63) & -64;
  }

  @Override
  public int bits() {
    return Short.SIZE;
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
    Raw.putHalves(vector, dimension, address);
  }

  @Override
  public void prepare(float[] query, QueryCode out) {
    System.arraycopy(query, 0, out.values, 0, dimension);
  }

  @Override
  public void score(QueryCode query, Records records, int[] nodes, int count, float[] out) {
    long[] bases = records.bases();
    float[] q = query.values;
    for (int i = 0; i < count; i++) {
      long a = records.address(bases, nodes[i]);
      out[i] =
          switch (metric) {
            case L2, COSINE -> Halves.squaredL2(q, a, dimension);
            case INNER_PRODUCT -> -Halves.product(q, a, dimension);
            case L1 -> Halves.l1(q, a, dimension);
            case HAMMING, JACCARD -> throw new IllegalStateException("bits are no floats");
          };
    }
  }
}
