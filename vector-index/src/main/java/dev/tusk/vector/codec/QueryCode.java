package dev.tusk.vector.codec;

/** A query made ready by a codec; also its working memory. One thread at a time. */
public final class QueryCode {
  /** The query's values: rotated for RaBitQ, as given for floats. */
  final float[] values;

  /** Bit planes of the query quantised to four bits. */
  final long[] planes;

  // score = base + addWeight * add
  //         - scale * (sumWeight * S + levelWeight * levels + constant)
  float base;
  float addWeight;
  float sumWeight;
  float levelWeight;
  float constant;

  /** Takes the words that the touch pass reads, so that they are not optimised away. */
  long sink;

  QueryCode(int values, int planes) {
    this.values = new float[values];
    this.planes = new long[planes];
  }
}
