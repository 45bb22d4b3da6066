package dev.tusk.executor.informationschema;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ViewRow;
import dev.tusk.executor.pgcatalog.SystemTable;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which relations and columns views read. */
final class ViewUsage {
  private ViewUsage() {}

  /** A view that reads a relation, or a column of it. */
  private record Usage(Table view, Table table, int column) {}

  static final SystemTable<Usage> TABLES =
      SystemTable.<Usage>named("information_schema", "view_table_usage", 13478, ViewUsage::tables)
          .column("view_catalog", "name", (_, v) -> v.databaseName())
          .column("view_schema", "name", (r, _) -> r.view().schema())
          .column("view_name", "name", (r, _) -> r.view().name())
          .column("table_catalog", "name", (_, v) -> v.databaseName())
          .column("table_schema", "name", (r, _) -> r.table().schema())
          .column("table_name", "name", (r, _) -> r.table().name())
          .build();

  static final SystemTable<Usage> COLUMNS =
      SystemTable.<Usage>named("information_schema", "view_column_usage", 13468, ViewUsage::columns)
          .column("view_catalog", "name", (_, v) -> v.databaseName())
          .column("view_schema", "name", (r, _) -> r.view().schema())
          .column("view_name", "name", (r, _) -> r.view().name())
          .column("table_catalog", "name", (_, v) -> v.databaseName())
          .column("table_schema", "name", (r, _) -> r.table().schema())
          .column("table_name", "name", (r, _) -> r.table().name())
          .column("column_name", "name", (r, _) -> r.table().column(r.column()).name())
          .build();

  private static List<Usage> tables(CatalogView catalog) {
    Set<Usage> usages = new LinkedHashSet<>();
    columns(catalog, true).forEach(u -> usages.add(new Usage(u.view(), u.table(), 0)));
    return List.copyOf(usages);
  }

  private static List<Usage> columns(CatalogView catalog) {
    return columns(catalog, false);
  }

  private static List<Usage> columns(CatalogView catalog, boolean wholeToo) {
    List<Usage> usages = new ArrayList<>();
    List<Table> tables = catalog.tables();
    for (ViewRow view : catalog.views()) {
      for (Dependency reference : view.references()) {
        ObjectAddress on = reference.on();
        if (on.classOid() == ObjectAddress.PG_CLASS && (wholeToo || on.sub() > 0)) {
          tables.stream()
              .filter(t -> t.oid() == on.objectOid())
              .forEach(t -> usages.add(new Usage(view.table(), t, on.sub())));
        }
      }
    }
    return usages;
  }
}
