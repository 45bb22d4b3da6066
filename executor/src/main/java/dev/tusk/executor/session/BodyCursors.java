package dev.tusk.executor.session;

import dev.tusk.executor.plancache.PlanShape;
import dev.tusk.executor.routine.BodyStatement;
import dev.tusk.executor.routine.Cursors;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Fetch;
import dev.tusk.sql.type.DateTimes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cursors that bodies open, move and close among the session's own. */
final class BodyCursors implements Cursors {
  private final Session session;

  /** How many loops run over a cursor. */
  private final Map<String, Integer> pins = new HashMap<>();

  private int unnamed;

  BodyCursors(Session session) {
    this.session = session;
  }

  @Override
  public String open(
      @Nullable String name,
      BodyStatement query,
      @Nullable Object[] parameters,
      boolean readOnly,
      @Nullable Boolean scroll) {
    PreparedBody body = (PreparedBody) query;
    if (readOnly) {
      body.requireReading();
    }
    String known = name != null ? name : newName();
    if (exists(known)) {
      throw SqlException.of(
          SqlState.DUPLICATE_CURSOR,
          String.format(Locale.ROOT, "cursor \"%s\" already in use", known));
    }
    QueryRun run = body.startCursor(parameters);
    boolean moves = scroll != null ? scroll : PlanShape.supportsBackward(run.plan().plan());
    CursorScan scan = new CursorScan(run, moves, Boolean.TRUE.equals(scroll));
    session
        .statements()
        .open(
            Portal.cursor(
                known,
                body.text().sql(),
                run,
                scan,
                false,
                false,
                DateTimes.now(),
                session.block().depth()));
    return known;
  }

  private String newName() {
    String name;
    do {
      name = String.format(Locale.ROOT, "<unnamed portal %d>", ++unnamed);
    } while (exists(name));
    return name;
  }

  @Override
  public boolean exists(String name) {
    return session.statements().findPortal(name) != null;
  }

  private Portal portal(String name) {
    Portal portal = session.statements().findPortal(name);
    if (portal == null) {
      throw SqlException.of(
          SqlState.INVALID_CURSOR_NAME,
          String.format(Locale.ROOT, "cursor \"%s\" does not exist", name));
    }
    return portal;
  }

  @Override
  public List<OutputColumn> columns(String name) {
    List<OutputColumn> columns = portal(name).columns();
    return columns == null ? List.of() : columns;
  }

  @Override
  public Fetched fetch(String name, Fetch.Direction direction, long count, boolean rows) {
    Portal portal = portal(name);
    CollectedRows into = new CollectedRows();
    long passed = portal.scan().fetch(direction, count, rows ? into : null);
    return new Fetched(passed, into.rows());
  }

  @Override
  public void close(String name) {
    portal(name);
    if (pins.containsKey(name)) {
      throw SqlException.of(
          SqlState.INVALID_CURSOR_STATE,
          String.format(Locale.ROOT, "cannot drop pinned portal \"%s\"", name));
    }
    session.statements().closePortal(name);
  }

  @Override
  public void pin(String name, boolean pinned) {
    pins.merge(name, pinned ? 1 : -1, Integer::sum);
    pins.remove(name, 0);
  }

  /** The transaction ends: loops go on with rows that are read now. */
  void hold() {
    for (String name : pins.keySet()) {
      portal(name).hold();
    }
  }
}
