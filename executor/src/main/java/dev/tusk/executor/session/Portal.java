package dev.tusk.executor.session;

import dev.tusk.executor.plancache.CursorPlaces;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its parameters, ready to give rows: from Bind, or a cursor of DECLARE. Rows are
 * pulled as they are asked for. A cursor WITH HOLD outlives its transaction, at whose end the rows
 * that are left are put aside.
 */
final class Portal {
  private final String name;
  private final String text;
  private final @Nullable PreparedStatement prepared;
  private final @Nullable Object[] parameters;
  private final boolean custom;
  private final boolean cursor;
  private final boolean binary;
  private final boolean hold;
  private final long openedMicros;
  private int depth;
  private boolean held;
  private @Nullable QueryRun run;
  private @Nullable CursorScan scan;
  private @Nullable List<OutputColumn> columns;
  private boolean done;
  private boolean failed;
  private String tag = "";

  /**
   * What Bind made.
   *
   * @param custom whether its plan is made for the parameters' values
   */
  Portal(
      String name,
      PreparedStatement prepared,
      @Nullable Object[] parameters,
      boolean custom,
      long openedMicros,
      int depth) {
    this(
        name,
        prepared.text(),
        prepared,
        parameters,
        custom,
        false,
        false,
        false,
        openedMicros,
        depth);
  }

  private Portal(
      String name,
      String text,
      @Nullable PreparedStatement prepared,
      @Nullable Object[] parameters,
      boolean custom,
      boolean cursor,
      boolean binary,
      boolean hold,
      long openedMicros,
      int depth) {
    this.name = name;
    this.text = text;
    this.prepared = prepared;
    this.parameters = parameters;
    this.custom = custom;
    this.cursor = cursor;
    this.binary = binary;
    this.hold = hold;
    this.openedMicros = openedMicros;
    this.depth = depth;
  }

  /** A cursor of DECLARE, already running. */
  static Portal cursor(
      String name,
      String text,
      QueryRun run,
      CursorScan scan,
      boolean binary,
      boolean hold,
      long openedMicros,
      int depth) {
    Portal portal =
        new Portal(
            name,
            text,
            null,
            new @Nullable Object[0],
            false,
            true,
            binary,
            hold,
            openedMicros,
            depth);
    portal.run = run;
    portal.scan = scan;
    portal.columns = run.plan().planned().output();
    return portal;
  }

  /** Where FETCH and MOVE stand in its rows; a portal of Bind, which is running, only goes on. */
  CursorScan scan() {
    CursorScan known = scan;
    if (known != null) {
      return known;
    }
    QueryRun open = run;
    if (open == null) {
      throw new IllegalStateException("portal " + name + " is not running");
    }
    CursorScan made = new CursorScan(open, false, false);
    scan = made;
    return made;
  }

  String name() {
    return name;
  }

  /**
   * The row of a table that it stands on (execCurrentOf); 0 for none of this table.
   *
   * @param table the table's name
   */
  long currentRow(long tableOid, String table) {
    QueryRun open = run;
    if (open == null || open.plan().kind() != PlannedStatement.Kind.SELECT) {
      throw currentError("\" is not a SELECT query");
    }
    if (held) {
      throw currentError("\" is held from a previous transaction");
    }
    CursorPlaces places = open.plan().places();
    if (places == null) {
      throw currentError("\" is not a simply updatable scan of table \"" + table + "\"");
    }
    places.check(name, tableOid, table);
    long[] row = scan().currentRow();
    if (row == null) {
      throw currentError("\" is not positioned on a row");
    }
    return places.rowId(row, tableOid);
  }

  private SqlException currentError(String what) {
    return SqlException.of(SqlState.INVALID_CURSOR_STATE, "cursor \"" + name + what);
  }

  String text() {
    return text;
  }

  @Nullable PreparedStatement prepared() {
    return prepared;
  }

  @Nullable Statement utility() {
    return prepared == null ? null : prepared.utility();
  }

  @Nullable Object[] parameters() {
    return parameters;
  }

  /** Whether its plan is made for its parameters' values. */
  boolean custom() {
    return custom;
  }

  boolean isCursor() {
    return cursor;
  }

  boolean scroll() {
    CursorScan known = scan;
    return known != null && known.scroll();
  }

  /** Whether an error ended it: its name stays taken until its transaction ends. */
  boolean failed() {
    return failed;
  }

  void fail() {
    failed = true;
    close();
  }

  boolean binary() {
    return binary;
  }

  long openedMicros() {
    return openedMicros;
  }

  /** Declared WITH HOLD. */
  boolean holdable() {
    return hold;
  }

  /** Whether its transaction has committed and left it behind. */
  boolean held() {
    return held;
  }

  /** The transaction commits: what is still to be read is read now. */
  void hold() {
    if (!failed) {
      scan().hold();
    }
    done = true;
    held = true;
  }

  /** How many savepoints were set when it was opened; those set since a commit do not matter. */
  int depth() {
    return held ? 0 : depth;
  }

  /** Savepoints were released: it belongs to what is around them now. */
  void released(int newDepth) {
    depth = Math.min(depth, newDepth);
  }

  @Nullable QueryRun run() {
    return run;
  }

  void start(QueryRun started) {
    run = started;
  }

  /** Forgets a run that was given up, for another from the start. */
  void restart() {
    QueryRun given = run;
    if (given != null) {
      given.plan().gaveUp();
      given.close();
      run = null;
    }
  }

  @Nullable List<OutputColumn> columns() {
    return columns;
  }

  boolean done() {
    return done;
  }

  String tag() {
    return tag;
  }

  void finish(String finalTag) {
    done = true;
    tag = finalTag;
    QueryRun open = run;
    if (open != null) {
      open.close();
    }
  }

  void close() {
    done = true;
    QueryRun open = run;
    if (open != null) {
      open.close();
    }
  }
}
