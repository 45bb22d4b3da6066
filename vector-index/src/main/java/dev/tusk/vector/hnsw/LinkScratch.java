package dev.tusk.vector.hnsw;

/** Working memory for choosing links: candidates with their distances, and what was chosen. */
final class LinkScratch {
  int[] nodes = new int[256];
  float[] distances = new float[256];
  long[] addresses = new long[256];
  float[] norms = new float[256];
  long[] order = new long[256];
  int[] chosen = new int[256];

  /** How each candidate was judged, and where it stands among the node's links. */
  int[] marks = new int[256];

  int[] positions = new int[256];
  int[] added = new int[256];
  int[] left = new int[256];
  boolean[] kept = new boolean[256];

  /** For each layer the links chosen for a new node, with their marks, and their distances. */
  final int[][] neighbours = new int[Graph.MAX_LEVEL + 1][];

  final float[][] neighbourDistances = new float[Graph.MAX_LEVEL + 1][];
  final int[] neighbourCount = new int[Graph.MAX_LEVEL + 1];

  void reserve(int candidates) {
    if (nodes.length < candidates) {
      nodes = new int[candidates];
      distances = new float[candidates];
      addresses = new long[candidates];
      norms = new float[candidates];
      order = new long[candidates];
      chosen = new int[candidates];
      marks = new int[candidates];
      positions = new int[candidates];
      added = new int[candidates];
      left = new int[candidates];
      kept = new boolean[candidates];
    }
  }

  /** Remembers the chosen candidates as the neighbours on a layer. */
  void keepChosen(int level, int count, int capacity) {
    if (neighbours[level] == null || neighbours[level].length < capacity) {
      neighbours[level] = new int[capacity];
      neighbourDistances[level] = new float[capacity];
    }
    for (int i = 0; i < count; i++) {
      neighbours[level][i] = nodes[chosen[i]] | marks[chosen[i]];
      neighbourDistances[level][i] = distances[chosen[i]];
    }
    neighbourCount[level] = count;
  }
}
