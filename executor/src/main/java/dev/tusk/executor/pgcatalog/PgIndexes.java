package dev.tusk.executor.pgcatalog;

/** Indexes, with their definitions. */
final class PgIndexes {
  private PgIndexes() {}

  static final SystemTable<IndexRow> TABLE =
      SystemTable.<IndexRow>named("pg_catalog", "pg_indexes", 12043, IndexRow::all)
          .column("schemaname", "name", (r, _) -> r.index().schema())
          .column("tablename", "name", (r, _) -> r.table().name())
          .column("indexname", "name", (r, _) -> r.index().name())
          .column(
              "tablespace",
              "name",
              (r, v) -> new Relation(r.table(), r.index(), v).tablespaceName())
          .column("indexdef", "text", (r, _) -> Definitions.index(r.table(), r.index()))
          .build();
}
