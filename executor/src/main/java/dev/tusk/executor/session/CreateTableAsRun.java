package dev.tusk.executor.session;

import dev.tusk.executor.command.CommandNames;
import dev.tusk.executor.command.MaterializedRefresh;
import dev.tusk.executor.command.TableFromQuery;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Execute;
import dev.tusk.sql.statement.RefreshMaterializedView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE AS and SELECT INTO: a table of the query's columns, filled with its rows. */
final class CreateTableAsRun {
  private final Session session;
  private final QueryStatements nested;

  CreateTableAsRun(Session session, QueryStatements nested) {
    this.session = session;
    this.nested = nested;
  }

  /** REFRESH MATERIALIZED VIEW: the rows of the query in the place of those there are. */
  String refresh(RefreshMaterializedView statement) {
    MaterializedRefresh refresh = MaterializedRefresh.begin(session.host(), statement);
    if (!statement.withData()) {
      refresh.empty();
      return "REFRESH MATERIALIZED VIEW";
    }
    Runnable back = session.roles().restrict(refresh.owner());
    try (QueryRun run = nested.start(SqlParser.parse(refresh.query()).getFirst().statement())) {
      refresh.empty();
      for (@Nullable Object[] row = run.next(); row != null; row = run.next()) {
        refresh.insert(row);
      }
    } finally {
      back.run();
    }
    refresh.finish();
    return "REFRESH MATERIALIZED VIEW";
  }

  String run(CreateTableAs statement, BoundParameters bound) {
    if (!statement.materialized()) {
      return made(statement, bound);
    }
    // Its query will be run so by REFRESH.
    Runnable back = session.roles().restrict(session.roles().now().current());
    try {
      return made(statement, bound);
    } finally {
      back.run();
    }
  }

  private String made(CreateTableAs statement, BoundParameters bound) {
    try (QueryRun run = nested.start(statement.query(), bound)) {
      List<OutputColumn> columns = run.plan().planned().output();
      TableFromQuery table = TableFromQuery.create(session.host(), statement, columns);
      if (table == null || !statement.withData()) {
        // As PostgreSQL has it, what EXECUTE gives is counted though none is asked for.
        return table != null && statement.query() instanceof Execute
            ? "SELECT 0"
            : CommandNames.of(statement);
      }
      long count = 0;
      for (@Nullable Object[] row = run.next(); row != null; row = run.next()) {
        table.insert(row);
        count++;
      }
      table.finish();
      return "SELECT " + count;
    }
  }
}
