package dev.tusk.vector.hnsw;

import dev.tusk.vector.SearchWork;
import dev.tusk.vector.codec.Codec;
import dev.tusk.vector.codec.QueryCode;
import dev.tusk.vector.codec.SlotCodec;
import dev.tusk.vector.codec.SortedKeys;
import dev.tusk.vector.exact.ExactDistance;
import dev.tusk.vector.exact.TopK;
import dev.tusk.vector.memory.Context;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Working memory of one search or insert at a time; reused, so that a search allocates nothing. */
final class SearchContext extends Context {
  /** Nodes scored at a time when scanning. */
  static final int BATCH = 64;

  /** The vector searched for, as the caller gave it. */
  final float[] vector;

  /** The same, normalised for cosine: what codecs see. */
  final float[] prepared;

  /** Another vector, while its links are pruned. */
  final float[] other;

  byte[] visited = new byte[0];
  byte epoch;

  /** Nodes at or above are younger than this search and skipped. */
  int limit;

  /** Sorted by score; see {@link Keys}. */
  long[] pool = new long[1024];

  int[] batch = new int[256];
  float[] scores = new float[256];
  int[] slots = new int[256];
  final float[] single = new float[1];
  final float[] estimates = new float[BATCH];
  final TopK results = new TopK();
  final TopK pending = new TopK();

  /** By which to score nodes instead of by their codes; null for codes. */
  @Nullable ExactDistance exact;

  /** Nodes kept on upper layers; 0 for as many as suit the graph. */
  int width;

  /** How many codes or floats have been compared. */
  int comparisons;

  /** How many nodes' neighbours have been looked at. */
  int expanded;

  /** How many nodes of the pool have been compared by value. */
  int rescored;

  /** The way that gave the answer. */
  SearchWork.Way way = SearchWork.Way.EXACT;

  /** Takes the words that touch passes read. */
  long sink;

  /** By which to score nodes of a graph without codes. */
  private final ExactDistance bySlots;

  private @Nullable Codec codec;
  private @Nullable QueryCode query;
  private @Nullable LinkScratch links;

  SearchContext(int dimension, ExactDistance bySlots) {
    this.bySlots = bySlots;
    this.vector = new float[dimension];
    this.prepared = new float[dimension];
    this.other = new float[dimension];
  }

  @Override
  protected void enter() {
    super.enter();
    comparisons = 0;
    expanded = 0;
    rescored = 0;
    way = SearchWork.Way.EXACT;
  }

  /** What the search has done so far. */
  SearchWork work() {
    return new SearchWork(way, expanded, comparisons, rescored);
  }

  /** Fits the context to a graph as large as it is now. */
  void bind(Graph graph) {
    limit = graph.records.limit();
    if (visited.length < limit) {
      visited = new byte[limit];
      epoch = 0;
    }
    if (codec != graph.codec) {
      codec = graph.codec;
      query = graph.codec.newQuery();
    }
    reserveBatch(Math.max(4 * graph.m + 8, BATCH));
  }

  QueryCode query() {
    return Objects.requireNonNull(query);
  }

  /** Scores the first nodes of the batch. */
  void score(Graph graph, int count) {
    ExactDistance distance = exact;
    if (distance != null) {
      score(distance, graph.nodes, count);
    } else if (codec instanceof SlotCodec) {
      score(bySlots, graph.nodes, count);
    } else {
      graph.codec.score(query(), graph.records, batch, count, scores);
    }
  }

  LinkScratch links() {
    LinkScratch scratch = links;
    if (scratch == null) {
      scratch = new LinkScratch();
      links = scratch;
    }
    return scratch;
  }

  /** Starts a traversal in which no node is visited. */
  void nextEpoch() {
    if (++epoch == 0) {
      Arrays.fill(visited, (byte) 0);
      epoch = 1;
    }
  }

  void reserveBatch(int size) {
    if (batch.length < size) {
      batch = new int[size];
      scores = new float[size];
      slots = new int[size];
    }
  }

  /** Makes room for as many keys, and marks all as unused. */
  void clearPool(int size) {
    int length = size + SortedKeys.PADDING + 1;
    if (pool.length < length) {
      pool = new long[Math.max(length, 2 * pool.length)];
    }
    Arrays.fill(pool, 0, length, Long.MAX_VALUE);
  }

  /** Makes room for more keys, keeping those there are. */
  void growPool() {
    int old = pool.length;
    pool = Arrays.copyOf(pool, 2 * old);
    Arrays.fill(pool, old, pool.length, Long.MAX_VALUE);
  }

  /** Scores by the vectors in slots; dead nodes, whose vectors are gone, are farthest. */
  private void score(ExactDistance distance, NodeTable nodes, int count) {
    float norm = distance.squaredNorm(vector);
    for (int i = 0; i < count; i++) {
      int slot = nodes.slot(batch[i]);
      scores[i] = Float.POSITIVE_INFINITY;
      if (slot >= 0) {
        slots[0] = slot;
        distance.raw(vector, slots, 1, single);
        scores[i] = distance.linking(single[0], norm, nodes.squaredNorm(batch[i]));
      }
    }
  }
}
