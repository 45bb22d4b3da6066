package dev.tusk.vector.exact;

import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.distance.Bits;
import dev.tusk.vector.memory.Raw;

/** Distances between strings of bits. */
final class BitDistance extends ExactDistance {
  private final int words;

  BitDistance(VectorSource source, Metric metric) {
    super(source, metric);
    this.words = Bits.words(dimension);
  }

  @Override
  public void read(int slot, float[] to) {
    Bits.get(address(slot), to, dimension);
  }

  @Override
  public void raw(float[] query, int[] slots, int count, float[] out) {
    long[] packed = new long[words];
    Bits.pack(query, dimension, packed);
    for (int i = 0; i < count; i++) {
      long a = address(slots[i]);
      out[i] =
          metric == Metric.HAMMING
              ? Bits.differing(packed, a, words)
              : Bits.common(packed, a, words);
    }
  }

  @Override
  public float raw(long a, long b) {
    return metric == Metric.HAMMING ? Bits.differing(a, b, words) : Bits.common(a, b, words);
  }

  @Override
  public float squaredNorm(float[] open) {
    return Bits.ones(open, dimension);
  }

  @Override
  public float squaredNorm(int slot) {
    return Bits.ones(address(slot), words);
  }

  @Override
  public boolean identical(long a, long b) {
    return Raw.segment(a, 8L * words).mismatch(Raw.segment(b, 8L * words)) < 0;
  }
}
