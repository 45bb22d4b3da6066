package dev.tusk.executor.informationschema;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ViewRow;
import dev.tusk.executor.pgcatalog.SystemTable;
import dev.tusk.sql.catalog.WriteAbilities;

/** Views. */
final class Views {
  private Views() {}

  static final SystemTable<ViewRow> TABLE =
      SystemTable.<ViewRow>named("information_schema", "views", 13483, CatalogView::views)
          .column("table_catalog", "name", (_, v) -> v.databaseName())
          .column("table_schema", "name", (r, _) -> r.table().schema())
          .column("table_name", "name", (r, _) -> r.table().name())
          .column("view_definition", "varchar", (r, _) -> r.definition())
          .column("check_option", "varchar", (r, _) -> r.checkOption())
          .column("is_updatable", "yes_or_no", (r, v) -> yes(v.abilities(r.table(), false), true))
          .column(
              "is_insertable_into", "varchar", (r, v) -> yes(v.abilities(r.table(), false), false))
          .column("is_trigger_updatable", "yes_or_no", (r, v) -> instead(r, v, 16))
          .column("is_trigger_deletable", "yes_or_no", (r, v) -> instead(r, v, 8))
          .column("is_trigger_insertable_into", "yes_or_no", (r, v) -> instead(r, v, 4))
          .build();

  /** Whether it has a trigger INSTEAD OF the event with that bit in pg_trigger.tgtype. */
  private static String instead(ViewRow view, CatalogView catalog, int event) {
    int bits = 64 | event;
    return catalog.triggers().stream()
            .anyMatch(t -> t.table().oid() == view.table().oid() && (t.type() & bits) == bits)
        ? "YES"
        : "NO";
  }

  private static String yes(WriteAbilities can, boolean changes) {
    return (changes ? can.update() && can.delete() : can.insert()) ? "YES" : "NO";
  }
}
