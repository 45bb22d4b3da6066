package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SettingRow;

/** Settings with their values in this session. */
final class PgSettings {
  private PgSettings() {}

  static final SystemTable<SettingRow> TABLE =
      SystemTable.<SettingRow>named("pg_catalog", "pg_settings", 12104, CatalogView::settings)
          .column("name", "text", (r, _) -> r.name())
          .column("setting", "text", (r, _) -> r.value())
          .column("unit", "text", (r, _) -> r.unit())
          .column("category", "text", (r, _) -> r.category())
          .column("short_desc", "text", (r, _) -> r.description())
          .column("extra_desc", "text", (_, _) -> null)
          .column("context", "text", (r, _) -> r.context())
          .column("vartype", "text", (r, _) -> r.type())
          .column("source", "text", (r, _) -> r.source())
          .column("min_val", "text", (r, _) -> r.minimum())
          .column("max_val", "text", (r, _) -> r.maximum())
          .column("enumvals", "_text", (r, _) -> r.choices())
          .column("boot_val", "text", (r, _) -> r.defaultValue())
          .column("reset_val", "text", (r, _) -> r.resetValue())
          .column("sourcefile", "text", (_, _) -> null)
          .column("sourceline", "int4", (_, _) -> 0)
          .column("pending_restart", "bool", (_, _) -> false)
          .build();
}
