package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.plancache.PlanShape;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.plan.RowLock;
import dev.tusk.sql.statement.CloseCursor;
import dev.tusk.sql.statement.DeclareCursor;
import dev.tusk.sql.statement.Fetch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DECLARE, FETCH, MOVE, CLOSE. */
final class CursorStatements {
  private final Session session;
  private final QueryStatements nested;
  private final Queries queries;

  CursorStatements(Session session, QueryStatements nested, Queries queries) {
    this.session = session;
    this.nested = nested;
    this.queries = queries;
  }

  String declare(DeclareCursor statement, BoundParameters bound) {
    if (!statement.hold() && !session.block().inBlock() && !session.inBatch()) {
      throw SqlException.of(
          SqlState.NO_ACTIVE_SQL_TRANSACTION,
          "DECLARE CURSOR can only be used in transaction blocks");
    }
    if (statement.hold()) {
      session.roles().requireUnrestricted("create a cursor WITH HOLD");
    }
    QueryRun run = nested.startCursor(statement.query(), bound);
    try {
      checkLocking(statement, run);
      Boolean written = statement.scroll();
      boolean scroll =
          written != null ? written : PlanShape.supportsBackward(run.plan().planned().plan());
      session
          .statements()
          .open(
              Portal.cursor(
                  statement.name(),
                  session.statementText(),
                  run,
                  new CursorScan(run, scroll, Boolean.TRUE.equals(written)),
                  statement.binary(),
                  statement.hold(),
                  session.statementMicros(),
                  session.block().depth()));
    } catch (SqlException e) {
      run.close();
      throw e;
    }
    return "DECLARE CURSOR";
  }

  /** Row locks are taken as rows are read, once and in one direction. */
  private static void checkLocking(DeclareCursor statement, QueryRun run) {
    List<RowLock> locks = PlanShape.rowLocks(run.plan().planned().plan());
    if (locks.isEmpty()) {
      return;
    }
    String clause = "FOR " + locks.getFirst().strength().name().replace('_', ' ');
    if (statement.hold()) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "DECLARE CURSOR WITH HOLD ... " + clause + " is not supported")
          .withDetail("Holdable cursors must be READ ONLY.");
    }
    if (Boolean.TRUE.equals(statement.scroll())) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "DECLARE SCROLL CURSOR ... " + clause + " is not supported")
          .withDetail("Scrollable cursors must be READ ONLY.");
    }
    if (statement.insensitive()) {
      throw SqlException.of(
              SqlState.INVALID_CURSOR_DEFINITION,
              "DECLARE INSENSITIVE CURSOR ... " + clause + " is not valid")
          .withDetail("Insensitive cursors must be READ ONLY.");
    }
  }

  String fetch(Fetch statement, RowReceiver receiver) {
    Portal cursor = session.statements().cursor(statement.cursor());
    if (cursor.failed()) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "portal \"" + cursor.name() + "\" cannot be run");
    }
    start(cursor);
    List<OutputColumn> columns = columns(statement);
    if (!statement.move() && columns != null) {
      receiver.columns(columns);
    }
    try {
      long count =
          cursor
              .scan()
              .fetch(statement.direction(), statement.count(), statement.move() ? null : receiver);
      return (statement.move() ? "MOVE " : "FETCH ") + count;
    } catch (RuntimeException e) {
      cursor.fail();
      throw e;
    }
  }

  /** A portal of Bind that nobody has executed yet. */
  private void start(Portal portal) {
    PreparedStatement prepared = portal.prepared();
    if (portal.run() != null || prepared == null) {
      return;
    }
    if (prepared.normalized() == null) {
      throw SqlException.notSupported("FETCH from a statement that is no query");
    }
    portal.start(queries.prepared().start(prepared, portal.parameters(), portal.custom()));
  }

  @Nullable List<OutputColumn> columns(Fetch statement) {
    Portal cursor = session.statements().cursor(statement.cursor());
    QueryRun run = cursor.run();
    return cursor.columns() != null
        ? cursor.columns()
        : run == null ? null : run.plan().planned().output();
  }

  String close(CloseCursor statement) {
    String name = statement.name();
    if (name == null) {
      session.roles().requireUnrestricted("execute CLOSE");
      session.statements().closeAllPortals();
      return "CLOSE CURSOR ALL";
    }
    session.statements().cursor(name);
    session.statements().closePortal(name);
    return "CLOSE CURSOR";
  }
}
