package dev.tusk.vector.hnsw;

import java.util.Arrays;

/**
 * How the numbers of links to nodes change by a batch. While links are added, all threads read the
 * numbers of before, so that what one of them drops does not depend on how far others are; then all
 * changes are made at once.
 */
final class DegreeChanges {
  private int[] nodes = new int[256];
  private int[] deltas = new int[256];
  private int count;

  /** Takes the changes out of a thread's scratch. */
  synchronized void add(LinkScratch s) {
    if (count + s.changeCount > nodes.length) {
      int length = Math.max(count + s.changeCount, 2 * nodes.length);
      nodes = Arrays.copyOf(nodes, length);
      deltas = Arrays.copyOf(deltas, length);
    }
    System.arraycopy(s.changedNodes, 0, nodes, count, s.changeCount);
    System.arraycopy(s.changes, 0, deltas, count, s.changeCount);
    count += s.changeCount;
    s.changeCount = 0;
  }

  /** Makes the changes; returns the nodes to which nothing links any more, ascending. */
  synchronized int[] apply(NodeTable table) {
    for (int i = 0; i < count; i++) {
      table.addInDegree(nodes[i], deltas[i]);
    }
    int lost = 0;
    for (int i = 0; i < count; i++) {
      if (deltas[i] < 0 && table.inDegree(nodes[i]) <= 0) {
        nodes[lost++] = nodes[i];
      }
    }
    int[] sorted = Arrays.copyOf(nodes, lost);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < lost; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    count = 0;
    return Arrays.copyOf(sorted, distinct);
  }
}
