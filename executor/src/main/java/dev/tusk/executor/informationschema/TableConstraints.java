package dev.tusk.executor.informationschema;

import dev.tusk.executor.pgcatalog.ConstraintRow;
import dev.tusk.executor.pgcatalog.SystemTable;

/** Constraints of tables. */
public final class TableConstraints {
  private TableConstraints() {}

  public static final SystemTable<ConstraintRow> TABLE =
      SystemTable.<ConstraintRow>named(
              "information_schema", "table_constraints", 13411, ConstraintRow::all)
          .column("constraint_catalog", "name", (_, v) -> v.databaseName())
          .column("constraint_schema", "name", (r, _) -> r.table().schema())
          .column("constraint_name", "name", (r, _) -> r.constraint().name())
          .column("table_catalog", "name", (_, v) -> v.databaseName())
          .column("table_schema", "name", (r, _) -> r.table().schema())
          .column("table_name", "name", (r, _) -> r.table().name())
          .column("constraint_type", "varchar", (r, _) -> r.standardKind())
          .column(
              "is_deferrable",
              "yes_or_no",
              (r, _) -> r.constraint().timing().deferrable() ? "YES" : "NO")
          .column("initially_deferred", "yes_or_no", (r, _) -> r.initiallyDeferred() ? "YES" : "NO")
          .column("enforced", "yes_or_no", (_, _) -> "YES")
          .column("nulls_distinct", "yes_or_no", (r, _) -> r.kind().equals("u") ? "YES" : null)
          .build();
}
