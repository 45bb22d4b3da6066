package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.catalog.ObjectAddress;

/** Columns of all relations. */
final class PgAttribute {
  private PgAttribute() {}

  static final SystemTable<Attribute> TABLE =
      SystemTable.<Attribute>named("pg_catalog", "pg_attribute", 1249, Attribute::all)
          .column("attrelid", "oid", (r, _) -> r.relationOid())
          .column("attname", "name", (r, _) -> r.name())
          .column("atttypid", "oid", (r, _) -> r.type() == null ? 0L : (long) r.type().oid())
          .column("attstattarget", "int4", (_, _) -> -1)
          .column(
              "attlen", "int2", (r, _) -> r.type() == null ? (short) 0 : (short) r.type().length())
          .column("attnum", "int2", (r, _) -> (short) r.number())
          .column("attndims", "int4", (r, _) -> r.type() != null && r.type().isArray() ? 1 : 0)
          .column("attcacheoff", "int4", (_, _) -> -1)
          .column("atttypmod", "int4", (r, _) -> r.typmod())
          .column("attbyval", "bool", (r, _) -> r.byValue())
          .column("attalign", "char", (r, _) -> r.alignment())
          .column("attstorage", "char", (r, v) -> r.storage(v))
          .column("attcompression", "char", (_, _) -> "")
          .column("attnotnull", "bool", (r, _) -> r.notNull())
          .column("atthasdef", "bool", (r, _) -> r.defaultText() != null)
          .column("atthasmissing", "bool", (_, _) -> false)
          .column("attidentity", "char", (r, _) -> r.identityCode())
          .column("attgenerated", "char", (r, _) -> r.generated() ? "s" : "")
          .column("attisdropped", "bool", (r, _) -> r.dropped())
          .column("attislocal", "bool", (r, _) -> r.descent().local())
          .column("attinhcount", "int4", (r, _) -> r.descent().parents())
          .column("attcollation", "oid", (r, _) -> r.collation())
          .column(
              "attacl",
              "_aclitem",
              (r, v) -> v.acl(ObjectAddress.PG_CLASS, r.relationOid(), r.number()))
          .column("attoptions", "_text", (_, _) -> null)
          .column("attfdwoptions", "_text", (_, _) -> null)
          .column("attmissingval", "_text", (_, _) -> null)
          .build();
}
