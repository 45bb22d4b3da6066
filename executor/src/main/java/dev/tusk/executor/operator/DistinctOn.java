package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/** DISTINCT ON: the first row of each run of equal keys; the input is sorted by them. */
final class DistinctOn implements RowSource {
  private final RowSource input;
  private final Evaluator[] keys;
  private final Type[] types;
  private final PlanExecution execution;
  private @Nullable RowKey last;

  DistinctOn(RowSource input, Evaluator[] keys, Type[] types, PlanExecution execution) {
    this.input = input;
    this.keys = keys;
    this.types = types;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      RowKey key = new RowKey(Rows.evaluate(keys, row, execution), types);
      if (!key.equals(last)) {
        last = key;
        return row;
      }
      execution.checkCancelled();
    }
    return null;
  }

  @Override
  public void close() {
    input.close();
  }
}
