package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.AvailableExtension;
import dev.tusk.executor.catalogview.CatalogView;

/** Extensions that CREATE EXTENSION knows. */
final class PgAvailableExtensions {
  private PgAvailableExtensions() {}

  static final SystemTable<AvailableExtension> TABLE =
      SystemTable.<AvailableExtension>named(
              "pg_catalog", "pg_available_extensions", 12081, CatalogView::availableExtensions)
          .column("name", "name", (r, _) -> r.name())
          .column("default_version", "text", (r, _) -> r.version())
          .column("installed_version", "text", (r, _) -> r.installedVersion())
          .column("comment", "text", (r, _) -> r.comment())
          .build();
}
