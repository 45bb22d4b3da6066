package dev.tusk.executor.informationschema;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.pgcatalog.Relation;
import dev.tusk.executor.pgcatalog.SystemTable;

/** Tables and system relations. */
public final class Tables {
  private Tables() {}

  public static final SystemTable<Relation> TABLE =
      SystemTable.<Relation>named("information_schema", "tables", 13425, Relation::tablesAndViews)
          .column("table_catalog", "name", (_, v) -> v.databaseName())
          .column("table_schema", "name", (r, _) -> r.schema())
          .column("table_name", "name", (r, _) -> r.name())
          .column("table_type", "varchar", (r, _) -> r.kind().equals("v") ? "VIEW" : "BASE TABLE")
          .column("self_referencing_column_name", "name", (_, _) -> null)
          .column("reference_generation", "varchar", (_, _) -> null)
          .column("user_defined_type_catalog", "name", (_, _) -> null)
          .column("user_defined_type_schema", "name", (_, _) -> null)
          .column("user_defined_type_name", "name", (_, _) -> null)
          .column("is_insertable_into", "yes_or_no", (r, v) -> insertable(r, v) ? "YES" : "NO")
          .column("is_typed", "yes_or_no", (_, _) -> "NO")
          .column("commit_action", "varchar", (_, _) -> null)
          .build();

  private static boolean insertable(Relation relation, CatalogView view) {
    return relation.kind().equals("r")
        || relation.kind().equals("p")
        || view.abilities(relation.table(), false).insert();
  }
}
