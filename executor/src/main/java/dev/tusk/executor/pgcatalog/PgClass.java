package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.SharedRelations;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import java.util.List;

/**
 * Tables, indexes, sequences and the relations of this package.
 *
 * <p>A column that answers one value says so of every relation here: none has a tablespace of its
 * own. TOAST tables are told of where PostgreSQL has them, with the size that they would have
 * there; the long values themselves stand with their rows, so that nothing can be read of them.
 * psql's {@code \d}, pg_dump and the metadata of pgjdbc and Npgsql read these columns and expect
 * them; relallvisible, relfrozenxid and relminmxid only stand in, for monitoring queries.
 */
final class PgClass {
  private PgClass() {}

  static final SystemTable<Relation> TABLE =
      SystemTable.<Relation>named("pg_catalog", "pg_class", 1259, Relation::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("relname", "name", (r, _) -> r.name())
          .column("relnamespace", "oid", (r, _) -> r.schemaOid())
          .column("reltype", "oid", (r, _) -> r.rowType())
          .column("reloftype", "oid", (_, _) -> 0L)
          .column("relowner", "oid", (r, _) -> r.owner())
          .column("relam", "oid", (r, _) -> r.accessMethodOid())
          .column("relfilenode", "oid", (r, _) -> r.fileNode())
          .column("reltablespace", "oid", (r, _) -> r.tablespace())
          .column("relpages", "int4", (r, _) -> r.pages())
          .column("reltuples", "float4", (r, _) -> r.tuples())
          .column("relallvisible", "int4", (_, _) -> 0)
          .column("reltoastrelid", "oid", (r, _) -> r.toast())
          .column("relhasindex", "bool", (r, _) -> r.hasIndex())
          .column("relisshared", "bool", (r, _) -> SharedRelations.contains(r.oid()))
          .column("relpersistence", "char", (r, _) -> r.persistence())
          .column("relkind", "char", (r, _) -> r.kind())
          .column("relnatts", "int2", (r, _) -> r.columnCount())
          .column("relchecks", "int2", (r, _) -> r.checkCount())
          .column("relhasrules", "bool", (r, v) -> hasRules(r.table(), v))
          .column("relhastriggers", "bool", (r, _) -> r.hasTriggers())
          .column("relhassubclass", "bool", (r, v) -> r.hasChildren(v))
          .column("relrowsecurity", "bool", (r, v) -> v.rowSecurity(r.oid()).enabled())
          .column("relforcerowsecurity", "bool", (r, v) -> v.rowSecurity(r.oid()).forced())
          .column("relispopulated", "bool", (r, v) -> v.populated(r.oid()))
          .column("relreplident", "char", (r, v) -> replicaIdentity(r, v))
          .column("relispartition", "bool", (r, _) -> r.isPartition())
          .column("relrewrite", "oid", (_, _) -> 0L)
          .column("relfrozenxid", "xid", (_, _) -> 0L)
          .column("relminmxid", "xid", (_, _) -> 0L)
          .column("relacl", "_aclitem", (r, v) -> v.acl(ObjectAddress.PG_CLASS, r.oid(), 0))
          .column("reloptions", "_text", (r, _) -> r.options())
          .column("relpartbound", "pg_node_tree", (r, _) -> r.bound())
          .build();

  static boolean hasRules(Table table, CatalogView view) {
    return table.kind() == Table.Kind.VIEW
        || table.kind() == Table.Kind.MATERIALIZED_VIEW
        || view.rules().stream().anyMatch(rule -> rule.table().oid() == table.oid());
  }

  /** What was said for tables; the system's own are not replicated. */
  private static String replicaIdentity(Relation relation, CatalogView view) {
    return List.of("r", "m", "p").contains(relation.kind())
            && !relation.schema().equals("pg_catalog")
        ? String.valueOf(view.state().defined().identityOf(relation.oid()))
        : "n";
  }
}
