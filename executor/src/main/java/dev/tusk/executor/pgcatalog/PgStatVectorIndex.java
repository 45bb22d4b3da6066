package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.VectorIndexRow;

/**
 * Vector indexes: what each is made of, and what the check of its codes gave. A relation of our
 * own; PostgreSQL has none like it. Reading it walks each graph once.
 */
final class PgStatVectorIndex {
  private PgStatVectorIndex() {}

  static final SystemTable<VectorIndexRow> TABLE =
      SystemTable.<VectorIndexRow>named(
              "pg_catalog", "pg_stat_vector_index", 15500, CatalogView::vectorIndexes)
          .column("relid", "oid", (r, _) -> r.table().oid())
          .column("indexrelid", "oid", (r, _) -> r.index().oid())
          .column("schemaname", "name", (r, _) -> r.index().schema())
          .column("relname", "name", (r, _) -> r.table().name())
          .column("indexrelname", "name", (r, _) -> r.index().name())
          .column("method", "name", (r, _) -> r.index().method())
          .column("metric", "text", (r, _) -> r.metric())
          .column("dimensions", "int4", (r, _) -> r.dimensions())
          .column("rows", "int8", (r, _) -> r.rows())
          .column("pending", "int8", (r, _) -> r.pending())
          .column("nodes", "int8", (r, _) -> r.nodes())
          .column("codec", "text", (r, _) -> r.codec())
          .column("bits", "int4", (r, _) -> r.bits())
          .column("code_share", "float8", (r, _) -> r.codeShare())
          .column("reason", "text", (r, _) -> r.reason())
          .column("entry_width", "int4", (r, _) -> r.entryWidth())
          .column("tombstones", "int8", (r, _) -> r.tombstones())
          .column("unreachable", "int8", (r, _) -> r.unreachable())
          .column("bytes", "int8", (r, _) -> r.bytes())
          .column("searches", "int8", (r, _) -> r.searches())
          .column("est_recall", "float8", (r, _) -> r.recall())
          .column("recall_samples", "int8", (r, _) -> r.recallSamples())
          .column("duplicates", "int8", (r, _) -> r.duplicates())
          .column("norm_spread", "float8", (r, _) -> r.normSpread())
          .column("code_error", "float8", (r, _) -> r.codeError())
          .column("vector_bytes", "int8", (r, _) -> r.vectorBytes())
          .column("resident", "float8", (r, _) -> r.resident())
          .column("ready", "bool", (r, _) -> r.ready())
          .build();
}
