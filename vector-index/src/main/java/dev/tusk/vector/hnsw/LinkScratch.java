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

  /** Whether numbers of links are changed later, and which ({@link DegreeChanges}). */
  boolean deferring;

  int[] changedNodes = new int[256];
  int[] changes = new int[256];
  int changeCount;

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

  /** Remembers a change of the number of links to a node. */
  void change(int node, int delta) {
    if (changeCount == changes.length) {
      changedNodes = java.util.Arrays.copyOf(changedNodes, 2 * changeCount);
      changes = java.util.Arrays.copyOf(changes, 2 * changeCount);
    }
    changedNodes[changeCount] = node;
    changes[changeCount++] = delta;
  }
}
