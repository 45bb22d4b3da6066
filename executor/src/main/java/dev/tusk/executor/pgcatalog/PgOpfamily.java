package dev.tusk.executor.pgcatalog;

/** Operator families. */
final class PgOpfamily {
  private PgOpfamily() {}

  static final SystemTable<OperatorFamily> TABLE =
      SystemTable.<OperatorFamily>named("pg_catalog", "pg_opfamily", 2753, OperatorFamily::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("opfmethod", "oid", (r, _) -> r.method().oid())
          .column("opfname", "name", (r, _) -> r.name())
          .column("opfnamespace", "oid", (r, v) -> v.schemaOid(v.schemaOf(r.method().extension())))
          .column("opfowner", "oid", (_, _) -> SystemTable.OWNER)
          .build();
}
