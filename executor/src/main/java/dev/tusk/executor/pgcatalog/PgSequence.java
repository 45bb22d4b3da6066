package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SequenceRow;

/** Parameters of sequences. */
final class PgSequence {
  private PgSequence() {}

  static final SystemTable<SequenceRow> TABLE =
      SystemTable.<SequenceRow>named("pg_catalog", "pg_sequence", 2224, CatalogView::sequences)
          .column("seqrelid", "oid", (r, _) -> r.oid())
          .column("seqtypid", "oid", (r, _) -> (long) r.type().oid())
          .column("seqstart", "int8", (r, _) -> r.start())
          .column("seqincrement", "int8", (r, _) -> r.increment())
          .column("seqmax", "int8", (r, _) -> r.maximum())
          .column("seqmin", "int8", (r, _) -> r.minimum())
          .column("seqcache", "int8", (r, _) -> r.cache())
          .column("seqcycle", "bool", (r, _) -> r.cycles())
          .build();
}
