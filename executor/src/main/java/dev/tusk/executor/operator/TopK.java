package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** ORDER BY with LIMIT: the first rows of the input, in order, in O(n log limit). */
final class TopK implements RowSource {
  /** A list holds no more; behind it, all are. */
  private static final int MOST_KEPT = Integer.MAX_VALUE;

  private final PhysicalPlan.TopK plan;
  private final RowSource input;
  private final RowOrder order;
  private final long limit;
  private final long offset;
  private final PlanExecution execution;
  private @Nullable Iterator<RowOrder.Keyed> sorted;

  TopK(
      PhysicalPlan.TopK plan,
      RowSource input,
      RowOrder order,
      long limit,
      long offset,
      PlanExecution execution) {
    this.plan = plan;
    this.input = input;
    this.order = order;
    this.limit = limit;
    this.offset = offset;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    Iterator<RowOrder.Keyed> rows = sorted;
    if (rows == null) {
      rows = drain();
      sorted = rows;
    }
    return rows.hasNext() ? rows.next().row() : null;
  }

  private Iterator<RowOrder.Keyed> drain() {
    int kept = (int) Math.min(MOST_KEPT, limit > MOST_KEPT - offset ? MOST_KEPT : limit + offset);
    var first = new TupleSort.First<RowOrder.Keyed>(kept, order.comparator());
    for (@Nullable Object[] row = kept == 0 ? null : input.next();
        row != null;
        row = input.next()) {
      first.add(order.keyed(row, execution));
      execution.checkCancelled();
    }
    RowOrder.Keyed[] sorted = first.sorted(new RowOrder.Keyed[0]);
    MemoryAccount account = MemoryAccount.of(plan, execution);
    if (account != null) {
      String method = first.isHeap() ? "top-N heapsort" : TupleSort.method(sorted.length);
      account.sorted(method, Arrays.asList(sorted));
    }
    int skipped = (int) Math.min(offset, sorted.length);
    return Arrays.asList(sorted).subList(skipped, sorted.length).iterator();
  }

  @Override
  public void close() {
    input.close();
    sorted = null;
  }
}
