package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of pg_collation; all order by bytes. */
record CollationRow(long oid, String name, String provider, @Nullable String locale) {
  static List<CollationRow> all(CatalogView view) {
    return List.of(
        new CollationRow(100, "default", "d", null),
        new CollationRow(950, "C", "c", "C"),
        new CollationRow(951, "POSIX", "c", "POSIX"));
  }
}
