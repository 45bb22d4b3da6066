package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SequenceRow;

/** Sequences with their last value. */
final class PgSequences {
  private PgSequences() {}

  static final SystemTable<SequenceRow> TABLE =
      SystemTable.<SequenceRow>named("pg_catalog", "pg_sequences", 12048, CatalogView::sequences)
          .column("schemaname", "name", (r, _) -> r.schema())
          .column("sequencename", "name", (r, _) -> r.name())
          .column("sequenceowner", "name", (r, v) -> v.relationOwner(r.oid()))
          .column("data_type", "regtype", (r, _) -> (long) r.type().oid())
          .column("start_value", "int8", (r, _) -> r.start())
          .column("min_value", "int8", (r, _) -> r.minimum())
          .column("max_value", "int8", (r, _) -> r.maximum())
          .column("increment_by", "int8", (r, _) -> r.increment())
          .column("cycle", "bool", (r, _) -> r.cycles())
          .column("cache_size", "int8", (r, _) -> r.cache())
          .column("last_value", "int8", (r, _) -> r.lastValue())
          .build();
}
