package dev.tusk.vector.ivfflat;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.BuildReport;
import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SearchWork;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.Survey;
import dev.tusk.vector.VectorIndex;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.exact.ExactDistance;
import dev.tusk.vector.exact.ExactSearch;
import dev.tusk.vector.exact.Surveyor;
import dev.tusk.vector.exact.TopK;
import dev.tusk.vector.memory.Context;
import dev.tusk.vector.memory.ContextPool;
import dev.tusk.vector.set.SlotBitmap;
import dev.tusk.vector.set.SlotList;
import dev.tusk.vector.set.SlotSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Vectors in lists around centres (Sivic and Zisserman 2003): a search looks through the lists
 * whose centres are nearest to the query, and compares vectors as they are.
 *
 * <p>Centres are found when the index is built, from the rows there are; later rows go to the
 * nearest of them. Without any row there is one list, which holds everything.
 */
final class IvfFlatIndex implements VectorIndex {
  /** Rows to find centres by, at least, and for each list: pgvector's numbers. */
  private static final int LEAST_SAMPLE = 10_000;

  private static final int SAMPLE_PER_LIST = 50;

  /** A sample is on the heap: 128 MB of it. */
  private static final int MOST_FLOATS = 1 << 25;

  /** In no list; without a direction; otherwise the number of the list. */
  static final int ABSENT = -1;

  static final int UNDEFINED = -2;

  final VectorSource source;
  final IvfFlatOptions options;
  private final ExactDistance exact;
  private final ContextPool<Context> contexts;
  private final SlotBitmap undefined = new SlotBitmap();
  private final AtomicInteger size = new AtomicInteger();

  /** Writers one at a time: they only find a list and append to it. */
  private final ReentrantLock writing = new ReentrantLock();

  private volatile int[] listOf = {};
  private volatile Lists lists;
  private volatile boolean closed;

  /** Centres and their lists. */
  private record Lists(Centres centres, SlotList[] members) {
    static Lists of(Centres centres) {
      SlotList[] members = new SlotList[Math.max(1, centres.count())];
      Arrays.setAll(members, _ -> new SlotList());
      return new Lists(centres, members);
    }
  }

  IvfFlatIndex(VectorSource source, IvfFlatOptions options) {
    this.source = source;
    this.options = options;
    this.exact = ExactDistance.of(source, options.metric());
    this.contexts = new ContextPool<>(Context::new);
    this.lists = Lists.of(new Centres(source, options.metric(), new float[0][]));
  }

  // Changes.

  @Override
  public void insert(int slot) {
    Context c = enter();
    try {
      float[] vector = new float[source.dimension()];
      exact.read(slot, vector);
      boolean direction = options.metric() != Metric.COSINE || exact.squaredNorm(vector) > 0;
      Lists now = lists;
      int list = direction ? list(now, vector) : UNDEFINED;
      writing.lock();
      try {
        removeLocked(slot);
        put(slot, direction && lists != now ? list(lists, vector) : list);
      } finally {
        writing.unlock();
      }
    } finally {
      contexts.release(c);
    }
  }

  private static int list(Lists now, float[] open) {
    Centres centres = now.centres;
    return centres.count() == 0 ? 0 : centres.nearest(centres.place(open));
  }

  /** Enters a slot that is in no list. */
  void put(int slot, int list) {
    if (slot >= listOf.length) {
      int[] grown = Arrays.copyOf(listOf, Math.max(slot + 1, listOf.length * 3 / 2 + 64));
      Arrays.fill(grown, listOf.length, grown.length, ABSENT);
      listOf = grown;
    }
    listOf[slot] = list;
    if (list == UNDEFINED) {
      undefined.add(slot);
    } else {
      lists.members[list].add(slot);
    }
    size.incrementAndGet();
  }

  @Override
  public boolean remove(int slot) {
    writing.lock();
    try {
      return removeLocked(slot);
    } finally {
      writing.unlock();
    }
  }

