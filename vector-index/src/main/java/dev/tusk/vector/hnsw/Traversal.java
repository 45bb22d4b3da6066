package dev.tusk.vector.hnsw;

import dev.tusk.vector.codec.SortedKeys;
import dev.tusk.vector.memory.Raw;

/**
 * Walks a graph towards a query, by codes and without a lock (Malkov and Yashunin 2016, algorithms
 * 2 and 5).
 *
 * <p>The pool is one sorted array of keys; the next node to expand is the first that is not marked.
 * All of a node's unvisited neighbours are scored as one batch.
 *
 * <p>Links are read plainly, though they are stored with release ({@link Graph}). What a link leads
 * to is read at an address computed from it, and no processor we run on (x86, AArch64) reads
 * through an address before it has read what the address is made of; nor can the JIT guess a link.
 * So the node's code and links are seen complete. A link that is seen late or twice costs a hop.
 */
final class Traversal {
  private Traversal() {}

  /** Walks from the entry down to a layer, greedily; returns the node reached. */
  static int descend(Graph graph, SearchContext c, int entry, int from, int to) {
    int[] batch = c.batch;
    float[] scores = c.scores;
    int best = entry;
    batch[0] = entry;
    c.score(graph, 1);
    float bestScore = scores[0];
    for (int level = from; level > to; level--) {
      boolean improved = true;
      while (improved) {
        improved = false;
        int count = neighbours(graph, c, best, level);
        c.score(graph, count);
        c.comparisons += count;
        for (int i = 0; i < count; i++) {
          if (scores[i] < bestScore) {
            bestScore = scores[i];
            best = batch[i];
            improved = true;
          }
        }
      }
    }
    return best;
  }

  /**
   * Walks from the entry down to a layer, keeping some nodes on each layer that is passed; returns
   * the nearest.
   */
  static int descend(Graph graph, SearchContext c, int entry, int from, int to, int width) {
    if (width <= 1) {
      return descend(graph, c, entry, from, to);
    }
    int best = entry;
    for (int level = from; level > to; level--) {
      beam(graph, c, best, level, width);
      best = Keys.node(c.pool[0]);
    }
    return best;
  }

  private static int neighbours(Graph graph, SearchContext c, int node, int level) {
    long links = graph.links(node, level);
    int count = 0;
    for (int i = 0; i < graph.width(level); i++) {
      int other = Raw.getInt(links + 4L * i) & Graph.NODE;
      if (other != node && other < c.limit) {
        c.batch[count++] = other;
      }
    }
    return count;
  }

  /**
   * Leaves the nearest {@code ef} nodes that a walk on one layer finds in the context's pool,
   * sorted; returns how many.
   */
  static int beam(Graph graph, SearchContext c, int entry, int level, int ef) {
    c.clearPool(ef);
    long[] pool = c.pool;
    int[] batch = c.batch;
    float[] scores = c.scores;
    int size = start(graph, c, entry);
    int at = 0;
    while (at < size) {
      long key = pool[at];
      if ((key & Keys.EXPANDED) != 0) {
        at++;
        continue;
      }
      pool[at] = key | Keys.EXPANDED;
      c.expanded++;
      int count = unvisited(graph, c, Keys.node(key), level);
      touchNext(graph, c, at + 1, size, level);
      c.score(graph, count);
      c.comparisons += count;
      int lowest = at + 1;
      long worst = size == ef ? pool[ef - 1] : Long.MAX_VALUE;
      for (int i = 0; i < count; i++) {
        long candidate = Keys.of(scores[i], batch[i]);
        if (candidate < worst) {
          int position = SortedKeys.position(pool, size, candidate);
          System.arraycopy(
              pool, position, pool, position + 1, (size < ef ? size : ef - 1) - position);
          pool[position] = candidate;
          size = size < ef ? size + 1 : ef;
          lowest = Math.min(lowest, position);
          worst = size == ef ? pool[ef - 1] : Long.MAX_VALUE;
        }
      }
      at = lowest;
    }
    return size;
  }

