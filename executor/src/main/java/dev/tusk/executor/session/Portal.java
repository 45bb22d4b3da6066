package dev.tusk.executor.session;

import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its parameters, ready to give rows: from Bind, or a cursor of DECLARE. Rows are
 * pulled as they are asked for; a SCROLL cursor keeps those it gave. A cursor WITH HOLD outlives
 * its transaction, at whose end the rows that are left are put aside.
 */
final class Portal {
  private final String name;
  private final String text;
  private final @Nullable PreparedStatement prepared;
  private final @Nullable Object[] parameters;
  private final boolean cursor;
  private final boolean scroll;
  private final boolean binary;
  private final boolean hold;
  private final long openedMicros;
  private int depth;
  private boolean held;
  private final Deque<@Nullable Object[]> rest = new ArrayDeque<>(0);
  private @Nullable QueryRun run;
  private @Nullable List<OutputColumn> columns;
  private boolean done;
  private String tag = "";
  private final List<@Nullable Object[]> kept = new ArrayList<>(0);

  /** Rows before the cursor's row; the row itself is {@code kept[position - 1]}. */
  private long position;

  Portal(
      String name,
      PreparedStatement prepared,
      @Nullable Object[] parameters,
      long openedMicros,
      int depth) {
    this(
        name,
        prepared.text(),
        prepared,
        parameters,
        false,
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
      boolean cursor,
      boolean scroll,
      boolean binary,
      boolean hold,
      long openedMicros,
      int depth) {
    this.name = name;
    this.text = text;
    this.prepared = prepared;
    this.parameters = parameters;
    this.cursor = cursor;
    this.scroll = scroll;
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
      boolean scroll,
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
            true,
            scroll,
            binary,
            hold,
            openedMicros,
            depth);
    portal.run = run;
    portal.columns = run.plan().planned().output();
    return portal;
  }

  String name() {
    return name;
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

  boolean isCursor() {
    return cursor;
  }

  boolean scroll() {
    return scroll;
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
    QueryRun open = run;
    if (!done && open != null) {
      for (@Nullable Object[] row = open.next(); row != null; row = open.next()) {
        if (scroll) {
          kept.add(row);
        } else {
          rest.add(row);
        }
      }
      open.close();
      done = true;
    }
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

  /** The next row of a cursor, or null at its end; kept when the cursor scrolls. */
  @Nullable Object @Nullable [] forward() {
    if (scroll && position < kept.size()) {
      return kept.get((int) position++);
    }
    @Nullable Object[] left = rest.poll();
    if (left != null) {
      position++;
      return left;
    }
    QueryRun open = run;
    if (open == null || done) {
      if (position == kept.size()) {
        position = kept.size() + 1L;
      }
      return null;
    }
    @Nullable Object[] row = open.next();
    if (row == null) {
      done = true;
      open.close();
      position++;
      return null;
    }
    position++;
    if (scroll) {
      kept.add(row);
    }
    return row;
  }

  /** The row before the current one, or null when there is none. */
  @Nullable Object @Nullable [] backward() {
    if (position <= 1) {
      position = 0;
      return null;
    }
    position = Math.min(position, kept.size() + 1L) - 1;
    return kept.get((int) position - 1);
  }

  /** The row the cursor stands on, if any. */
  @Nullable Object @Nullable [] current() {
    return position >= 1 && position <= kept.size() ? kept.get((int) position - 1) : null;
  }

  long position() {
    return position;
  }

  void rewind() {
    position = 0;
  }

  void close() {
    done = true;
    QueryRun open = run;
    if (open != null) {
      open.close();
    }
  }
}
