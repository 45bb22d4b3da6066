package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The errors of rows that a table refuses, in PostgreSQL's words. */
public final class RowErrors {
  private RowErrors() {}

  static SqlException notNull(Table table, Column column, @Nullable String failingRow) {
    return SqlException.of(
            SqlState.NOT_NULL_VIOLATION,
            "null value in column \""
                + column.name()
                + "\" of relation \""
                + table.name()
                + "\" violates not-null constraint")
        .withDetail(failingRow)
        .about(table.schema(), table.name(), column.name(), null);
  }

  static SqlException check(Table table, Constraint.Check check, @Nullable String failingRow) {
    return SqlException.of(
            SqlState.CHECK_VIOLATION,
            "new row for relation \""
                + table.name()
                + "\" violates check constraint \""
                + check.name()
                + "\"")
        .withDetail(failingRow)
        .about(table.schema(), table.name(), null, check.name());
  }

  /** A row that is written to a partition that does not take it. */
  static SqlException partition(Table table, @Nullable String failingRow) {
    return SqlException.of(
            SqlState.CHECK_VIOLATION,
            "new row for relation \"" + table.name() + "\" violates partition constraint")
        .withDetail(failingRow)
        .about(table.schema(), table.name(), null, null);
  }

  /** A row that none of a table's partitions takes. */
  static SqlException noPartition(
      TableObject object, @Nullable Object[] key, RuleCompiler rules, Execution execution) {
    Table table = object.table();
    List<String> values = new ArrayList<>();
    List<PartitionKey.Key> parts = PartitionRouter.key(object).keys();
    List<Integer> columns = parts.stream().map(PartitionKey.Key::column).toList();
    for (int i = 0; i < key.length; i++) {
      Object value = key[i];
      String text =
          value == null
              ? "null"
              : parts.get(i).type().toText(value, execution.functions().format());
      values.add(FailingRow.shortened(text));
    }
    return SqlException.of(
            SqlState.CHECK_VIOLATION,
            "no partition of relation \"" + table.name() + "\" found for row")
        .withDetail(
            FailingRow.tells(table, columns, execution)
                ? "Partition key of the failing row contains ("
                    + rules.partitionColumns(table, PartitionRouter.key(object))
                    + ") = ("
                    + String.join(", ", values)
                    + ")."
                : null)
        .about(table.schema(), table.name(), null, null);
  }

  /** A trigger has changed where a row belongs. */
  static SqlException movedByTrigger(Table table, String trigger) {
    return SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            "moving row to another partition during a BEFORE FOR EACH ROW trigger is not supported")
        .withDetail(
            "Before executing trigger \""
                + trigger
                + "\", the row was to be in partition \""
                + table.schema()
                + "."
                + table.name()
                + "\".");
  }

  /** A row that a view would not show through which it is written. */
  public static SqlException viewCheck(
      Table table, String view, @Nullable Object[] row, Set<Integer> given, Execution execution) {
    return SqlException.of(
            SqlState.WITH_CHECK_OPTION_VIOLATION,
            "new row violates check option for view \"" + view + "\"")
        .withDetail(FailingRow.detail(table, row, given, execution));
  }

  static SqlException unique(
      Table table,
      Index index,
      @Nullable Object[] values,
      RuleCompiler rules,
      Execution execution) {
    return SqlException.of(
            SqlState.UNIQUE_VIOLATION,
            "duplicate key value violates unique constraint \"" + index.name() + "\"")
        .withDetail(
            FailingRow.tells(table, keyColumns(index), execution)
                ? "Key "
                    + key(table, index, values, rules, execution.functions().format())
                    + " already exists."
                : null)
        .about(table.schema(), table.name(), null, index.name());
  }

  static List<Integer> keyColumns(Index index) {
    return index.keys().stream()
        .map(key -> key.expressionText() == null ? key.column() : 0)
        .toList();
  }

  /** What was to be changed was changed meanwhile by what the change itself brought about. */
  static SqlException changedByTrigger(String done) {
    return SqlException.of(
            SqlState.TRIGGERED_DATA_CHANGE_VIOLATION,
            "tuple to be "
                + done
                + " was already modified by an operation triggered by the current command")
        .withHint(
            "Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to"
                + " other rows.");
  }

  static SqlException deferrableArbiter(Table table, Index index) {
    return SqlException.of(
            SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
            "ON CONFLICT does not support deferrable unique constraints/exclusion constraints as"
                + " arbiters")
        .about(table.schema(), table.name(), null, index.name());
  }

  /** {@code (a, b)=(1, x)}. */
  static String key(
      Table table,
      Index index,
      @Nullable Object[] values,
      RuleCompiler rules,
      FormatSettings format) {
    List<String> names = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < index.keys().size(); i++) {
      names.add(rules.keyText(table, index, i));
      types.add(index.keys().get(i).type());
    }
    return key(names, types, values, format);
  }

  static String key(
      List<String> names, List<Type> types, @Nullable Object[] values, FormatSettings format) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      texts.add(value == null ? "null" : types.get(i).toText(value, format));
    }
    return "(" + String.join(", ", names) + ")=(" + String.join(", ", texts) + ")";
  }
}
