package dev.tusk.executor.pgcatalog;

/**
 * Indexes.
 *
 * <p>A column that answers one value says so of every index here: none is clustered by, or treats
 * NULLs as equal. psql's {@code \d}, pgjdbc's getIndexInfo and ORMs that compare schemas read them.
 */
final class PgIndex {
  private PgIndex() {}

  static final SystemTable<IndexRow> TABLE =
      SystemTable.<IndexRow>named("pg_catalog", "pg_index", 2610, IndexRow::all)
          .column("indexrelid", "oid", (r, _) -> r.index().oid())
          .column("indrelid", "oid", (r, _) -> r.table().oid())
          .column("indnatts", "int2", (r, _) -> (short) r.index().width())
          .column("indnkeyatts", "int2", (r, _) -> (short) r.index().keys().size())
          .column("indisunique", "bool", (r, _) -> r.index().unique())
          .column("indnullsnotdistinct", "bool", (_, _) -> false)
          .column("indisprimary", "bool", (r, _) -> r.index().primary())
          .column("indisexclusion", "bool", (r, _) -> r.excludes())
          .column("indimmediate", "bool", (r, _) -> r.immediate())
          .column("indisclustered", "bool", (r, _) -> r.clustered())
          .column("indisvalid", "bool", (r, _) -> r.index().valid())
          .column("indcheckxmin", "bool", (_, _) -> false)
          .column("indisready", "bool", (_, _) -> true)
          .column("indislive", "bool", (_, _) -> true)
          .column("indisreplident", "bool", (r, _) -> r.identifies())
          .column("indkey", "int2vector", (r, _) -> r.keyColumns())
          .column("indcollation", "oidvector", (r, _) -> r.collations())
          .column("indclass", "oidvector", (r, _) -> r.operatorClasses())
          .column("indoption", "int2vector", (r, _) -> r.options())
          .column("indexprs", "pg_node_tree", (r, _) -> r.expressions())
          .column("indpred", "pg_node_tree", (r, _) -> r.index().predicateText())
          .build();
}