  /** Gathers the neighbours not yet visited, and marks them. No branch depends on what is found. */
  private static int unvisited(Graph graph, SearchContext c, int node, int level) {
    byte[] visited = c.visited;
    byte epoch = c.epoch;
    int limit = c.limit;
    int[] batch = c.batch;
    long links = graph.links(node, level);
    int width = graph.width(level);
    int count = 0;
    for (int i = 0; i < width; i++) {
      int other = Raw.getInt(links + 4L * i) & Graph.NODE;
      if (other < limit) {
        batch[count] = other;
        count += visited[other] == epoch ? 0 : 1;
        visited[other] = epoch;
      }
    }
    return count;
  }

  /** Reads a word of each line of the links that are followed next, so that they are at hand. */
  private static void touchNext(Graph graph, SearchContext c, int from, int size, int level) {
    for (int i = from; i < size; i++) {
      long key = c.pool[i];
      if ((key & Keys.EXPANDED) == 0) {
        long links = graph.links(Keys.node(key), level);
        for (int line = 0; line < 4 * graph.width(level); line += 64) {
          c.sink ^= Raw.getLong(links + line);
        }
        return;
      }
    }
  }

  private static int start(Graph graph, SearchContext c, int entry) {
    c.nextEpoch();
    c.visited[entry] = c.epoch;
    c.batch[0] = entry;
    c.score(graph, 1);
    c.pool[0] = Keys.of(c.scores[0], entry);
    return 1;
  }

  /**
   * As {@link #beam} on the ground layer, but goes on until {@code ef} matching nodes are in the
   * pool that nothing unexpanded can improve; the others stay in the pool as ways to go.
   *
   * @return the pool's size, or -1 when more than {@code budget} nodes were scored
   */
  static int beamMatching(
      Graph graph, SearchContext c, NodeFilter filter, int entry, int ef, int budget) {
    // The pool may pass ef, so that all of it must be unused.
    c.clearPool(Math.max(ef, c.pool.length - SortedKeys.PADDING - 1));
    int size = start(graph, c, entry);
    int matching = 0;
    if (filter.accepts(entry)) {
      c.pool[0] |= Keys.MATCHING;
      matching = 1;
    }
    int scored = 0;
    int at = 0;
    while (at < size) {
      long key = c.pool[at];
      if ((key & Keys.EXPANDED) != 0) {
        at++;
        continue;
      }
      c.pool[at] = key | Keys.EXPANDED;
      c.expanded++;
      int count = unvisited(graph, c, Keys.node(key), 0);
      touchNext(graph, c, at + 1, size, 0);
      c.score(graph, count);
      c.comparisons += count;
      scored += count;
      if (scored > budget) {
        return -1;
      }
      int lowest = at + 1;
      for (int i = 0; i < count; i++) {
        long candidate = Keys.of(c.scores[i], c.batch[i]);
        if (matching == ef && candidate >= c.pool[size - 1]) {
          continue;
        }
        if (filter.accepts(c.batch[i])) {
          candidate |= Keys.MATCHING;
          matching++;
        }
        int position = insert(c, size++, candidate);
        lowest = Math.min(lowest, position);
        // The pool ends with its ef-th match: nothing behind that can matter.
        while (matching > ef || (matching == ef && (c.pool[size - 1] & Keys.MATCHING) == 0)) {
          long last = c.pool[--size];
          c.pool[size] = Long.MAX_VALUE;
          matching -= (last & Keys.MATCHING) == 0 ? 0 : 1;
        }
      }
      at = lowest;
    }
    return size;
  }

  private static int insert(SearchContext c, int size, long key) {
    if (size + SortedKeys.PADDING + 1 >= c.pool.length) {
      c.growPool();
    }
    int position = SortedKeys.position(c.pool, size, key);
    System.arraycopy(c.pool, position, c.pool, position + 1, size - position);
    c.pool[position] = key;
    return position;
  }

  /** Offers a batch of scored nodes to a pool of at most {@code capacity}; returns its size. */
  static int offer(SearchContext c, int size, int capacity, int count) {
    int newSize = size;
    for (int i = 0; i < count; i++) {
      long key = Keys.of(c.scores[i], c.batch[i]);
      if (newSize == capacity && key >= c.pool[capacity - 1]) {
        continue;
      }
      int position = SortedKeys.position(c.pool, newSize, key);
      int moved = (newSize < capacity ? newSize : capacity - 1) - position;
      System.arraycopy(c.pool, position, c.pool, position + 1, moved);
      c.pool[position] = key;
      newSize = Math.min(newSize + 1, capacity);
    }
    return newSize;
  }
}
