package dev.tusk.executor.pgcatalog;

/** Collations. */
final class PgCollation {
  private PgCollation() {}

  static final SystemTable<CollationRow> TABLE =
      SystemTable.<CollationRow>named("pg_catalog", "pg_collation", 3456, CollationRow::all)
          .column("oid", "oid", (r, _) -> r.collation().oid())
          .column("collname", "name", (r, _) -> r.collation().name())
          .column("collnamespace", "oid", (_, _) -> 11L)
          .column("collowner", "oid", (_, _) -> SystemTable.OWNER)
          .column("collprovider", "char", (r, _) -> String.valueOf(r.collation().provider().code()))
          .column("collisdeterministic", "bool", (r, _) -> r.collation().deterministic())
          .column("collencoding", "int4", (r, _) -> r.encoding())
          .column("collcollate", "text", (r, _) -> r.libraryLocale())
          .column("collctype", "text", (r, _) -> r.libraryLocale())
          .column("colliculocale", "text", (r, _) -> r.icuLocale())
          .column("collversion", "text", (r, _) -> r.version())
          .build();
}
