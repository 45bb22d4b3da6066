package dev.tusk.executor.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a partition in window order, and which of them are peers (equal by ORDER BY). */
final class WindowPartition {
  private final List<RowOrder.Keyed> rows;
  private final RowOrder order;
  private final int[] peerStart;
  private final int[] peerEnd;
  private final int[] group;

  WindowPartition(List<RowOrder.Keyed> rows, RowOrder order) {
    this.rows = rows;
    this.order = order;
    int size = rows.size();
    peerStart = new int[size];
    peerEnd = new int[size];
    group = new int[size];
    for (int start = 0, number = 0; start < size; number++) {
      int end = start + 1;
      while (end < size && order.compareKeys(rows.get(start).keys(), rows.get(end).keys()) == 0) {
        end++;
      }
      for (int i = start; i < end; i++) {
        peerStart[i] = start;
        peerEnd[i] = end;
        group[i] = number;
      }
      start = end;
    }
  }

  int size() {
    return rows.size();
  }

  @Nullable Object[] row(int index) {
    return rows.get(index).row();
  }

  RowOrder order() {
    return order;
  }

  /** The first (and for RANGE with an offset only) sort key of a row. */
  @Nullable Object key(int index) {
    return rows.get(index).keys()[0];
  }

  int peerStart(int index) {
    return peerStart[index];
  }

  /** Behind the last peer. */
  int peerEnd(int index) {
    return peerEnd[index];
  }

  /** Number of the row's peer group, from 0. */
  int group(int index) {
    return group[index];
  }

  /** First row of a peer group; {@link #size} behind the last group, 0 before the first. */
  int groupStart(long number) {
    if (number <= 0) {
      return 0;
    }
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (group[middle] < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
