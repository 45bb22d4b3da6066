package dev.tusk.vector.codec;

import dev.tusk.vector.memory.Records;

/**
 * A short form of vectors, kept at the start of graph records, and the estimate of distances to it.
 *
 * <p>A score orders as the metric does: squared distance for L2 and for cosine (of normalised
 * vectors), negative inner product, taxicab distance. Vectors and queries for cosine come
 * normalised.
 */
public sealed interface Codec permits RabitqCodec, FloatCodec, HalfCodec, BitCodec, SlotCodec {

  /** Bits a dimension; 32 where scores are exact. */
  int bits();

  /** Bytes of a code with its factors, a multiple of 64. */
  int codeBytes();

  /** Working memory for {@link #prepare} and {@link #encode}; one thread at a time. */
  QueryCode newQuery();

  /** Writes the code of a vector; allocates nothing. */
  void encode(float[] vector, long address, QueryCode scratch);

  /** Makes a query ready for scoring. */
  void prepare(float[] query, QueryCode out);

  /**
   * Estimates the scores of a batch of records, into {@code out}. Never called for one vector where
   * several are known: memory latency is hidden only within a batch.
   */
  void score(QueryCode query, Records records, int[] nodes, int count, float[] out);
}
