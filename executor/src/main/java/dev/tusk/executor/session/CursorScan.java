package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Fetch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a cursor stands among its rows, and how FETCH and MOVE move it (pquery.c).
 *
 * <p>A cursor that only moves forward keeps nothing. The first time that another one moves back,
 * its plan is run again under the same snapshot, and from then on its rows are kept; one declared
 * with SCROLL keeps them from the start.
 */
final class CursorScan {
  private final QueryRun run;
  private final boolean scroll;

  /** Whether rows are kept; kept row i is the cursor's row {@code dropped + i + 1}. */
  private boolean keeps;

  private final List<@Nullable Object[]> kept = new ArrayList<>(0);

  /** What rows of tables the kept rows are. */
  private final List<long[]> keptPlaces = new ArrayList<>(0);

  private long dropped;
  private boolean finished;

  /** Rows pulled from the plan. */
  private long pulled;

  /** The row the cursor stands on; 0 before the first, one more than there are behind the last. */
  private long position;

  private boolean atEnd;

  /**
   * @param scroll whether it may move back
   * @param keeps whether rows are kept for that from the start
   */
  CursorScan(QueryRun run, boolean scroll, boolean keeps) {
    this.run = run;
    this.scroll = scroll;
    this.keeps = keeps;
    this.pulled = run.rowsGiven();
    this.position = pulled;
  }

  boolean scroll() {
    return scroll;
  }

  /** Moves, gives the rows passed to the receiver, if there is one, and tells how many. */
  long fetch(Fetch.Direction direction, long count, @Nullable RowReceiver receiver) {
    return switch (direction) {
      case FORWARD -> step(count, receiver);
      case BACKWARD -> step(-count, receiver);
      case ABSOLUTE -> absolute(count, receiver);
      case RELATIVE -> relative(count, receiver);
    };
  }

  private long step(long count, @Nullable RowReceiver receiver) {
    if (count == 0) {
      return again(receiver);
    }
    return count > 0 ? forward(count, receiver) : backward(-count, receiver);
  }

  private long absolute(long count, @Nullable RowReceiver receiver) {
    if (count > 0) {
      if (count - 1 <= position / 2) {
        rewind();
        forward(count - 1, null);
      } else if (count <= position) {
        backward(position - count + 1, null);
      } else {
        forward(count - position - 1, null);
      }
      return forward(1, receiver);
    }
    if (count < 0) {
      forward(Long.MAX_VALUE, null);
      backward(-count - 1, null);
      return backward(1, receiver);
    }
    rewind();
    return 0;
  }

  private long relative(long count, @Nullable RowReceiver receiver) {
    if (count > 0) {
      forward(count - 1, null);
      return forward(1, receiver);
    }
    if (count < 0) {
      backward(-count - 1, null);
      return backward(1, receiver);
    }
    return again(receiver);
  }

  /** What rows of tables the row is that it stands on; null where it is on none. */
  long @Nullable [] currentRow() {
    if (!onRow()) {
      return null;
    }
    int index = (int) (position - dropped - 1);
    return index >= 0 && index < keptPlaces.size() ? keptPlaces.get(index) : run.lastRow();
  }

  private boolean onRow() {
    return position > 0 && !atEnd;
  }

  /** FETCH 0: the row it stands on, if any, once more. */
  private long again(@Nullable RowReceiver receiver) {
    if (!onRow()) {
      return 0;
    }
    if (receiver != null) {
      backward(1, null);
      forward(1, receiver);
    }
    return 1;
  }

  private long forward(long count, @Nullable RowReceiver receiver) {
    long given = 0;
    while (given < count && !atEnd) {
      @Nullable Object[] row = row(position + 1);
      position++;
      if (row == null) {
        atEnd = true;
        break;
      }
      given++;
      if (receiver != null) {
        receiver.row(row);
      }
    }
    return given;
  }

  private long backward(long count, @Nullable RowReceiver receiver) {
    requireScroll();
    if (count <= 0 || position == 0) {
      return 0;
    }
    keepAll();
    long given = 0;
    while (given < count && position > 0) {
      position--;
      atEnd = false;
      if (position == 0) {
        break;
      }
      given++;
      if (receiver != null) {
        receiver.row(kept.get((int) (position - dropped - 1)));
      }
    }
    return given;
  }

  private void rewind() {
    if (position == 0) {
      return;
    }
    requireScroll();
    keepAll();
    position = 0;
    atEnd = false;
  }

  private void requireScroll() {
    if (!scroll) {
      throw SqlException.of(
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, "cursor can only scan forward")
          .withHint("Declare it with SCROLL option to enable backward scan.");
    }
  }

  /** The row of that number, which is not before the last one asked for unless rows are kept. */
  private @Nullable Object @Nullable [] row(long number) {
    if (number <= dropped + kept.size()) {
      return kept.get((int) (number - dropped - 1));
    }
    return finished ? null : pull();
  }

  private @Nullable Object @Nullable [] pull() {
    @Nullable Object[] row = run.next();
    if (row == null) {
      finished = true;
      if (keeps || !scroll) {
        run.close(); // Else it may be run again, to go back.
      }
      return null;
    }
    pulled++;
    if (keeps) {
      kept.add(row);
      long[] place = run.lastRow();
      if (place != null) {
        keptPlaces.add(place);
      }
    }
    return row;
  }

  /** From now on every row up to the one it stands on is kept. */
  private void keepAll() {
    if (keeps) {
      return;
    }
    keeps = true;
    long until = pulled;
    run.rewind();
    finished = false;
    pulled = 0;
    while (pulled < until && pull() != null) {
      // Rows that were given before.
    }
  }

  /** The transaction commits: what may still be asked for is read now. */
  void hold() {
    if (scroll) {
      keepAll();
    } else if (!keeps) {
      keeps = true;
      dropped = pulled;
    }
    while (!finished) {
      pull();
    }
    run.close();
  }
}
