package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * ORDER BY with LIMIT: the first rows of the input, in order, in O(n log limit).
 *
 * <p>Keeps the best rows so far in a heap with the worst of them on top, which is the one that a
 * better row replaces.
 */
final class TopK implements RowSource {
  private final RowSource input;
  private final RowOrder order;
  private final long limit;
  private final long offset;
  private final PlanExecution execution;
  private @Nullable Deque<RowOrder.Keyed> sorted;

  TopK(RowSource input, RowOrder order, long limit, long offset, PlanExecution execution) {
    this.input = input;
    this.order = order;
    this.limit = limit;
    this.offset = offset;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    Deque<RowOrder.Keyed> rows = sorted;
    if (rows == null) {
      rows = drain();
      sorted = rows;
    }
    RowOrder.Keyed row = rows.poll();
    return row == null ? null : row.row();
  }

  private Deque<RowOrder.Keyed> drain() {
    long kept = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : limit + offset;
    var worstFirst = new PriorityQueue<RowOrder.Keyed>(order.comparator().reversed());
    long place = 0;
    for (@Nullable Object[] row = kept == 0 ? null : input.next();
        row != null;
        row = input.next()) {
      RowOrder.Keyed keyed = order.keyed(row, place++, execution);
      if (worstFirst.size() < kept) {
        worstFirst.add(keyed);
      } else if (order.compareKeys(keyed.keys(), worstFirst.element().keys()) < 0) {
        worstFirst.poll();
        worstFirst.add(keyed);
      }
      execution.checkCancelled();
    }
    Deque<RowOrder.Keyed> ascending = new ArrayDeque<>(worstFirst.size());
    while (!worstFirst.isEmpty()) {
      ascending.addFirst(worstFirst.poll());
    }
    for (long skipped = 0; skipped < offset && !ascending.isEmpty(); skipped++) {
      ascending.poll();
    }
    return ascending;
  }

  @Override
  public void close() {
    input.close();
    sorted = null;
  }
}
