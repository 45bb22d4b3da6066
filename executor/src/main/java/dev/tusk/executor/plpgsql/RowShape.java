package dev.tusk.executor.plpgsql;

import dev.tusk.sql.catalog.Variables.Field;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and types of a row's fields. */
record RowShape(List<String> names, List<Type> types) {
  static @Nullable RowShape of(@Nullable RecordValue row) {
    return row == null ? null : new RowShape(row.names(), row.types());
  }

  static RowShape ofColumns(List<OutputColumn> columns) {
    return new RowShape(
        columns.stream().map(OutputColumn::name).toList(),
        columns.stream().map(OutputColumn::type).toList());
  }

  static RowShape ofType(CompositeType type) {
    return new RowShape(type.names(), type.row(new @Nullable Object[type.fields().size()]).types());
  }

  int size() {
    return types.size();
  }

  RecordValue row(@Nullable Object[] values) {
    return new RecordValue(types, names, values);
  }

  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      fields.add(new Field(names.get(i), types.get(i), -1));
    }
    return fields;
  }
}
