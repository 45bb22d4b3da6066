package dev.tusk.executor.informationschema;

import dev.tusk.executor.pgcatalog.ConstraintRow;
import dev.tusk.executor.pgcatalog.SystemTable;

/** Foreign keys. */
public final class ReferentialConstraints {
  private ReferentialConstraints() {}

  public static final SystemTable<ConstraintRow> TABLE =
      SystemTable.<ConstraintRow>named(
              "information_schema", "referential_constraints", 13339, ConstraintRow::foreignKeys)
          .column("constraint_catalog", "name", (_, v) -> v.databaseName())
          .column("constraint_schema", "name", (r, _) -> r.table().schema())
          .column("constraint_name", "name", (r, _) -> r.constraint().name())
          .column("unique_constraint_catalog", "name", (_, v) -> v.databaseName())
          .column("unique_constraint_schema", "name", (r, _) -> r.referencedSchema())
          .column("unique_constraint_name", "name", (r, _) -> r.referencedConstraint())
          .column("match_option", "varchar", (_, _) -> "NONE")
          .column("update_rule", "varchar", (r, _) -> r.standardOnUpdate())
          .column("delete_rule", "varchar", (r, _) -> r.standardOnDelete())
          .build();
}
