package dev.tusk.executor.pgcatalog;

/** Defaults of columns. */
final class PgAttrdef {
  private PgAttrdef() {}

  static final SystemTable<Attribute> TABLE =
      SystemTable.<Attribute>named("pg_catalog", "pg_attrdef", 2604, Attribute::withDefault)
          .column("oid", "oid", (r, _) -> r.defaultOid())
          .column("adrelid", "oid", (r, _) -> r.relationOid())
          .column("adnum", "int2", (r, _) -> (short) r.number())
          .column("adbin", "pg_node_tree", (r, _) -> r.defaultText())
          .build();
}
