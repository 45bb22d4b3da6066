package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.DatabaseRow;
import dev.tusk.sql.catalog.ObjectAddress;

/** Databases. */
final class PgDatabase {
  private PgDatabase() {}

  static final SystemTable<DatabaseRow> TABLE =
      SystemTable.<DatabaseRow>named("pg_catalog", "pg_database", 1262, CatalogView::databases)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("datname", "name", (r, _) -> r.name())
          .column("datdba", "oid", (r, v) -> v.owner(ObjectAddress.PG_DATABASE, r.oid()))
          .column("encoding", "int4", (_, _) -> 6)
          .column("datlocprovider", "char", (_, _) -> "c")
          .column("datistemplate", "bool", (r, _) -> r.attributes().template())
          .column("datallowconn", "bool", (r, _) -> r.attributes().connectable())
          .column("datconnlimit", "int4", (r, _) -> r.attributes().connectionLimit())
          .column("datfrozenxid", "xid", (_, _) -> 0L)
          .column("datminmxid", "xid", (_, _) -> 0L)
          .column("dattablespace", "oid", (_, _) -> 1663L)
          .column("datcollate", "text", (_, _) -> "C.UTF-8")
          .column("datctype", "text", (_, _) -> "C.UTF-8")
          .column("daticulocale", "text", (_, _) -> null)
          .column("datcollversion", "text", (_, _) -> null)
          .column("datacl", "_aclitem", (r, v) -> v.acl(ObjectAddress.PG_DATABASE, r.oid(), 0))
          .build();
}
