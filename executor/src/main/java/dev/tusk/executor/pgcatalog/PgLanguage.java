package dev.tusk.executor.pgcatalog;

/** Languages of functions: those of PostgreSQL that Tusk's own functions would be listed under. */
final class PgLanguage {
  private PgLanguage() {}

  static final SystemTable<LanguageRow> TABLE =
      SystemTable.<LanguageRow>named("pg_catalog", "pg_language", 2612, LanguageRow::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("lanname", "name", (r, _) -> r.name())
          .column("lanowner", "oid", (_, _) -> SystemTable.OWNER)
          .column("lanispl", "bool", (_, _) -> false)
          .column("lanpltrusted", "bool", (_, _) -> false)
          .column("lanplcallfoid", "oid", (_, _) -> 0L)
          .column("laninline", "oid", (_, _) -> 0L)
          .column("lanvalidator", "oid", (_, _) -> 0L)
          .column("lanacl", "_aclitem", (r, v) -> v.acl(2612, r.oid(), 0))
          .build();
}
