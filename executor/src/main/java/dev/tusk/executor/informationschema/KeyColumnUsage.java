package dev.tusk.executor.informationschema;

import dev.tusk.executor.pgcatalog.KeyColumn;
import dev.tusk.executor.pgcatalog.SystemTable;

/** Columns of primary, unique and foreign keys. */
public final class KeyColumnUsage {
  private KeyColumnUsage() {}

  public static final SystemTable<KeyColumn> TABLE =
      SystemTable.<KeyColumn>named("information_schema", "key_column_usage", 13329, KeyColumn::keys)
          .column("constraint_catalog", "name", (_, v) -> v.databaseName())
          .column("constraint_schema", "name", (r, _) -> r.table().schema())
          .column("constraint_name", "name", (r, _) -> r.constraint().name())
          .column("table_catalog", "name", (_, v) -> v.databaseName())
          .column("table_schema", "name", (r, _) -> r.table().schema())
          .column("table_name", "name", (r, _) -> r.table().name())
          .column("column_name", "name", (r, _) -> r.columnName())
          .column("ordinal_position", "int4", (r, _) -> r.position())
          .column("position_in_unique_constraint", "int4", (r, _) -> r.referencedPosition())
          .build();
}
