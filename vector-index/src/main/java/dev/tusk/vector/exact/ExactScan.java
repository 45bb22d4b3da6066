package dev.tusk.vector.exact;

import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SearchWork;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The nearest of all accepted slots, or all within a distance, shared out to the processors: by
 * codes where there are some, whose bounds leave few vectors to be compared by value, and else by
 * the values. The answer is the same, to the bit.
 *
 * <p>Each worker keeps the best that it has seen; the worst of a full list is known to the others,
 * since what is farther is in nobody's answer.
 *
 * @param k most slots wanted
 * @param reach no slot farther than this is wanted; positive infinity for no bound
 * @param limit of the slots
 * @param codes null for none
 * @param owners of the slots, for codes
 */
public record ExactScan(
    VectorSource source,
    Metric metric,
    float[] query,
    int k,
    double reach,
    @Nullable SlotFilter filter,
    int limit,
    SlotOrder order,
    @Nullable ScanCodes codes,
    IntToLongFunction owners) {
  /** Slots that a worker takes at a time: some milliseconds of work. */
  private static final int PART = 8_192;

  /** Vectors found near by their codes, before their values are compared. */
  private static final int BATCH = 16;

  private static final class Shared {
    final AtomicInteger next = new AtomicInteger();
    final AtomicLong worst = new AtomicLong(Double.doubleToRawLongBits(Double.POSITIVE_INFINITY));
    volatile boolean stopped;

    double worst() {
      return Double.longBitsToDouble(worst.getOpaque());
    }

    void full(double distance) {
      for (long known = worst.get();
          distance < Double.longBitsToDouble(known)
              && !worst.compareAndSet(known, Double.doubleToRawLongBits(distance));
          known = worst.get()) {}
    }
  }

  private record Found(TopK top, int compared, int rescored) {}

  /**
   * Searches.
   *
   * @param threads at most
   * @param pause called by the caller's thread now and then; what it throws ends the search
   */
  public SearchResult search(int threads, Runnable pause) {
    ExactSearch.checkDimension(source, query);
    int wanted = Math.min(k, limit);
    if (wanted <= 0) {
      return top(0).toResult(SearchWork.exact(0), true);
    }
    if (codes != null) {
      codes.ensure(limit);
    }
    Shared shared = new Shared();
    List<ForkJoinTask<Found>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, (limit + PART - 1) / PART); i++) {
      others.add(ForkJoinPool.commonPool().submit(() -> work(shared, wanted, () -> {})));
    }
    TopK all;
    int compared;
    int rescored;
    try {
      Found own = work(shared, wanted, pause);
      all = own.top;
      compared = own.compared;
      rescored = own.rescored;
    } finally {
      shared.stopped = true;
      others.forEach(ForkJoinTask::quietlyJoin);
    }
    for (ForkJoinTask<Found> other : others) {
      Found found = other.join();
      compared += found.compared;
      rescored += found.rescored;
      for (int i = 0; i < found.top.size(); i++) {
        all.offer(found.top.distance(i), found.top.slot(i));
      }
    }
    all.sort();
    SearchWork.Way way = codes == null ? SearchWork.Way.EXACT : SearchWork.Way.BOUNDED;
    return all.toResult(new SearchWork(way, 0, compared, rescored), true);
  }

  private TopK top(int wanted) {
    TopK top = new TopK();
    top.order(order);
    top.reset(wanted);
    return top;
  }

  private Found work(Shared shared, int wanted, Runnable pause) {
    TopK top = top(wanted);
    ExactSearch exact =
        new ExactSearch(ExactDistance.of(source, metric), metric, query, filter, reach);
    ScanCodes.Reader reader = codes == null ? null : codes.reader(metric, source, query);
    int coded = 0;
    while (true) {
      int from = shared.next.getAndAdd(PART);
      // Whoever stops the search has an error to tell, unless all parts are taken.
      if (from >= limit || from < 0 || shared.stopped) {
        break;
      }
      pause.run();
      int to = Math.min(limit, from + PART);
      if (reader == null) {
        exact.range(from, to, top);
      } else {
        coded += bounded(reader, exact, from, to, shared, top);
      }
      if (top.full()) {
        shared.full(top.worst());
      }
    }
    return reader == null
        ? new Found(top, exact.compared(), 0)
        : new Found(top, coded, exact.compared());
  }

  /** The slots of a part, by their codes first; how many that were. */
  private int bounded(
      ScanCodes.Reader reader, ExactSearch exact, int from, int to, Shared shared, TopK top) {
    int[] near = new int[BATCH];
    int count = 0;
    int coded = 0;
    double worst = Math.min(Math.min(reach, top.worst()), shared.worst());
    for (int slot = from; slot < to; slot++) {
      if (filter != null && !filter.accepts(slot)) {
        continue;
      }
      coded++;
      if (reader.least(slot, owners.applyAsLong(slot)) > worst) {
        continue;
      }
      near[count++] = slot;
      if (count == BATCH) {
        exact.some(near, count, top);
        count = 0;
        worst = Math.min(Math.min(reach, top.worst()), shared.worst());
      }
    }
    exact.some(near, count, top);
    return coded;
  }
}
