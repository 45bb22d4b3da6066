package dev.tusk.vector.hnsw;

import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.exact.ExactDistance;
import dev.tusk.vector.memory.ContextPool;
import dev.tusk.vector.set.SlotBitmap;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of an index share.
 *
 * <p>Locks are taken in this order, from left to right, and none is asked for by who holds one
 * further right:
 *
 * <pre>
 *   maintenance  ─►  turn  ─►  structure  ─►  context  ─►  stripe of a slot  ─►  one node's spin lock
 *   one repair,      one       shared by      a search     one change of a       its links and slots;
 *   retraining,      batch     writers        or insert    slot at a time        never two at once
 *   snapshot                                  is running                         ({@link NodeTable})
 * </pre>
 *
 * <p>{@link ContextPool#awaitOthers} waits for contexts, so whoever calls it has entered none and
 * holds nothing to the right of {@code structure}.
 */
final class IndexState {
  final VectorSource source;
  final HnswOptions options;
  final ExactDistance exact;
  final SlotTable slots = new SlotTable();
  final NodeTable nodes = new NodeTable();
  final UpperLinks upper;
  final ContextPool<SearchContext> contexts;
  final Linker linker;

  /** Accepts each node that has a slot. */
  final NodeFilter anyNode = new NodeFilter(nodes, slots, null);

  /** Slots not in the graph, compared with each query by their floats. */
  final SlotBitmap pending = new SlotBitmap();

  /** Slots whose distance to anything is NaN: they come last in any answer. */
  final SlotBitmap undefined = new SlotBitmap();

  /** Slots that are pending and in the graph as well, until their batch is done. */
  final AtomicInteger counted = new AtomicInteger();

  /** Slots that the graph answers for. */
  final AtomicInteger linkedSlots = new AtomicInteger();

  /** Slots linked since the last review ({@link Maintenance}). */
  final AtomicInteger linkedSinceReview = new AtomicInteger();

  final AtomicInteger liveNodes = new AtomicInteger();
  final AtomicInteger deadNodes = new AtomicInteger();

  /** Writers share it; replacing the graph excludes them. */
  final ReentrantReadWriteLock structure = new ReentrantReadWriteLock();

  /** One repair, retraining or snapshot at a time. */
  final ReentrantLock maintenance = new ReentrantLock();

  /** Null until there are enough vectors to train a codec. */
  volatile @Nullable Graph graph;

  volatile boolean closed;

  /** Vectors from which on there is a graph. */
  final int firstTraining;

  private static final int STRIPES = 512;

  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

  IndexState(VectorSource source, HnswOptions options, int firstTraining) {
    Arrays.setAll(stripes, _ -> new ReentrantLock());
    this.firstTraining = firstTraining;
    this.source = source;
    this.options = options;
    this.exact = ExactDistance.of(source, options.metric());
    this.upper = new UpperLinks(options.m());
    this.contexts = new ContextPool<>(() -> new SearchContext(source.dimension(), exact));
    this.linker = new Linker(exact, nodes, options);
  }

  /** Held by who changes a slot: one thread at a time does. */
  ReentrantLock stripe(int slot) {
    return stripes[slot & (STRIPES - 1)];
  }

  /** Zero vectors, and vectors without a finite direction, have no cosine with anything. */
  boolean undefined(float[] vector) {
    return options.metric() == Metric.COSINE && exact.squaredNorm(vector) == 0;
  }

  /** Values whose squares leave float32 cannot be coded; such slots stay pending. */
  boolean outlying(float[] vector) {
    return !(exact.squaredNorm(vector) < 1e37f);
  }

  int size() {
    return linkedSlots.get() - counted.get() + pending.cardinality() + undefined.cardinality();
  }

  /** Dead nodes for each live one. */
  double deadShare() {
    return deadNodes.get() / (double) Math.max(1, liveNodes.get());
  }

  /** An entered context; the caller releases it. */
  SearchContext enter() {
    SearchContext context = contexts.acquire();
    if (closed) {
      contexts.release(context);
      throw new IllegalStateException("the index is closed");
    }
    return context;
  }

  /** Takes the structure lock, shared, and an entered context; {@link #exitWriter} gives both. */
  SearchContext enterWriter() {
    structure.readLock().lock();
    try {
      return enter();
    } catch (RuntimeException | Error e) {
      structure.readLock().unlock();
      throw e;
    }
  }

  void exitWriter(SearchContext context) {
    contexts.release(context);
    structure.readLock().unlock();
  }

  /** Fills {@code prepared} from {@code vector} as codecs want it. */
  void prepare(SearchContext c) {
    exact.prepare(c.vector, c.prepared);
  }
}
