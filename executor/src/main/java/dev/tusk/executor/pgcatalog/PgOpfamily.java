package dev.tusk.executor.pgcatalog;

/** Operator families: one for each operator class. */
final class PgOpfamily {
  private PgOpfamily() {}

  static final SystemTable<OperatorClass> TABLE =
      SystemTable.<OperatorClass>named("pg_catalog", "pg_opfamily", 2753, OperatorClass::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("opfmethod", "oid", (r, _) -> r.methodOid())
          .column("opfname", "name", (r, _) -> r.name())
          .column("opfnamespace", "oid", (_, _) -> 11L)
          .column("opfowner", "oid", (_, _) -> SystemTable.OWNER)
          .build();
}
