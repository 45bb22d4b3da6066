package dev.tusk.executor.session;

import dev.tusk.executor.routine.BodyRun;
import dev.tusk.executor.routine.BodyText;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running query or modification of a body. */
final class OpenRun implements BodyRun {
  private final BodyStatements statements;
  private final QueryRun run;
  private final BodyText text;
  private final int shift;

  /** Rows read before their transaction ended; null while it goes on. */
  private @Nullable ArrayDeque<@Nullable Object[]> held;

  OpenRun(BodyStatements statements, QueryRun run, BodyText text, int shift) {
    this.statements = statements;
    this.run = run;
    this.text = text;
    this.shift = shift;
    statements.opened(this);
  }

  @Override
  public @Nullable List<OutputColumn> columns() {
    return run.plan().returnsRows() ? run.plan().planned().output() : null;
  }

  @Override
  public @Nullable Object @Nullable [] fetch() {
    ArrayDeque<@Nullable Object[]> kept = held;
    return kept != null ? kept.poll() : run.next();
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    try {
      return fetch();
    } catch (SqlException e) {
      throw BodyStatements.placed(e, text, shift);
    }
  }

  @Override
  public long finish() {
    while (next() != null) {
      // Only its effects are wanted.
    }
    return processed();
  }

  @Override
  public long processed() {
    return run.plan().kind() == PlannedStatement.Kind.SELECT
        ? run.rowsGiven()
        : run.execution().processed();
  }

  void requireReadOnly() {
    if (!run.plan().targets().isEmpty()) {
      throw SqlException.of(
          SqlState.INVALID_TRANSACTION_TERMINATION,
          "cannot perform transaction commands inside a cursor loop that is not read-only");
    }
  }

  /** The transaction ends: what may still be asked for is read now. */
  void hold() {
    if (held == null) {
      ArrayDeque<@Nullable Object[]> rest = new ArrayDeque<>();
      for (@Nullable Object[] row = fetch(); row != null; row = fetch()) {
        rest.add(row);
      }
      held = rest;
      run.close();
    }
  }

  @Override
  public void close() {
    statements.closed(this);
    run.close();
  }
}
