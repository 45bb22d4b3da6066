package dev.tusk.executor.informationschema;

import dev.tusk.executor.pgcatalog.KeyColumn;
import dev.tusk.executor.pgcatalog.SystemTable;

/** Columns that constraints name; for a foreign key those referenced. */
public final class ConstraintColumnUsage {
  private ConstraintColumnUsage() {}

  public static final SystemTable<KeyColumn> TABLE =
      SystemTable.<KeyColumn>named(
              "information_schema", "constraint_column_usage", 13300, KeyColumn::used)
          .column("table_catalog", "name", (_, v) -> v.databaseName())
          .column("table_schema", "name", (r, _) -> r.usedTable().schema())
          .column("table_name", "name", (r, _) -> r.usedTable().name())
          .column("column_name", "name", (r, _) -> r.usedColumnName())
          .column("constraint_catalog", "name", (_, v) -> v.databaseName())
          .column("constraint_schema", "name", (r, _) -> r.table().schema())
          .column("constraint_name", "name", (r, _) -> r.constraint().name())
          .build();
}
