package dev.tusk.vector.hnsw;

import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SearchWork;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.exact.ExactSearch;
import dev.tusk.vector.exact.TopK;
import dev.tusk.vector.set.SlotSet;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how to find the nearest slots (walk the graph, score all matching codes, or compare all
 * matching floats) and puts the answer together.
 *
 * <p>A walk costs about 24 code comparisons for each node in its pool, times nodes over matching
 * nodes; scoring all codes costs the matching ones. The smaller is taken; a walk that turns out
 * dearer than scoring is given up for it, and one that finds fewer rows than asked for is too.
 */
final class Searcher {
  private static final int COMPARISONS_PER_POOL_NODE = 24;

  /** Filters that go with the vectors make walks dearer than chance has it. */
  private static final double CORRELATION = 1.4;

  /** A pool is a sorted array: beyond this, keeping it in order costs more than scoring all. */
  private static final int MAX_POOL = 4_096;

  /** And beyond this, more than comparing all floats, which needs no order but the answer's. */
  private static final int MAX_DEPTH = 16_384;

  private final IndexState state;
  private final Metric metric;
  private final Rescoring rescoring;

  Searcher(IndexState state) {
    this.state = state;
    this.rescoring = new Rescoring(state);
    this.metric = state.options.metric();
  }

  /**
   * As {@link HnswIndex#search}.
   *
   * @param width nodes kept on upper layers; 0 for as many as suit the graph
   * @param floats whether to walk by the column's floats rather than by codes: what codes lose
   *     shows beside it
   */
  SearchResult search(
      float[] query,
      int k,
      int ef,
      @Nullable SlotFilter filter,
      SlotOrder order,
      int width,
      boolean floats) {
    ExactSearch.checkDimension(state.source, query);
    SearchContext c = state.enter();
    try {
      int wanted = Math.clamp(k, 0, state.size());
      c.results.reset(wanted);
      if (wanted == 0) {
        return c.results.toResult(c.work(), true);
      }
      System.arraycopy(query, 0, c.vector, 0, query.length);
      c.width = width;
      c.exact = floats ? state.exact : null;
      c.results.order(order);
      c.pending.order(order);
      return search(c, wanted, ef, filter);
    } finally {
      c.exact = null;
      // The order may hold on to a snapshot.
      c.results.order(SlotOrder.BY_SLOT);
      c.pending.order(SlotOrder.BY_SLOT);
      state.contexts.release(c);
    }
  }

  /** The k nearest of all slots, by comparing every vector. */
  SearchResult exactly(float[] query, int k) {
    ExactSearch.checkDimension(state.source, query);
    SearchContext c = state.enter();
    try {
      c.results.reset(Math.clamp(k, 0, state.size()));
      System.arraycopy(query, 0, c.vector, 0, query.length);
      compareAll(c, null, false);
      c.results.sort();
      return c.results.toResult(c.work(), true);
    } finally {
      state.contexts.release(c);
    }
  }

  private SearchResult search(SearchContext c, int k, int ef, @Nullable SlotFilter filter) {
    float norm = state.exact.squaredNorm(c.vector);
    if (!(norm < 1e37f) || (metric == Metric.COSINE && norm == 0)) {
      // No code estimates these; a zero vector has no direction, so that all distances are NaN.
      compareAll(c, filter, false);
      c.results.sort();
      return c.results.toResult(c.work(), true);
    }
    // Before the graph: a slot leaves this set only when the graph already answers for it.
    boolean hasPending = state.pending.cardinality() > 0;
    if (hasPending) {
      c.pending.reset(k);
      ExactSearch pending = new ExactSearch(state.exact, metric, c.vector, filter);
      pending.all(state.pending, state.slots::squaredNorm, c.pending);
      c.comparisons += pending.compared();
    }
    Graph graph = state.graph;
    boolean exact = true;
    if (graph != null && state.linkedSlots.get() > 0) {
      state.prepare(c);
      c.bind(graph);
      graph.codec.prepare(c.prepared, c.query());
      exact = searchGraph(graph, c, norm, k, ef, filter);
    }
    c.results.sort();
    if (!hasPending && (c.results.full() || state.undefined.cardinality() == 0)) {
      return c.results.toResult(c.work(), exact);
    }
    if (hasPending) {
      c.pending.sort();
    } else {
      c.pending.reset(0);
    }
    return merged(c, k, filter, exact);
  }