  private boolean removeLocked(int slot) {
    int list = list(slot);
    if (list == ABSENT) {
      return false;
    }
    if (list == UNDEFINED) {
      undefined.remove(slot);
    } else {
      lists.members[list].remove(slot);
    }
    listOf[slot] = ABSENT;
    size.decrementAndGet();
    return true;
  }

  /** The list of a slot, or {@link #ABSENT} or {@link #UNDEFINED}. */
  int list(int slot) {
    int[] known = listOf;
    return slot < known.length ? known[slot] : ABSENT;
  }

  @Override
  public boolean contains(int slot) {
    return list(slot) != ABSENT;
  }

  @Override
  public int slotLimit() {
    return listOf.length;
  }

  @Override
  public int size() {
    return size.get();
  }

  // Building.

  @Override
  public BuildReport build(int[] slots, int threads, BuildProgress progress) {
    long start = System.nanoTime();
    AtomicInteger done = new AtomicInteger();
    Centres centres = new Centres(source, options.metric(), centres(slots, progress));
    writing.lock();
    try {
      use(centres);
    } finally {
      writing.unlock();
    }
    boolean cancelled = fill(slots, threads, done, progress);
    double seconds = (System.nanoTime() - start) / 1e9;
    progress.report(done.get(), slots.length);
    return new BuildReport(size.get(), Float.SIZE, seconds, 0, 0, cancelled);
  }

  /** Takes other centres; what came in while they were sought goes to their lists. */
  void use(Centres centres) {
    Lists before = lists;
    lists = Lists.of(centres);
    for (SlotList list : before.members) {
      for (int slot : list.read()) {
        if (slot != SlotList.NONE) {
          float[] open = new float[source.dimension()];
          exact.read(slot, open);
          int to = list(lists, open);
          listOf[slot] = to;
          lists.members[to].add(slot);
        }
      }
    }
  }

  Centres centres() {
    return lists.centres;
  }

