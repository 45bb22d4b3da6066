package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.AccessMethod;
import java.util.ArrayList;
import java.util.List;

/** A row of pg_am: a way to index, or the one to store tables. */
record AccessMethodRow(long oid, String name, String kind, long handler) {
  static List<AccessMethodRow> all(CatalogView view) {
    List<AccessMethodRow> rows = new ArrayList<>();
    rows.add(new AccessMethodRow(2, "heap", "t", 3));
    for (AccessMethod method : methods(view)) {
      rows.add(new AccessMethodRow(method.oid(), method.name(), "i", method.handler()));
    }
    return rows;
  }

  /** The ways to index that there are in the database. */
  static List<AccessMethod> methods(CatalogView view) {
    return AccessMethod.all().stream()
        .filter(method -> method.extension() == null || view.vectorExists())
        .toList();
  }
}
