package dev.tusk.executor.contrib;

import dev.tusk.executor.routine.TriggerData;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of the row that a trigger was fired for, as these functions look at them. */
final class FiredRow {
  private final String table;
  private final List<Column> columns;

  FiredRow(TriggerData trigger) {
    this.table = trigger.relation().name();
    this.columns = trigger.relation().liveColumns();
  }

  /** A mistake in how the trigger was made, which PostgreSQL's libraries call internal. */
  static SqlException wrong(String message) {
    return SqlException.of(SqlState.INTERNAL_ERROR, message);
  }

  static SqlException unfit(String message) {
    return SqlException.of(SqlState.TRIGGERED_ACTION_EXCEPTION, message);
  }

  /** What all functions that change the row ask for. */
  static void requireBefore(TriggerData trigger, String prefix) {
    if (!trigger.perRow()) {
      throw wrong(prefix + "must be fired for row");
    }
    if (trigger.when() != TriggerData.When.BEFORE) {
      throw wrong(prefix + "must be fired before event");
    }
    if (trigger.operation() == Operation.DELETE) {
      throw wrong(prefix + "cannot process DELETE events");
    }
  }

  /** The row inserted, or after an UPDATE, to be changed. */
  static @Nullable Object[] changed(TriggerData trigger) {
    return Objects.requireNonNull(trigger.newRow()).clone();
  }

  /** Where a column is in the row; -1 for nowhere. */
  int find(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** A column that a key has. */
  int ofKey(String name) {
    int found = find(name);
    if (found < 0) {
      throw SqlException.of(
          SqlState.UNDEFINED_COLUMN,
          "there is no attribute \"" + name + "\" in relation \"" + table + "\"");
    }
    return found;
  }

  /** A column to be changed. */
  int target(String name) {
    int found = find(name);
    if (found < 0) {
      throw unfit("\"" + table + "\" has no attribute \"" + name + "\"");
    }
    return found;
  }

  Column column(int at) {
    return columns.get(at);
  }

  /** The error for a column of another type. */
  SqlException mustBe(String name, String type) {
    return unfit("attribute \"" + name + "\" of \"" + table + "\" must be type " + type);
  }
}
