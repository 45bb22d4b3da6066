package dev.tusk.vector.exact;

import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SearchWork;
import dev.tusk.vector.SlotOrder;
import java.util.Arrays;

/**
 * The k smallest (distance, rank, slot) seen, a total order in which NaN comes last: a binary heap
 * with the largest on top. Reused from search to search by one thread.
 */
public final class TopK {
  private SlotOrder order = SlotOrder.BY_SLOT;
  private int k;
  private int size;
  private long[] keys = new long[64];
  private int[] slots = new int[64];

  /** By what equal distances are told apart, until the next call; nothing may be in the heap. */
  public void order(SlotOrder slotOrder) {
    order = slotOrder;
  }

  public void reset(int k) {
    this.k = k;
    this.size = 0;
  }

  public int size() {
    return size;
  }

  public boolean full() {
    return size == k;
  }

  /** The distance that a further slot must stay below, or equal with a lower rank. */
  public double worst() {
    return size == k ? distance(keys[0]) : Double.POSITIVE_INFINITY;
  }

  public void offer(double distance, int slot) {
    long key = key(distance);
    if (size < k) {
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, 2 * size);
        slots = Arrays.copyOf(slots, 2 * size);
      }
      siftUp(size++, key, slot);
    } else if (less(key, slot, keys[0], slots[0])) {
      siftDown(0, size, key, slot);
    }
  }

  private void siftUp(int from, long key, int slot) {
    int i = from;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (!less(keys[parent], slots[parent], key, slot)) {
        break;
      }
      keys[i] = keys[parent];
      slots[i] = slots[parent];
      i = parent;
    }
    keys[i] = key;
    slots[i] = slot;
  }

  private void siftDown(int from, int end, long key, int slot) {
    int i = from;
    while (true) {
      int child = 2 * i + 1;
      if (child >= end) {
        break;
      }
      if (child + 1 < end && less(keys[child], slots[child], keys[child + 1], slots[child + 1])) {
        child++;
      }
      if (!less(key, slot, keys[child], slots[child])) {
        break;
      }
      keys[i] = keys[child];
      slots[i] = slots[child];
      i = child;
    }
    keys[i] = key;
    slots[i] = slot;
  }

  /** Puts the entries in order; nothing more may be offered before {@link #reset}. */
  public void sort() {
    for (int end = size - 1; end > 0; end--) {
      long key = keys[end];
      int slot = slots[end];
      keys[end] = keys[0];
      slots[end] = slots[0];
      siftDown(0, end, key, slot);
    }
  }

  public int slot(int i) {
    return slots[i];
  }

  public double distance(int i) {
    return distance(keys[i]);
  }

  /** Whether an entry comes before, or equals, one of another. */
  public boolean before(int i, TopK other, int j) {
    return !less(other.keys[j], other.slots[j], keys[i], slots[i]);
  }

  /** After {@link #sort}: the entries as a result. */
  public SearchResult toResult(SearchWork work, boolean exact) {
    int[] resultSlots = Arrays.copyOf(slots, size);
    double[] distances = new double[size];
    for (int i = 0; i < size; i++) {
      distances[i] = distance(keys[i]);
    }
    return new SearchResult(resultSlots, distances, work, exact);
  }

  private boolean less(long keyA, int slotA, long keyB, int slotB) {
    return keyA == keyB ? first(slotA, slotB) : keyA < keyB;
  }

  private boolean first(int slotA, int slotB) {
    if (slotA == slotB) {
      return false;
    }
    long a = order.rank(slotA);
    long b = order.rank(slotB);
    return a == b ? slotA < slotB : a < b;
  }

  /** The distance's bits, made to order as signed numbers; NaN becomes the largest. */
  private static long key(double distance) {
    long bits = Double.doubleToLongBits(distance + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double distance(long key) {
    return Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
  }
}
