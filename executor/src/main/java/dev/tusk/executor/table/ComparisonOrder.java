package dev.tusk.executor.table;

import java.util.Comparator;

/**
 * Sorts by the comparisons that PostgreSQL makes, in their order: the quicksort of Bentley and
 * McIlroy with a check for input in order (src/include/lib/sort_template.h). PostgreSQL refuses a
 * duplicate key where its sort first compares two equal ones, so this tells which it names.
 */
final class ComparisonOrder {
  private static final int INSERTION = 7;
  private static final int NINTHER = 40;

  private ComparisonOrder() {}

  /**
   * @param order never says that two elements are equal: it throws instead, or tells them apart
   */
  static <T> void sort(T[] all, Comparator<T> order) {
    sort(all, 0, all.length, order);
  }

  private static <T> void sort(T[] all, int first, int count, Comparator<T> order) {
    int from = first;
    int n = count;
    while (n >= INSERTION) {
      if (inOrder(all, from, n, order)) {
        return;
      }
      swap(all, from, pivot(all, from, n, order));
      int up = from + 1;
      int down = from + n - 1;
      while (true) {
        while (up <= down && order.compare(all[up], all[from]) < 0) {
          up++;
        }
        while (up <= down && order.compare(all[down], all[from]) > 0) {
          down--;
        }
        if (up > down) {
          break;
        }
        swap(all, up++, down--);
      }
      swap(all, from, up - 1);
      int left = up - from - 1;
      int right = from + n - 1 - down;
      // The smaller part first, the other in the next turn.
      if (left <= right) {
        sort(all, from, left, order);
        from += n - right;
        n = right;
      } else {
        sort(all, from + n - right, right, order);
        n = left;
      }
    }
    insert(all, from, n, order);
  }

  private static <T> void insert(T[] all, int from, int n, Comparator<T> order) {
    for (int next = from + 1; next < from + n; next++) {
      for (int at = next; at > from && order.compare(all[at - 1], all[at]) > 0; at--) {
        swap(all, at, at - 1);
      }
    }
  }

  private static <T> boolean inOrder(T[] all, int from, int n, Comparator<T> order) {
    for (int at = from + 1; at < from + n; at++) {
      if (order.compare(all[at - 1], all[at]) > 0) {
        return false;
      }
    }
    return true;
  }

  private static <T> int pivot(T[] all, int from, int n, Comparator<T> order) {
    int middle = from + n / 2;
    if (n == INSERTION) {
      return middle;
    }
    int low = from;
    int high = from + n - 1;
    if (n > NINTHER) {
      int step = n / 8;
      low = median(all, low, low + step, low + 2 * step, order);
      middle = median(all, middle - step, middle, middle + step, order);
      high = median(all, high - 2 * step, high - step, high, order);
    }
    return median(all, low, middle, high, order);
  }

  private static <T> int median(T[] all, int a, int b, int c, Comparator<T> order) {
    if (order.compare(all[a], all[b]) < 0) {
      if (order.compare(all[b], all[c]) < 0) {
        return b;
      }
      return order.compare(all[a], all[c]) < 0 ? c : a;
    }
    if (order.compare(all[b], all[c]) > 0) {
      return b;
    }
    return order.compare(all[a], all[c]) < 0 ? a : c;
  }

  private static <T> void swap(T[] all, int a, int b) {
    T kept = all[a];
    all[a] = all[b];
    all[b] = kept;
  }
}
