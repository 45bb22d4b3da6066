package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.expression.SetEvaluator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Set-returning functions in a select list: side by side, until the longest set ends. */
final class ProjectSet implements RowSource {
  private final RowSource input;
  private final @Nullable Evaluator[] scalars;
  private final @Nullable SetEvaluator[] sets;
  private final PlanExecution execution;
  private final @Nullable Iterator<?>[] iterators;
  private @Nullable Object @Nullable [] row;

  /** For each field either {@code scalars[i]} or {@code sets[i]} is given. */
  ProjectSet(
      RowSource input,
      @Nullable Evaluator[] scalars,
      @Nullable SetEvaluator[] sets,
      PlanExecution execution) {
    this.input = input;
    this.scalars = scalars;
    this.sets = sets;
    this.execution = execution;
    this.iterators = new Iterator<?>[sets.length];
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      @Nullable Object[] from = row;
      if (from == null) {
        from = input.next();
        if (from == null) {
          return null;
        }
        start(from);
      }
      @Nullable Object[] fields = nextOf(from);
      if (fields != null) {
        return fields;
      }
      row = null;
      execution.checkCancelled();
    }
  }

  private void start(@Nullable Object[] from) {
    row = from;
    for (int i = 0; i < sets.length; i++) {
      SetEvaluator set = sets[i];
      iterators[i] = set == null ? null : set.evaluate(from, execution);
    }
  }

  private @Nullable Object @Nullable [] nextOf(@Nullable Object[] from) {
    @Nullable Object[] fields = new Object[sets.length];
    boolean any = false;
    for (int i = 0; i < fields.length; i++) {
      Iterator<?> iterator = iterators[i];
      if (iterator != null && iterator.hasNext()) {
        fields[i] = iterator.next();
        any = true;
      }
    }
    if (!any) {
      return null;
    }
    for (int i = 0; i < fields.length; i++) {
      Evaluator scalar = scalars[i];
      if (scalar != null) {
        fields[i] = scalar.evaluate(from, execution);
      }
    }
    return fields;
  }

  @Override
  public void close() {
    input.close();
  }
}
