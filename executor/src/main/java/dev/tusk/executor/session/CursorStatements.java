package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.CloseCursor;
import dev.tusk.sql.statement.DeclareCursor;
import dev.tusk.sql.statement.Fetch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DECLARE, FETCH, MOVE, CLOSE. */
final class CursorStatements {
  private final Session session;
  private final QueryStatements nested;

  CursorStatements(Session session, QueryStatements nested) {
    this.session = session;
    this.nested = nested;
  }

  String declare(DeclareCursor statement) {
    if (!statement.hold() && !session.block().inBlock() && !session.inBatch()) {
      throw SqlException.of(
          SqlState.NO_ACTIVE_SQL_TRANSACTION,
          "DECLARE CURSOR can only be used in transaction blocks");
    }
    QueryRun run = nested.start(statement.query());
    try {
      session
          .statements()
          .open(
              Portal.cursor(
                  statement.name(),
                  statement.text(),
                  run,
                  Boolean.TRUE.equals(statement.scroll()),
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

  String fetch(Fetch statement, RowReceiver receiver) {
    Portal cursor = session.statements().cursor(statement.cursor());
    List<OutputColumn> columns = columns(statement);
    if (!statement.move() && columns != null) {
      receiver.columns(columns);
    }
    try {
      long count = move(cursor, statement, statement.move() ? null : receiver);
      return (statement.move() ? "MOVE " : "FETCH ") + count;
    } catch (RuntimeException e) {
      session.statements().closePortal(cursor.name());
      throw e;
    }
  }

  private long move(Portal cursor, Fetch statement, @Nullable RowReceiver receiver) {
    long count = statement.count();
    return switch (statement.direction()) {
      case FORWARD ->
          count < 0
              ? backward(cursor, -count, receiver)
              : count == 0 ? again(cursor, receiver) : forward(cursor, count, receiver);
      case BACKWARD ->
          count < 0
              ? forward(cursor, -count, receiver)
              : count == 0 ? again(cursor, receiver) : backward(cursor, count, receiver);
      case ABSOLUTE -> absolute(cursor, count, receiver);
      case RELATIVE -> relative(cursor, count, receiver);
    };
  }

  private long forward(Portal cursor, long count, @Nullable RowReceiver receiver) {
    for (long given = 0; given < count; given++) {
      @Nullable Object[] row = cursor.forward();
      if (row == null) {
        return given;
      }
      if (receiver != null) {
        receiver.row(row);
      }
    }
    return count;
  }

  private long backward(Portal cursor, long count, @Nullable RowReceiver receiver) {
    requireScroll(cursor);
    for (long given = 0; given < count; given++) {
      @Nullable Object[] row = cursor.backward();
      if (row == null) {
        return given;
      }
      if (receiver != null) {
        receiver.row(row);
      }
    }
    return count;
  }

  private long again(Portal cursor, @Nullable RowReceiver receiver) {
    requireScroll(cursor);
    @Nullable Object[] row = cursor.current();
    if (row == null) {
      return 0;
    }
    if (receiver != null) {
      receiver.row(row);
    }
    return 1;
  }

  private long absolute(Portal cursor, long position, @Nullable RowReceiver receiver) {
    if (position < 0) {
      throw SqlException.notSupported("FETCH ABSOLUTE with a negative count");
    }
    if (position <= cursor.position()) {
      requireScroll(cursor);
      cursor.rewind();
    }
    return step(cursor, position - cursor.position(), receiver);
  }

  private long relative(Portal cursor, long distance, @Nullable RowReceiver receiver) {
    if (distance == 0) {
      return again(cursor, receiver);
    }
    if (distance < 0) {
      backward(cursor, -distance - 1, null);
      return backward(cursor, 1, receiver);
    }
    return step(cursor, distance, receiver);
  }

  private long step(Portal cursor, long distance, @Nullable RowReceiver receiver) {
    if (distance <= 0) {
      return 0;
    }
    forward(cursor, distance - 1, null);
    return forward(cursor, 1, receiver);
  }

  private static void requireScroll(Portal cursor) {
    if (!cursor.scroll()) {
      throw SqlException.of(
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, "cursor can only scan forward")
          .withHint("Declare it with SCROLL option to enable backward scan.");
    }
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
      session.statements().closeAllPortals();
      return "CLOSE CURSOR ALL";
    }
    session.statements().cursor(name);
    session.statements().closePortal(name);
    return "CLOSE CURSOR";
  }
}
