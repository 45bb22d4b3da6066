package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.AccessMethod;
import java.util.ArrayList;
import java.util.List;

/** A row of pg_am: a way to index, or the one to store tables. */
record AccessMethodRow(long oid, String name, String kind, long handler) {
  /** PostgreSQL's own that are not there: tools list them, CREATE INDEX refuses them by name. */
  private static final List<AccessMethodRow> OTHERS =
      List.of(
          new AccessMethodRow(405, "hash", "i", 331),
          new AccessMethodRow(783, "gist", "i", 332),
          new AccessMethodRow(4000, "spgist", "i", 334),
          new AccessMethodRow(3580, "brin", "i", 335));

  static List<AccessMethodRow> all(CatalogView view) {
    List<AccessMethodRow> rows = new ArrayList<>();
    rows.add(new AccessMethodRow(2, "heap", "t", 3));
    rows.addAll(OTHERS);
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
