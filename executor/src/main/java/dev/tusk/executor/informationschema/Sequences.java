package dev.tusk.executor.informationschema;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SequenceRow;
import dev.tusk.executor.pgcatalog.SystemTable;
import java.util.List;

/** Sequences. */
public final class Sequences {
  private Sequences() {}

  public static final SystemTable<SequenceRow> TABLE =
      SystemTable.<SequenceRow>named(
              "information_schema", "sequences", 13386, Sequences::withoutIdentity)
          .column("sequence_catalog", "name", (_, v) -> v.databaseName())
          .column("sequence_schema", "name", (r, _) -> r.schema())
          .column("sequence_name", "name", (r, _) -> r.name())
          .column("data_type", "varchar", (r, _) -> r.type().displayName())
          .column("numeric_precision", "int4", (r, _) -> r.type().length() * 8)
          .column("numeric_precision_radix", "int4", (_, _) -> 2)
          .column("numeric_scale", "int4", (_, _) -> 0)
          .column("start_value", "varchar", (r, _) -> String.valueOf(r.start()))
          .column("minimum_value", "varchar", (r, _) -> String.valueOf(r.minimum()))
          .column("maximum_value", "varchar", (r, _) -> String.valueOf(r.maximum()))
          .column("increment", "varchar", (r, _) -> String.valueOf(r.increment()))
          .column("cycle_option", "yes_or_no", (r, _) -> r.cycles() ? "YES" : "NO")
          .build();

  /** Sequences of identity columns are part of those. */
  private static List<SequenceRow> withoutIdentity(CatalogView view) {
    return view.sequences().stream().filter(s -> !s.identity()).toList();
  }
}
