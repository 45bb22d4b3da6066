package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.Collation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of pg_collation. */
record CollationRow(Collation collation) {
  private static final int UTF8 = 6;

  static List<CollationRow> all(CatalogView view) {
    return BuiltinCollations.all().stream().map(CollationRow::new).toList();
  }

  /** UTF-8 for those of the C library that name it, -1 for any. */
  int encoding() {
    return switch (collation.name()) {
      case "ucs_basic", "C.utf8" -> UTF8;
      default -> -1;
    };
  }

  private boolean icu() {
    return collation.provider() == Collation.Provider.ICU;
  }

  @Nullable String libraryLocale() {
    return icu() ? null : collation.locale();
  }

  @Nullable String icuLocale() {
    return icu() ? collation.locale() : null;
  }

  @Nullable String version() {
    return icu() ? collation.version() : null;
  }
}
