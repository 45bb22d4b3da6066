package dev.tusk.executor.informationschema;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.pgcatalog.ConstraintRow;
import dev.tusk.executor.pgcatalog.SystemTable;
import java.util.List;

/** Checks of tables; without those of NOT NULL, which have no names of their own here. */
final class CheckConstraints {
  private CheckConstraints() {}

  static final SystemTable<ConstraintRow> TABLE =
      SystemTable.<ConstraintRow>named(
              "information_schema", "check_constraints", 13260, CheckConstraints::checks)
          .column("constraint_catalog", "name", (_, v) -> v.databaseName())
          .column("constraint_schema", "name", (r, _) -> r.table().schema())
          .column("constraint_name", "name", (r, _) -> r.constraint().name())
          .column("check_clause", "varchar", (r, _) -> r.checkClause())
          .build();

  private static List<ConstraintRow> checks(CatalogView view) {
    return ConstraintRow.everywhere(view).stream().filter(r -> r.kind().equals("c")).toList();
  }
}
