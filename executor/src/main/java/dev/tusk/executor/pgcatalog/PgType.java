package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.catalog.ObjectAddress;

/**
 * Types, those of extensions only once they are created.
 *
 * <p>A column that answers one value says so of every type here. pgjdbc, Npgsql and psycopg read
 * them when they learn a database's types.
 */
final class PgType {
  private PgType() {}

  static final SystemTable<TypeRow> TABLE =
      SystemTable.<TypeRow>named("pg_catalog", "pg_type", 1247, TypeRow::all)
          .column("oid", "oid", (r, _) -> (long) r.type().oid())
          .column("typname", "name", (r, _) -> r.type().name())
          .column("typnamespace", "oid", (r, _) -> r.schemaOid())
          .column("typowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_TYPE, r.type().oid()))
          .column("typlen", "int2", (r, _) -> (short) r.type().length())
          .column("typbyval", "bool", (r, _) -> r.byValue())
          .column("typtype", "char", (r, _) -> r.kind())
          .column("typcategory", "char", (r, _) -> String.valueOf(r.type().category()))
          .column("typispreferred", "bool", (r, _) -> r.type().preferred())
          .column("typisdefined", "bool", (_, _) -> true)
          .column("typdelim", "char", (r, _) -> String.valueOf(r.type().delimiter()))
          .column("typrelid", "oid", (r, _) -> r.relationOid())
          .column("typsubscript", "regproc", (r, _) -> r.function(TypeFunctions.Role.SUBSCRIPT))
          .column("typelem", "oid", (r, _) -> r.elementOid())
          .column("typarray", "oid", (r, _) -> (long) r.type().arrayOid())
          .column("typinput", "regproc", (r, _) -> r.function(TypeFunctions.Role.INPUT))
          .column("typoutput", "regproc", (r, _) -> r.function(TypeFunctions.Role.OUTPUT))
          .column("typreceive", "regproc", (r, _) -> r.function(TypeFunctions.Role.RECEIVE))
          .column("typsend", "regproc", (r, _) -> r.function(TypeFunctions.Role.SEND))
          .column("typmodin", "regproc", (r, _) -> r.function(TypeFunctions.Role.MODIFIER_INPUT))
          .column("typmodout", "regproc", (r, _) -> r.function(TypeFunctions.Role.MODIFIER_OUTPUT))
          .column("typanalyze", "regproc", (r, _) -> r.function(TypeFunctions.Role.ANALYZE))
          .column("typalign", "char", (r, _) -> r.alignment())
          .column("typstorage", "char", (r, _) -> r.storage())
          .column("typnotnull", "bool", (r, _) -> r.notNull())
          .column("typbasetype", "oid", (r, _) -> r.baseOid())
          .column("typtypmod", "int4", (r, _) -> r.typmod())
          .column("typndims", "int4", (r, _) -> r.dimensions())
          .column("typcollation", "oid", (r, _) -> r.collation())
          .column("typdefaultbin", "pg_node_tree", (r, _) -> r.defaultText())
          .column("typdefault", "text", (r, _) -> r.defaultText())
          .column("typacl", "_aclitem", (r, v) -> v.acl(ObjectAddress.PG_TYPE, r.type().oid(), 0))
          .build();
}
