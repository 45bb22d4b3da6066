package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import java.util.List;

/** A row of pg_tablespace. */
record TablespaceRow(long oid, String name) {
  static List<TablespaceRow> all(CatalogView view) {
    return List.of(new TablespaceRow(1663, "pg_default"), new TablespaceRow(1664, "pg_global"));
  }
}
