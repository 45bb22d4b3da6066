package dev.tusk.executor.operator;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.type.RecordValue;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A function in FROM: one row for each of its values, composite ones spread over the fields. */
final class FunctionScan implements RowSource {
  private final Iterator<@Nullable Object> values;
  private final int width;
  private final boolean withOrdinality;
  private final PlanExecution execution;
  private long ordinal;

  FunctionScan(
      Iterator<@Nullable Object> values,
      int width,
      boolean withOrdinality,
      PlanExecution execution) {
    this.values = values;
    this.width = width;
    this.withOrdinality = withOrdinality;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!values.hasNext()) {
      return null;
    }
    execution.checkCancelled();
    Object value = values.next();
    @Nullable Object[] row = new Object[width];
    int fields = withOrdinality ? width - 1 : width;
    if (value instanceof RecordValue record) {
      for (int i = 0; i < fields; i++) {
        row[i] = record.get(i);
      }
    } else if (fields > 0) {
      row[0] = value;
    }
    if (withOrdinality) {
      row[fields] = ++ordinal;
    }
    return row;
  }

  @Override
  public void close() {}
}
