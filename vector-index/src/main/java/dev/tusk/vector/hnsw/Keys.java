package dev.tusk.vector.hnsw;

/**
 * A score and a node in one {@code long} that sorts by score, then node.
 *
 * <pre>
 *  63..32  score, its bits made to order as a signed number; NaN is the largest
 *  31..2   node
 *   1      MATCHING   the node may be answered with
 *   0      EXPANDED   the node's links have been followed
 * </pre>
 */
final class Keys {
  static final int EXPANDED = 1;
  static final int MATCHING = 2;

  /** Nodes that fit a key. */
  static final int MAX_NODES = 1 << 30;

  private Keys() {}

  static long of(float score, int node) {
    int bits = Float.floatToIntBits(score);
    bits ^= (bits >> 31) & Integer.MAX_VALUE;
    return (long) bits << 32 | ((long) node << 2);
  }

  static int node(long key) {
    return (int) key >>> 2;
  }

  static float score(long key) {
    int bits = (int) (key >> 32);
    return Float.intBitsToFloat(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
  }
}