  /** Compares the floats of all matching slots; true, since that is exact. */
  private boolean compareAll(SearchContext c, @Nullable SlotFilter filter, boolean linkedOnly) {
    c.way = SearchWork.Way.EXACT;
    ExactSearch all = new ExactSearch(state.exact, metric, c.vector, filter);
    SlotTable table = state.slots;
    int least = linkedOnly ? 0 : SlotTable.UNDEFINED;
    IntPredicate there =
        slot -> {
          int node = table.node(slot);
          return node >= least && node != SlotTable.ABSENT;
        };
    all.all(table.limit(), there, c.results);
    c.comparisons += all.compared();
    return true;
  }

  private boolean searchGraph(
      Graph graph, SearchContext c, float norm, int k, int ef, @Nullable SlotFilter filter) {
    int bits = c.exact == null ? graph.codec.bits() : Float.SIZE;
    int pool = (int) Math.min(Integer.MAX_VALUE, breadth(graph) * poolSize(bits, ef, k));
    int linked = state.linkedSlots.get();
    boolean counted = filter == null || filter.cardinality() >= 0;
    int matching = filter == null || !counted ? linked : Math.min(linked, filter.cardinality());
    if (matching == 0) {
      return true;
    }
    int depth = scanDepth(bits, k);
    if (matching <= depth || depth > MAX_DEPTH) {
      return compareAll(c, filter, true);
    }
    NodeFilter nodeFilter =
        filter == null ? state.anyNode : new NodeFilter(state.nodes, state.slots, filter);
    int live = state.liveNodes.get();
    double limit = Math.sqrt((double) COMPARISONS_PER_POOL_NODE * pool * live);
    if (pool > MAX_POOL || matching <= (filter == null ? limit : CORRELATION * limit)) {
      return scanCodes(graph, c, norm, depth, filter, nodeFilter);
    }
    int size = walk(graph, c, pool, counted, filter, nodeFilter, matching);
    if (size >= 0) {
      rescoring.rescore(c, norm, size, pool, nodeFilter, true);
    }
    int expected = Math.min(k, counted ? matching : linked);
    if (c.results.size() < expected) {
      c.results.reset(k);
      return scanCodes(graph, c, norm, depth, filter, nodeFilter);
    }
    return false;
  }

  /**
   * Where norms differ, the largest inner products lie at the rim of the graph, where links lead to
   * few nodes: a walk is short there, and must be made broader for the same recall.
   */
  private double breadth(Graph graph) {
    return metric == Metric.INNER_PRODUCT ? 1 + Math.min(2, 7 * graph.normSpread) : 1;
  }

  /**
   * Codes of few bits order the pool less well, so that it must be longer for the same recall. The
   * factors keep searches of paragraphs of documentation (256 dimensions, 3 bits) and of unit
   * vectors of 768 dimensions (1 bit) no dearer than before links were filled up, at a recall no
   * lower.
   */
  static int poolSize(int bits, int ef, int k) {
    return switch (bits) {
      case 1 -> Math.max((int) (ef * 1.2), 2 * k);
      case 2 -> Math.max((int) (ef * 1.12), k + k / 2 + 8);
      case 3, 4 -> Math.max((int) (ef * 1.1), k + k / 4 + 8);
      default -> Math.max(ef, k + k / 4 + 8);
    };
  }

  private static int scanDepth(int bits, int k) {
    return switch (bits) {
      case 1 -> Math.max(120, (int) Math.min(6L * k, Integer.MAX_VALUE));
      case 2 -> Math.max(60, (int) Math.min(3L * k, Integer.MAX_VALUE));
      case 3 -> Math.max(40, (int) Math.min(2L * k, Integer.MAX_VALUE));
      default -> k + 16;
    };
  }

