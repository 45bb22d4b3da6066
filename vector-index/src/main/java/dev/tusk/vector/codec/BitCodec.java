package dev.tusk.vector.codec;

import dev.tusk.vector.distance.Bits;
import dev.tusk.vector.memory.Records;

/**
 * Bits are their own code: a copy beside the links.
 *
 * <pre>
 *  words of bits, to a multiple of 64 bytes
 * </pre>
 */
public final class BitCodec implements Codec {
  private final Metric metric;
  private final int openLength;
  private final int words;

  /**
   * @param openLength floats of the open form
   */
  public BitCodec(Metric metric, int openLength) {
    this.metric = metric;
    this.openLength = openLength;
    this.words = Bits.words(openLength);
  }

  /** What scores are worth, which are exact. */
  @Override
  public int bits() {
    return Float.SIZE;
  }

  @Override
  public int codeBytes() {
    return (8 * words + 63) & -64;
  }

  @Override
  public QueryCode newQuery() {
    return new QueryCode(0, words);
  }

  @Override
  public void encode(float[] vector, long address, QueryCode scratch) {
    Bits.put(vector, openLength, address);
  }

  @Override
  public void prepare(float[] query, QueryCode out) {
    Bits.pack(query, openLength, out.planes);
    out.base = Bits.ones(query, openLength);
  }

  @Override
  public void score(QueryCode query, Records records, int[] nodes, int count, float[] out) {
    long[] bases = records.bases();
    long[] q = query.planes;
    for (int i = 0; i < count; i++) {
      long a = records.address(bases, nodes[i]);
      out[i] =
          metric == Metric.HAMMING
              ? Bits.differing(q, a, words)
              : (float) Bits.jaccard(Bits.common(q, a, words), query.base, Bits.ones(a, words));
    }
  }
}
