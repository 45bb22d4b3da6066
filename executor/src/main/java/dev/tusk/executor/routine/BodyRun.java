package dev.tusk.executor.routine;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a statement of a body: its rows, pulled. */
public interface BodyRun extends RowSource {
  /** Columns of its rows; null when it gives none. */
  @Nullable List<OutputColumn> columns();

  /** The next row as a cursor fetches it: an error's context does not name the statement again. */
  default @Nullable Object @Nullable [] fetch() {
    return next();
  }

  /** Runs what is left of it, without its rows; gives how many rows there were or were changed. */
  long finish();

  /** Rows given or changed so far. */
  long processed();
}
