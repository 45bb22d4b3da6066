package dev.tusk.executor.pgcatalog;

/** Operator classes. */
final class PgOpclass {
  private PgOpclass() {}

  static final SystemTable<OperatorClass> TABLE =
      SystemTable.<OperatorClass>named("pg_catalog", "pg_opclass", 2616, OperatorClass::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("opcmethod", "oid", (r, _) -> r.methodOid())
          .column("opcname", "name", (r, _) -> r.name())
          .column("opcnamespace", "oid", (r, v) -> v.schemaOid(v.schemaOf(r.extension())))
          .column("opcowner", "oid", (_, _) -> SystemTable.OWNER)
          .column("opcfamily", "oid", (r, _) -> OperatorFamily.of(r).oid())
          .column("opcintype", "oid", (r, _) -> (long) r.type().oid())
          .column("opcdefault", "bool", (r, _) -> r.isDefault())
          .column("opckeytype", "oid", (r, _) -> OperatorFamily.stored(r))
          .build();
}