  /** Walks the graph; returns the pool's size, or -1 when scoring all codes is cheaper. */
  private int walk(
      Graph graph,
      SearchContext c,
      int pool,
      boolean counted,
      @Nullable SlotFilter filter,
      NodeFilter nodeFilter,
      int matching) {
    long entry = graph.entry();
    if (entry < 0) {
      return -1;
    }
    int width = c.width > 0 ? c.width : graph.entryWidth();
    int from =
        Traversal.descend(graph, c, Graph.entryNode(entry), Graph.entryLevel(entry), 0, width);
    boolean nearlyAll = filter == null || !counted;
    c.way = SearchWork.Way.GRAPH;
    if (nearlyAll && state.deadNodes.get() * 10L < state.liveNodes.get()) {
      int size = Traversal.beam(graph, c, from, 0, pool);
      if (filter == null && state.deadNodes.get() == 0) {
        return size;
      }
      int accepted = 0;
      for (int i = 0; i < size; i++) {
        accepted += nodeFilter.accepts(Keys.node(c.pool[i])) ? 1 : 0;
      }
      if (accepted >= size - size / 8) {
        return size;
      }
    }
    c.way = SearchWork.Way.FILTERED_GRAPH;
    int budget = counted ? Math.max(matching, 2 * COMPARISONS_PER_POOL_NODE * pool) : matching;
    return Traversal.beamMatching(graph, c, nodeFilter, from, pool, budget);
  }

  /** Rescores the {@code depth} nearest of all matching nodes; true when that is all of them. */
  private boolean scanCodes(
      Graph graph,
      SearchContext c,
      float norm,
      int depth,
      @Nullable SlotFilter filter,
      NodeFilter nodeFilter) {
    c.way = SearchWork.Way.CODES;
    c.clearPool(depth);
    int size =
        filter instanceof SlotSet set
            ? scanSlots(graph, c, depth, set)
            : scanNodes(graph, c, depth, nodeFilter);
    rescoring.rescore(c, norm, size, depth, nodeFilter, false);
    return size < depth;
  }

  private int scanSlots(Graph graph, SearchContext c, int depth, SlotSet set) {
    c.nextEpoch();
    int size = 0;
    int count = 0;
    for (int slot = set.next(0); slot >= 0; slot = set.next(slot + 1)) {
      int node = state.slots.node(slot);
      // Several slots may share a node.
      if (node < 0 || node >= c.limit || c.visited[node] == c.epoch) {
        continue;
      }
      c.visited[node] = c.epoch;
      c.batch[count++] = node;
      if (count == SearchContext.BATCH) {
        size = score(graph, c, size, depth, count);
        count = 0;
      }
    }
    return score(graph, c, size, depth, count);
  }

  private int scanNodes(Graph graph, SearchContext c, int depth, NodeFilter nodeFilter) {
    int size = 0;
    int count = 0;
    int limit = Math.min(c.limit, state.nodes.count());
    for (int node = 0; node < limit; node++) {
      if (!nodeFilter.accepts(node)) {
        continue;
      }
      c.batch[count++] = node;
      if (count == SearchContext.BATCH) {
        size = score(graph, c, size, depth, count);
        count = 0;
      }
    }
    return score(graph, c, size, depth, count);
  }

  private int score(Graph graph, SearchContext c, int size, int depth, int count) {
    c.score(graph, count);
    c.comparisons += count;
    return Traversal.offer(c, size, depth, count);
  }

  /** The graph's answer and the pending slots' in one order, then slots without a distance. */
  private SearchResult merged(SearchContext c, int k, @Nullable SlotFilter filter, boolean exact) {
    int[] slots = new int[k];
    double[] distances = new double[k];
    int count = 0;
    int a = 0;
    int b = 0;
    while (count < k && (a < c.results.size() || b < c.pending.size())) {
      boolean fromGraph =
          b == c.pending.size() || (a < c.results.size() && c.results.before(a, c.pending, b));
      TopK from = fromGraph ? c.results : c.pending;
      int at = fromGraph ? a++ : b++;
      // A slot linked between the two looks is in both, with the same distance.
      if (count > 0 && slots[count - 1] == from.slot(at)) {
        continue;
      }
      slots[count] = from.slot(at);
      distances[count++] = from.distance(at);
    }
    c.pending.reset(k - count);
    for (int slot = state.undefined.next(0);
        slot >= 0 && count < k;
        slot = state.undefined.next(slot + 1)) {
      if (filter == null || filter.accepts(slot)) {
        c.pending.offer(Double.NaN, slot);
      }
    }
    c.pending.sort();
    for (int i = 0; i < c.pending.size(); i++) {
      slots[count] = c.pending.slot(i);
      distances[count++] = Double.NaN;
    }
    return new SearchResult(
        Arrays.copyOf(slots, count), Arrays.copyOf(distances, count), c.work(), exact);
  }
}
