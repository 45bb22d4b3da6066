package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.TriggerRow;
import dev.tusk.sql.type.ArrayValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Triggers. Foreign keys, which are four of them each in PostgreSQL, are none here. */
final class PgTrigger {
  private PgTrigger() {}

  static final SystemTable<TriggerRow> TABLE =
      SystemTable.<TriggerRow>named("pg_catalog", "pg_trigger", 2620, CatalogView::triggers)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("tgrelid", "oid", (r, _) -> r.table().oid())
          .column("tgparentid", "oid", (r, v) -> v.partitions().parentOf(r.table(), r.oid()))
          .column("tgname", "name", (r, _) -> r.name())
          .column("tgfoid", "oid", (r, _) -> r.functionOid())
          .column("tgtype", "int2", (r, _) -> (short) r.type())
          .column("tgenabled", "char", (r, _) -> r.firing())
          .column("tgisinternal", "bool", (_, _) -> false)
          .column(
              "tgconstrrelid", "oid", (r, _) -> r.otherTable() == null ? 0L : r.otherTable().oid())
          .column("tgconstrindid", "oid", (_, _) -> 0L)
          .column("tgconstraint", "oid", (r, _) -> r.constraintOid())
          .column("tgdeferrable", "bool", (r, _) -> r.timing().deferrable())
          .column("tginitdeferred", "bool", (r, _) -> r.initiallyDeferred())
          .column("tgnargs", "int2", (r, _) -> (short) r.arguments().size())
          .column("tgattr", "int2vector", (r, _) -> columns(r))
          .column("tgargs", "bytea", (r, _) -> arguments(r))
          .column("tgqual", "pg_node_tree", (r, _) -> r.condition())
          .column("tgoldtable", "name", (r, _) -> r.oldTable())
          .column("tgnewtable", "name", (r, _) -> r.newTable())
          .build();

  private static ArrayValue columns(TriggerRow row) {
    return CatalogArrays.int2vector(
        row.columns().stream().map(column -> (Object) column.shortValue()).toList());
  }

  /** Each with a zero byte behind it. */
  private static byte[] arguments(TriggerRow row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String argument : row.arguments()) {
      bytes.writeBytes(argument.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
    }
    return bytes.toByteArray();
  }
}
