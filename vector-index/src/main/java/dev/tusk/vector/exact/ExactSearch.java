package dev.tusk.vector.exact;

import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SearchWork;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.set.SlotBitmap;
import dev.tusk.vector.set.SlotList;
import dev.tusk.vector.set.SlotSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The answer the index is measured against: all floats are read, in order, with SIMD. Bound by
 * memory: about 300 ns for 768 dimensions on one core.
 */
public final class ExactSearch {
  private static final int BATCH = 64;

  private final ExactDistance exact;
  private final boolean needsNorm;
  private final float[] query;
  private final float queryNorm;
  private final @Nullable SlotFilter filter;
  private final int[] slots = new int[BATCH];
  private final float[] raw = new float[BATCH];
  private final double reach;
  private @Nullable Norms norms;
  private int compared;

  /** Squared norms that somebody knows already, so that a vector is read only once. */
  @FunctionalInterface
  public interface Norms {
    /** Zero where it is not known. */
    float squared(int slot);
  }

  public ExactSearch(
      ExactDistance exact, Metric metric, float[] query, @Nullable SlotFilter filter) {
    this(exact, metric, query, filter, Double.POSITIVE_INFINITY);
  }

  /** As above, for slots no farther than a distance. */
  ExactSearch(
      ExactDistance exact,
      Metric metric,
      float[] query,
      @Nullable SlotFilter filter,
      double reach) {
    this.reach = reach;
    this.exact = exact;
    this.query = query;
    this.queryNorm = exact.squaredNorm(query);
    this.filter = filter;
    this.needsNorm = metric == Metric.COSINE || metric == Metric.JACCARD;
  }

  /** Finds the {@code k} nearest accepted slots below {@code slotLimit}; null accepts all. */
  public static SearchResult search(
      VectorSource source,
      Metric metric,
      float[] query,
      int k,
      @Nullable SlotFilter filter,
      int slotLimit) {
    return search(source, metric, query, k, filter, slotLimit, SlotOrder.BY_SLOT);
  }

  /** As above, with the rows' order for equal distances. */
  public static SearchResult search(
      VectorSource source,
      Metric metric,
      float[] query,
      int k,
      @Nullable SlotFilter filter,
      int slotLimit,
      SlotOrder order) {
    TopK results = new TopK();
    results.order(order);
    results.reset(Math.min(k, slotLimit));
    if (k <= 0 || slotLimit <= 0) {
      return results.toResult(SearchWork.exact(0), true);
    }
    checkDimension(source, query);
    ExactSearch search = new ExactSearch(ExactDistance.of(source, metric), metric, query, filter);
    search.range(0, slotLimit, results);
    results.sort();
    return results.toResult(SearchWork.exact(search.compared), true);
  }

  /** Whether a slot's vector is of length zero, and so without a direction. */
  public static boolean isZero(VectorSource source, int slot) {
    return ExactDistance.of(source, Metric.COSINE).squaredNorm(slot) == 0;
  }

  public static void checkDimension(VectorSource source, float[] query) {
    if (query.length != source.dimension() && !source.elements().varies()) {
      throw new IllegalArgumentException(
          "different vector dimensions " + source.dimension() + " and " + query.length);
    }
  }

  public int compared() {
    return compared;
  }

  /** Offers all accepted slots of a range. */
  public void range(int from, int to, TopK results) {
    int count = 0;
    if (filter instanceof SlotSet set) {
      for (int slot = set.next(from); slot >= 0 && slot < to; slot = set.next(slot + 1)) {
        count = add(slot, count, results);
      }
    } else {
      for (int slot = from; slot < to; slot++) {
        if (filter == null || filter.accepts(slot)) {
          count = add(slot, count, results);
        }
      }
    }
    flush(count, results);
  }

  /** As below, with norms that are known. */
  public void all(SlotBitmap set, Norms known, TopK results) {
    norms = known;
    all(set, results);
  }

  /** Offers the accepted slots of a set that may change meanwhile. */
  public void all(SlotBitmap set, TopK results) {
    int count = 0;
    for (int slot = set.next(0); slot >= 0; slot = set.next(slot + 1)) {
      if (filter == null || filter.accepts(slot)) {
        count = add(slot, count, results);
      }
    }
    flush(count, results);
  }

  /** Offers the accepted slots below a limit that an index has. */
  public void all(int limit, IntPredicate there, TopK results) {
    int count = 0;
    if (filter instanceof SlotSet set) {
      for (int slot = set.next(0); slot >= 0 && slot < limit; slot = set.next(slot + 1)) {
        if (there.test(slot)) {
          count = add(slot, count, results);
        }
      }
    } else {
      for (int slot = 0; slot < limit; slot++) {
        if (there.test(slot) && (filter == null || filter.accepts(slot))) {
          count = add(slot, count, results);
        }
      }
    }
    flush(count, results);
  }

  /** Offers the accepted slots of a list. */
  public void list(int[] list, TopK results) {
    int count = 0;
    for (int slot : list) {
      if (slot != SlotList.NONE && (filter == null || filter.accepts(slot))) {
        count = add(slot, count, results);
      }
    }
    flush(count, results);
  }

  /** Offers the slots of a set that an index has; true, since that is all that match. */
  public boolean slots(SlotSet set, IntPredicate there, TopK results) {
    int count = 0;
    for (int slot = set.next(0); slot >= 0; slot = set.next(slot + 1)) {
      if (there.test(slot)) {
        count = add(slot, count, results);
      }
    }
    flush(count, results);
    return true;
  }

  /** Offers slots that are known to be accepted. */
  void some(int[] some, int count, TopK results) {
    System.arraycopy(some, 0, slots, 0, count);
    flush(count, results);
  }

  private float squaredNorm(int slot) {
    float known = norms == null ? 0 : norms.squared(slot);
    return known > 0 ? known : exact.squaredNorm(slot);
  }

  private int add(int slot, int count, TopK results) {
    slots[count] = slot;
    if (count + 1 < BATCH) {
      return count + 1;
    }
    flush(BATCH, results);
    return 0;
  }

  private void flush(int count, TopK results) {
    exact.raw(query, slots, count, raw);
    compared += count;
    double worst = Math.min(reach, results.worst());
    for (int i = 0; i < count; i++) {
      float norm = needsNorm ? squaredNorm(slots[i]) : 0;
      double distance = exact.shown(raw[i], queryNorm, norm);
      if (!(distance > worst)) {
        results.offer(distance, slots[i]);
        worst = Math.min(reach, results.worst());
      }
    }
  }
}
