package dev.tusk.vector.hnsw;

import dev.tusk.vector.memory.Records;
import java.util.ArrayDeque;

/**
 * Blocks of links for the upper layers: as many in a row as a node has layers above the ground.
 *
 * <p>One node in m has any, so they lie apart from the records. Runs never cross a chunk, so that a
 * run is one piece of memory.
 */
final class UpperLinks {
  private final Records blocks;
  private int count;
  private final ArrayDeque<Integer>[] free;

  @SuppressWarnings({"unchecked", "rawtypes"})
  UpperLinks(int m) {
    this.blocks = new Records(4 * m);
    this.free = new ArrayDeque[Graph.MAX_LEVEL + 1];
    for (int i = 0; i < free.length; i++) {
      free[i] = new ArrayDeque<>();
    }
  }

  Records blocks() {
    return blocks;
  }

  synchronized int count() {
    return count;
  }

  synchronized void restore(int blockCount) {
    count = blockCount;
    blocks.ensure(blockCount);
  }

  /** The first of {@code levels} blocks in a row. */
  synchronized int allocate(int levels) {
    Integer reused = free[levels].poll();
    if (reused != null) {
      return reused;
    }
    int last = count + levels - 1;
    if (count / Records.CHUNK != last / Records.CHUNK) {
      count = last / Records.CHUNK * Records.CHUNK;
    }
    int first = count;
    count += levels;
    blocks.ensure(count);
    return first;
  }

  synchronized void release(int first, int levels) {
    free[levels].add(first);
  }

  long address(int block) {
    return blocks.address(block);
  }

  long bytes() {
    return blocks.bytes();
  }

  void close() {
    blocks.close();
  }
}
