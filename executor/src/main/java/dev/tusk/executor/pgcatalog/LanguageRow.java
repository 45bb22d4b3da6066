package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import java.util.List;

/** A row of pg_language. */
record LanguageRow(long oid, String name) {
  static List<LanguageRow> all(CatalogView view) {
    return List.of(
        new LanguageRow(12, "internal"), new LanguageRow(13, "c"), new LanguageRow(14, "sql"));
  }
}
