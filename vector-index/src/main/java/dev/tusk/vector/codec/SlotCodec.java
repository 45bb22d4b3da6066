package dev.tusk.vector.codec;

import dev.tusk.vector.memory.Records;

/**
 * No code at all: nodes are scored by the vectors in their slots. For sparse vectors, which have
 * too many dimensions for codes and no fixed size.
 */
public final class SlotCodec implements Codec {
  @Override
  public int bits() {
    return Float.SIZE;
  }

  @Override
  public int codeBytes() {
    return 0;
  }

  @Override
  public QueryCode newQuery() {
    return new QueryCode(0, 0);
  }

  @Override
  public void encode(float[] vector, long address, QueryCode scratch) {}

  @Override
  public void prepare(float[] query, QueryCode out) {}

  @Override
  public void score(QueryCode query, Records records, int[] nodes, int count, float[] out) {
    throw new IllegalStateException("nodes are scored by their slots");
  }
}
