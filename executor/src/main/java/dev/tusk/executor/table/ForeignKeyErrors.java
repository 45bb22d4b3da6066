package dev.tusk.executor.table;

import dev.tusk.executor.expression.Execution;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint.ForeignKey;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 23503, in its three kinds. */
final class ForeignKeyErrors {
  private ForeignKeyErrors() {}

  private static SqlException ofReference(Table table, ForeignKey key, String detail) {
    return SqlException.of(
            SqlState.FOREIGN_KEY_VIOLATION,
            "insert or update on table \""
                + table.name()
                + "\" violates foreign key constraint \""
                + key.name()
                + "\"")
        .withDetail(detail)
        .about(table.schema(), table.name(), null, key.name());
  }

  /** Some of the values are NULL, and MATCH FULL wants all or none to be. */
  static SqlException mixed(Table table, ForeignKey key) {
    return ofReference(
        table, key, "MATCH FULL does not allow mixing of null and nonnull key values.");
  }

  /** There is no such key. */
  static SqlException missing(
      Table table,
      ForeignKey key,
      @Nullable Object[] values,
      Table referenced,
      Execution execution) {
    return ofReference(
        table,
        key,
        "Key "
            + keyText(table, key.columns(), values, execution)
            + "is not present in table \""
            + referenced.name()
            + "\".");
  }

  /** The key that was to go is referred to. */
  static SqlException stillReferenced(
      Table table, ForeignKey key, @Nullable Object[] values, Table child, Execution execution) {
    return SqlException.of(
            SqlState.FOREIGN_KEY_VIOLATION,
            "update or delete on table \""
                + table.name()
                + "\" violates foreign key constraint \""
                + key.name()
                + "\" on table \""
                + child.name()
                + "\"")
        .withDetail(
            "Key "
                + keyText(table, key.referencedColumns(), values, execution)
                + "is still referenced from table \""
                + child.name()
                + "\".")
        .about(child.schema(), child.name(), null, key.name());
  }

  /** A partition that is to go is referred to. */
  static SqlException partitionUsed(
      Table partition,
      ForeignKey key,
      @Nullable Object[] values,
      Table child,
      Execution execution) {
    return SqlException.of(
            SqlState.FOREIGN_KEY_VIOLATION,
            "removing partition \""
                + partition.name()
                + "\" violates foreign key constraint \""
                + key.name()
                + "\"")
        .withDetail(
            "Key "
                + keyText(child, key.columns(), values, execution)
                + "is still referenced from table \""
                + child.name()
                + "\".")
        .about(child.schema(), child.name(), null, key.name());
  }

  /** The key with a blank behind it; nothing where the current user may not be told of it. */
  private static String keyText(
      Table table, List<Integer> columns, @Nullable Object[] values, Execution execution) {
    if (!FailingRow.tells(table, columns, execution)) {
      return "";
    }
    List<String> names = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int number : columns) {
      Column column = table.column(number);
      names.add(column.name());
      types.add(column.type());
    }
    return RowErrors.key(names, types, values, execution.functions().format()) + " ";
  }
}