  private float[][] centres(int[] slots, BuildProgress progress) {
    int wanted = Math.max(LEAST_SAMPLE, SAMPLE_PER_LIST * options.lists());
    int affordable = Math.max(2 * options.lists(), MOST_FLOATS / Centres.dimension(source));
    int count = Math.min(slots.length, Math.min(wanted, affordable));
    List<float[]> sample = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      float[] open = new float[source.dimension()];
      exact.read(slots[(int) ((long) i * slots.length / count)], open);
      float[] place = Centres.place(source, options.metric(), open);
      boolean zero = options.metric() == Metric.COSINE && exact.squaredNorm(open) == 0;
      if (!zero) {
        sample.add(place);
      }
    }
    boolean spherical =
        options.metric() == Metric.COSINE || options.metric() == Metric.INNER_PRODUCT;
    return KMeans.centres(
        sample.toArray(float[][]::new),
        options.lists(),
        spherical,
        () -> closed || progress.cancelled());
  }

  private boolean fill(int[] slots, int threads, AtomicInteger done, BuildProgress progress) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    boolean[] cancelled = {false};
    Runnable work =
        () -> {
          try {
            for (int at = next.getAndIncrement();
                at < slots.length && !cancelled[0] && !closed;
                at = next.getAndIncrement()) {
              if (!contains(slots[at])) {
                insert(slots[at]);
              }
              done.incrementAndGet();
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        };
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.max(1, threads); i++) {
      workers.add(Thread.ofPlatform().daemon().name("tusk-index-build-" + i).start(work));
    }
    try {
      for (Thread worker : workers) {
        while (!worker.join(java.time.Duration.ofMillis(100))) {
          progress.report(done.get(), slots.length);
          cancelled[0] |= progress.cancelled();
        }
      }
    } catch (InterruptedException _) {
      cancelled[0] = true;
      Thread.currentThread().interrupt();
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("index build failed", failed);
    }
    return cancelled[0];
  }

  // Searching.

  private Context enter() {
    Context context = contexts.acquire();
    if (closed) {
      contexts.release(context);
      throw new IllegalStateException("the index is closed");
    }
    return context;
  }

  @Override
  public SearchResult search(
      float[] query, int k, Effort effort, @Nullable SlotFilter filter, SlotOrder order) {
    ExactSearch.checkDimension(source, query);
    TopK results = new TopK();
    results.order(order);
    results.reset(Math.clamp(k, 0, size.get()));
    if (results.full()) {
      return results.toResult(SearchWork.exact(0), true);
    }
    Context c = enter();
    try {
      ExactSearch search = new ExactSearch(exact, options.metric(), query, filter);
      boolean all =
          effort.complete() && filter instanceof SlotSet set && few(effort, set)
              ? search.slots(set, slot -> list(slot) >= 0, results)
              : through(lists, search, query, effort, results);
      if (all && effort.complete()) {
        addUndefined(results, filter);
      }
      results.sort();
      SearchWork.Way way = all ? SearchWork.Way.EXACT : SearchWork.Way.LISTS;
      return results.toResult(new SearchWork(way, 0, search.compared(), 0), all);
    } finally {
      contexts.release(c);
    }
  }

  /** Whether so few slots match that comparing them costs no more than the first lists. */
  private boolean few(Effort effort, SlotSet set) {
    return (long) set.cardinality() * lists.members.length
        <= (long) size.get() * Math.max(1, effort.probes());
  }

  /** Looks through lists, nearest first, until the effort is spent; whether that was all. */
  private boolean through(
      Lists now, ExactSearch search, float[] query, Effort effort, TopK results) {
    Centres centres = now.centres;
    int[] order = centres.count() == 0 ? new int[1] : centres.ordered(centres.place(query));
    int probes = Math.min(effort.probes(), order.length);
    int most = effort.complete() ? order.length : Math.min(effort.mostProbes(), order.length);
    int at = 0;
    while (at < most && (at < probes || !results.full())) {
      int until = Math.min(most, at + probes);
      for (; at < until; at++) {
        search.list(now.members[order[at]].read(), results);
      }
    }
    return at == order.length;
  }

  private void addUndefined(TopK results, @Nullable SlotFilter filter) {
    for (int slot = undefined.next(0);
        slot >= 0 && !results.full();
        slot = undefined.next(slot + 1)) {
      if (filter == null || filter.accepts(slot)) {
        results.offer(Double.NaN, slot);
      }
    }
  }

  // Its life.

  @Override
  public void writeSnapshot(Path file, long logPosition) throws IOException {
    int[] slots;
    Centres centres;
    writing.lock();
    try {
      slots = listOf.clone();
      centres = lists.centres;
    } finally {
      writing.unlock();
    }
    IvfSnapshot.write(this, centres, slots, file, logPosition);
  }

  @Override
  public boolean unsaved() {
    return false;
  }

  @Override
  public long checksum() {
    CRC32C crc = new CRC32C();
    writing.lock();
    try {
      ByteBuffer list = ByteBuffer.allocate(4 * listOf.length);
      list.asIntBuffer().put(listOf);
      crc.update(list);
      return crc.getValue();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public IndexStatistics statistics() {
    long bytes = 4L * listOf.length;
    for (SlotList list : lists.members) {
      bytes += 4L * list.size();
    }
    bytes += 4L * lists.centres.count() * Centres.dimension(source);
    return new IndexStatistics(
        size.get(), 0, 0, 0, 0, 0, Float.NaN, lists.members.length + " lists", 0, bytes);
  }

  @Override
  public Survey survey() {
    Context c = contexts.acquire();
    try {
      return Surveyor.survey(exact, size.get(), slotLimit(), this::contains);
    } finally {
      contexts.release(c);
    }
  }

  @Override
  public void settle() {}

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      contexts.awaitOthers();
    }
  }
}
