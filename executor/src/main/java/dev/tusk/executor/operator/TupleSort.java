package dev.tusk.executor.operator;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Sorting by PostgreSQL's algorithms, so that rows with equal keys come in the order in which
 * PostgreSQL's sorts leave them: the quicksort of Bentley and McIlroy ("Engineering a Sort
 * Function", 1993) that looks for order first ({@code sort_template.h}), and for the first rows
 * alone a heap ({@code tuplesort.c}).
 *
 * <p>Sorts of more rows than {@link #MOST_IN_MEMORY} are stable instead. PostgreSQL would sort them
 * in runs on disk and merge these, which leaves equal keys in another order again; and the merge
 * sort compares less.
 */
public final class TupleSort {
  /** About what PostgreSQL's default {@code work_mem} of 4 MB holds of rows of a few columns. */
  static final int MOST_IN_MEMORY = 50_000;

  /** Below it, insertion. */
  private static final int FEW = 7;

  /** Above it, the median of three medians. */
  private static final int MANY = 40;

  private TupleSort() {}

  /** The name of the way in which so many rows are sorted, as EXPLAIN ANALYZE tells it. */
  static String method(int rows) {
    return rows > MOST_IN_MEMORY ? "merge sort" : "quicksort";
  }

  public static <T> void sort(T[] rows, Comparator<? super T> order) {
    if (rows.length > MOST_IN_MEMORY) {
      Arrays.sort(rows, order);
    } else {
      quicksort(rows, 0, rows.length, order);
    }
  }

  private static <T> void quicksort(T[] a, int first, int rows, Comparator<? super T> order) {
    int from = first;
    int n = rows;
    while (n >= FEW) {
      if (presorted(a, from, n, order)) {
        return;
      }
      swap(a, from, pivot(a, from, n, order));
      long sizes = partition(a, from, n, order);
      int less = (int) (sizes >>> Integer.SIZE);
      int greater = (int) sizes;
      int behind = from + n - greater;
      // The smaller part first, so that the depth stays logarithmic.
      if (less <= greater) {
        quicksort(a, from, less, order);
        from = behind;
        n = greater;
      } else {
        quicksort(a, behind, greater, order);
        n = less;
      }
    }
    insertion(a, from, n, order);
  }

  private static <T> void insertion(T[] a, int from, int n, Comparator<? super T> order) {
    for (int next = from + 1; next < from + n; next++) {
      for (int at = next; at > from && order.compare(a[at - 1], a[at]) > 0; at--) {
        swap(a, at, at - 1);
      }
    }
  }

  private static <T> boolean presorted(T[] a, int from, int n, Comparator<? super T> order) {
    for (int at = from + 1; at < from + n; at++) {
      if (order.compare(a[at - 1], a[at]) > 0) {
        return false;
      }
    }
    return true;
  }

  private static <T> int pivot(T[] a, int from, int n, Comparator<? super T> order) {
    int middle = from + n / 2;
    if (n <= FEW) {
      return middle;
    }
    int low = from;
    int high = from + n - 1;
    if (n > MANY) {
      int d = n / 8;
      low = median(a, low, low + d, low + 2 * d, order);
      middle = median(a, middle - d, middle, middle + d, order);
      high = median(a, high - 2 * d, high - d, high, order);
    }
    return median(a, low, middle, high, order);
  }

  private static <T> int median(T[] a, int x, int y, int z, Comparator<? super T> order) {
    if (order.compare(a[x], a[y]) < 0) {
      return order.compare(a[y], a[z]) < 0 ? y : order.compare(a[x], a[z]) < 0 ? z : x;
    }
    return order.compare(a[y], a[z]) > 0 ? y : order.compare(a[x], a[z]) < 0 ? x : z;
  }

  /**
   * Divides by the first row: what is less to the front, what is greater to the end, equals between
   * them. They are gathered at both ends meanwhile.
   *
   * @return how many are less, and in the lower half how many are greater
   */
  private static <T> long partition(T[] a, int from, int n, Comparator<? super T> order) {
    int equalLow = from + 1;
    int low = from + 1;
    int high = from + n - 1;
    int equalHigh = high;
    T pivot = a[from];
    while (true) {
      for (int r; low <= high && (r = order.compare(a[low], pivot)) <= 0; low++) {
        if (r == 0) {
          swap(a, equalLow++, low);
        }
      }
      for (int r; low <= high && (r = order.compare(a[high], pivot)) >= 0; high--) {
        if (r == 0) {
          swap(a, high, equalHigh--);
        }
      }
      if (low > high) {
        break;
      }
      swap(a, low++, high--);
    }
    int end = from + n;
    int less = low - equalLow;
    int greater = equalHigh - high;
    exchange(a, from, low - Math.min(equalLow - from, less), Math.min(equalLow - from, less));
    int back = Math.min(greater, end - equalHigh - 1);
    exchange(a, low, end - back, back);
    return (long) less << Integer.SIZE | greater;
  }

  private static <T> void exchange(T[] a, int one, int other, int count) {
    for (int i = 0; i < count; i++) {
      swap(a, one + i, other + i);
    }
  }

  private static <T> void swap(T[] a, int one, int other) {
    T kept = a[one];
    a[one] = a[other];
    a[other] = kept;
  }

  /**
   * The first rows in order of all that are given, in O(n log bound): a heap with the last of them
   * on top, which a better row replaces. It begins with more than twice as many rows as are wanted;
   * until then, sorting all is cheaper, and is done.
   */
  static final class First<T> {
    private final int bound;
    private final Comparator<? super T> order;
    private final java.util.ArrayList<T> rows = new java.util.ArrayList<>();
    private boolean heaped;

    /** Whether a heap was made: until then, all rows are sorted. */
    boolean isHeap() {
      return heaped;
    }

    First(int bound, Comparator<? super T> order) {
      this.bound = bound;
      this.order = order;
    }

    void add(T row) {
      if (!heaped) {
        rows.add(row);
        if (rows.size() > 2L * bound) {
          makeHeap();
        }
      } else if (order.compare(row, rows.getFirst()) < 0) {
        replaceTop(row, bound);
      }
    }

    /** The rows in order; no more may be added. */
    T[] sorted(T[] empty) {
      if (!heaped) {
        T[] all = rows.toArray(empty);
        sort(all, order);
        return all.length > bound ? Arrays.copyOf(all, bound) : all;
      }
      for (int size = bound; size > 1; ) {
        T last = rows.getFirst();
        size--;
        replaceTop(rows.get(size), size);
        rows.set(size, last);
      }
      return rows.toArray(empty);
    }

    private void makeHeap() {
      heaped = true;
      java.util.List<T> all = java.util.List.copyOf(rows);
      for (int size = 0; size < bound; size++) {
        insert(all.get(size), size);
      }
      rows.subList(bound, rows.size()).clear();
      for (T row : all.subList(bound, all.size())) {
        if (order.compare(row, rows.getFirst()) < 0) {
          replaceTop(row, bound);
        }
      }
    }

    private void insert(T row, int size) {
      int at = size;
      while (at > 0) {
        int above = (at - 1) >> 1;
        if (order.compare(rows.get(above), row) >= 0) {
          break;
        }
        rows.set(at, rows.get(above));
        at = above;
      }
      rows.set(at, row);
    }

    /** Takes the top away and lets the row sink from there. */
    private void replaceTop(T row, int size) {
      int hole = 0;
      for (int below = 1; below < size; below = 2 * hole + 1) {
        if (below + 1 < size && order.compare(rows.get(below + 1), rows.get(below)) > 0) {
          below++;
        }
        if (order.compare(rows.get(below), row) <= 0) {
          break;
        }
        rows.set(hole, rows.get(below));
        hole = below;
      }
      rows.set(hole, row);
    }
  }
}
