package dev.tusk.executor.plpgsql;

import dev.tusk.executor.routine.TriggerData;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plpgsql.Variable;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** NEW, OLD and the TG_ variables of a trigger's function; and the row that it gives. */
final class TriggerValues {
  private TriggerValues() {}

  static void set(Frame frame, TriggerData data) {
    List<Variable> variables = frame.body.program().trigger();
    RowShape shape = shape(data.relation());
    frame.triggerRow = data.perRow() ? shape : null;
    @Nullable Object[] values = {
      row(shape, data.newRow()),
      row(shape, data.oldRow()),
      data.name(),
      data.when().words(),
      data.level(),
      data.operation().name(),
      data.relation().oid(),
      data.relation().name(),
      data.relation().name(),
      data.relation().schema(),
      data.arguments().size(),
      arguments(data.arguments())
    };
    for (int i = 0; i < values.length; i++) {
      frame.values[variables.get(i).index()] = values[i];
    }
  }

  private static RowShape shape(Table table) {
    return new RowShape(
        table.liveColumns().stream().map(Column::name).toList(),
        table.liveColumns().stream().map(Column::type).toList());
  }

  private static @Nullable RecordValue row(RowShape shape, @Nullable Object @Nullable [] values) {
    return values == null ? null : shape.row(values);
  }

  /** Counted from 0, unlike all other arrays. */
  private static @Nullable ArrayValue arguments(List<String> arguments) {
    return arguments.isEmpty()
        ? null
        : new ArrayValue(
            Types.TEXT, new int[] {arguments.size()}, new int[] {0}, arguments.toArray());
  }

  /** The row that RETURN gave, as one of the table. */
  static @Nullable Object @Nullable [] row(Frame frame, TriggerData data) {
    if (!(frame.result instanceof RecordValue row)) {
      return null;
    }
    List<Column> columns = data.relation().liveColumns();
    String problem = null;
    if (row.size() != columns.size()) {
      problem =
          String.format(
              Locale.ROOT,
              "Number of returned columns (%d) does not match expected column count (%d).",
              row.size(),
              columns.size());
    }
    @Nullable Object[] values = new @Nullable Object[row.size()];
    for (int i = 0; i < values.length && problem == null; i++) {
      Type wanted = columns.get(i).type();
      if (row.type(i) != wanted) {
        problem =
            String.format(
                Locale.ROOT,
                "Returned type %s does not match expected type %s in column %d.",
                row.type(i).displayName(),
                wanted.displayName(),
                i + 1);
      }
      values[i] = row.get(i);
    }
    if (problem != null) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              "returned row structure does not match the structure of the triggering table")
          .withDetail(problem);
    }
    return values;
  }
}
