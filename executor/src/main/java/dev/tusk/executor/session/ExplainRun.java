package dev.tusk.executor.session;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.statement.Explain;

/** EXPLAIN. */
final class ExplainRun {
  private final Explain statement;

  ExplainRun(Session session, EngineCore core, Queries queries, Explain statement) {
    this.statement = statement;
  }

  void run(RowReceiver receiver) {
    throw SqlException.notSupported("EXPLAIN of " + CommandNames.of(statement.statement()));
  }
}
