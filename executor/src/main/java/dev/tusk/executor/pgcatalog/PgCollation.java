package dev.tusk.executor.pgcatalog;

/** Collations. */
final class PgCollation {
  private PgCollation() {}

  static final SystemTable<CollationRow> TABLE =
      SystemTable.<CollationRow>named("pg_catalog", "pg_collation", 3456, CollationRow::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("collname", "name", (r, _) -> r.name())
          .column("collnamespace", "oid", (_, _) -> 11L)
          .column("collowner", "oid", (_, _) -> SystemTable.OWNER)
          .column("collprovider", "char", (r, _) -> r.provider())
          .column("collisdeterministic", "bool", (_, _) -> true)
          .column("collencoding", "int4", (_, _) -> -1)
          .column("collcollate", "text", (r, _) -> r.locale())
          .column("collctype", "text", (r, _) -> r.locale())
          .column("colliculocale", "text", (_, _) -> null)
          .column("collversion", "text", (_, _) -> null)
          .build();
}
