package dev.tusk.vector.hnsw;

import dev.tusk.vector.memory.Raw;
import dev.tusk.vector.memory.Records;

/**
 * What is known of each graph node besides its code and links, and which node numbers are free.
 *
 * <pre>
 *   0  int    slot      first slot with this vector, plus one; 0 is none
 *   4  int    upper     first block of its upper links
 *   8  int    hash      of the floats
 *  12  float  norm      squared, in float32
 *  16  int    inDegree  links to it on the ground layer
 *  20  int    level
 *  24  int    state     FREE, LIVE or DEAD
 *  28  int    lock      held by a writer of its links or slots
 * </pre>
 */
final class NodeTable {
  static final int BYTES = 32;
  static final int FREE = 0;
  static final int LIVE = 1;
  static final int DEAD = 2;

  private final Records records = new Records(BYTES);
  private int count;
  private int[] free = new int[16];
  private int freeCount;

  Records records() {
    return records;
  }

  /** Nodes ever given out: all numbers in use are below. */
  synchronized int count() {
    return count;
  }

  /** Takes a number; the caller then makes sure that all tables cover {@link #count()}. */
  synchronized int allocate() {
    return freeCount > 0 ? free[--freeCount] : count++;
  }

  synchronized void release(int node) {
    state(node, FREE);
    if (freeCount == free.length) {
      free = java.util.Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = node;
  }

  /** After loading: the number of nodes; free ones among them are {@link #release}d after. */
  synchronized void restore(int nodes) {
    count = nodes;
    freeCount = 0;
  }

  private long at(int node) {
    return records.address(node);
  }

  /** First slot of the node or -1. */
  int slot(int node) {
    return Raw.getIntAcquire(at(node)) - 1;
  }

  void slot(int node, int slot) {
    Raw.putIntRelease(at(node), slot + 1);
  }

  int upper(int node) {
    return Raw.getInt(at(node) + 4);
  }

  void upper(int node, int block) {
    Raw.putInt(at(node) + 4, block);
  }

  int hash(int node) {
    return Raw.getInt(at(node) + 8);
  }

  void hash(int node, int hash) {
    Raw.putInt(at(node) + 8, hash);
  }

  float squaredNorm(int node) {
    return Raw.getFloat(at(node) + 12);
  }

  void squaredNorm(int node, float squaredNorm) {
    Raw.putFloat(at(node) + 12, squaredNorm);
  }

  int inDegree(int node) {
    return Raw.getIntAcquire(at(node) + 16);
  }

  void inDegree(int node, int inDegree) {
    Raw.putInt(at(node) + 16, inDegree);
  }

  int addInDegree(int node, int delta) {
    return Raw.getAndAddInt(at(node) + 16, delta);
  }

  int level(int node) {
    return Raw.getInt(at(node) + 20);
  }

  void level(int node, int level) {
    Raw.putInt(at(node) + 20, level);
  }

  int state(int node) {
    return Raw.getIntAcquire(at(node) + 24);
  }

  void state(int node, int state) {
    Raw.putIntRelease(at(node) + 24, state);
  }

  boolean live(int node) {
    return state(node) == LIVE;
  }

  void lock(int node) {
    long address = at(node) + 28;
    int spins = 0;
    while (!Raw.compareAndSetInt(address, 0, 1)) {
      if (++spins < 100) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  void unlock(int node) {
    Raw.putIntRelease(at(node) + 28, 0);
  }
}
