package dev.tusk.vector.hnsw;

import org.jspecify.annotations.Nullable;

/**
 * A slot on its way into the graph: the node that is to stand for it, and what was found for that
 * on each layer. Used again from batch to batch.
 */
final class NewNode {
  int slot;
  int node;
  int level;

  /** Of the floats that were read. */
  int hash;

  /** A node that is there already with the same vector, or -1. */
  int same;

  /** One of the same batch with the same vector. */
  @Nullable NewNode twin;

  /** Whether no code estimates its vector, so that it stays pending. */
  boolean outlying;

  /** Whether the node has been published, and with its slot. */
  boolean linked;

  /** For each layer the nodes found near by, and their distances. */
  final int[][] candidates = new int[Graph.MAX_LEVEL + 1][];

  final float[][] candidateDistances = new float[Graph.MAX_LEVEL + 1][];
  final int[] candidateCount = new int[Graph.MAX_LEVEL + 1];

  /** For each layer the links chosen, with their marks, and their distances. */
  final int[][] neighbours = new int[Graph.MAX_LEVEL + 1][];

  final float[][] neighbourDistances = new float[Graph.MAX_LEVEL + 1][];
  final int[] neighbourCount = new int[Graph.MAX_LEVEL + 1];

  void begin(int newSlot, int newNode, int itsLevel) {
    slot = newSlot;
    node = newNode;
    level = itsLevel;
    hash = 0;
    same = -1;
    twin = null;
    outlying = false;
    linked = false;
    java.util.Arrays.fill(candidateCount, 0);
    java.util.Arrays.fill(neighbourCount, 0);
  }

  /** Whether its node will be one of the graph's, and not another that has its vector already. */
  boolean fresh() {
    return !outlying && same < 0 && twin == null;
  }

  /** The node that stands for its slot. */
  int standing() {
    NewNode first = twin;
    return first == null ? (same < 0 ? node : same) : first.standing();
  }

  /** Remembers the measured candidates of the scratch as those found on a layer. */
  void keepCandidates(int layer, LinkScratch s, int count, int capacity) {
    if (candidates[layer] == null) {
      candidates[layer] = new int[capacity];
      candidateDistances[layer] = new float[capacity];
    }
    System.arraycopy(s.nodes, 0, candidates[layer], 0, count);
    System.arraycopy(s.distances, 0, candidateDistances[layer], 0, count);
    candidateCount[layer] = count;
  }

  /** Remembers the chosen candidates of the scratch as the links on a layer. */
  void keepChosen(int layer, LinkScratch s, int count, int capacity) {
    if (neighbours[layer] == null) {
      neighbours[layer] = new int[capacity];
      neighbourDistances[layer] = new float[capacity];
    }
    for (int i = 0; i < count; i++) {
      neighbours[layer][i] = s.nodes[s.chosen[i]] | s.marks[s.chosen[i]];
      neighbourDistances[layer][i] = s.distances[s.chosen[i]];
    }
    neighbourCount[layer] = count;
  }
}
