package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.search.IndexRange;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Rows through a B-tree index, range after range. */
final class IndexScan implements RowSource {
  private final PhysicalPlan.IndexScan plan;
  private final Iterator<IndexRange> ranges;
  private final PlanExecution execution;
  private @Nullable RowSource current;

  IndexScan(PhysicalPlan.IndexScan plan, IndexRanges ranges, PlanExecution execution) {
    this.plan = plan;
    this.ranges = ranges.evaluate(execution).iterator();
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      RowSource source = current;
      if (source == null) {
        if (!ranges.hasNext()) {
          return null;
        }
        execution.checkCancelled();
        source =
            execution
                .tables()
                .indexRange(
                    plan.table(),
                    plan.index(),
                    ranges.next(),
                    plan.descending(),
                    plan.columns(),
                    execution);
        current = source;
      }
      @Nullable Object[] row = source.next();
      if (row != null) {
        return row;
      }
      source.close();
      current = null;
    }
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
    }
  }
}
