package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.IndexUse;
import dev.tusk.executor.catalogview.TableUse;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Tables with their use since the server started. Updates in place are unknown here: {@code
 * n_tup_hot_upd} is always 0. Vacuum works in the background on all tables at once, so that no
 * table has a time or a number of its own for it.
 */
final class PgStatUserTables {
  private PgStatUserTables() {}

  static final List<SystemTable<?>> TABLES =
      List.of(
          table("pg_stat_all_tables", 12142, Row::all),
          table("pg_stat_sys_tables", 12152, Row::ofSystem),
          table("pg_stat_user_tables", 12161, Row::ofUsers));

  /** A table, and what is known of it. */
  private record Row(Relation relation, TableUse use, CatalogView view) {
    static List<Row> ofUsers(CatalogView view) {
      return rows(Relation.userTables(view), view);
    }

    static List<Row> ofSystem(CatalogView view) {
      return rows(
          Relation.tables(view).stream()
              .filter(r -> r.table().kind() == Table.Kind.SYSTEM)
              .toList(),
          view);
    }

    static List<Row> all(CatalogView view) {
      List<Row> rows = new ArrayList<>(ofSystem(view));
      rows.addAll(ofUsers(view));
      return rows;
    }

    private static List<Row> rows(List<Relation> relations, CatalogView view) {
      return relations.stream().map(r -> new Row(r, view.tableUse(r.oid()), view)).toList();
    }

    /** Of all of its indexes together; null for none. */
    @org.jspecify.annotations.Nullable
    Long indexed(ToLongFunction<IndexUse> count) {
      List<Index> indexes = relation.table().indexes();
      return indexes.isEmpty()
          ? null
          : (Long) indexes.stream().mapToLong(i -> count.applyAsLong(view.indexUse(i.oid()))).sum();
    }
  }

  private static SystemTable<Row> table(
      String name, long oid, Function<CatalogView, List<Row>> rows) {
    return SystemTable.<Row>named("pg_catalog", name, oid, rows)
        .column("relid", "oid", (r, _) -> r.relation.oid())
        .column("schemaname", "name", (r, _) -> r.relation.schema())
        .column("relname", "name", (r, _) -> r.relation.name())
        .column("seq_scan", "int8", (r, _) -> r.use.scans())
        .column("seq_tup_read", "int8", (r, _) -> r.use.scanned())
        .column("idx_scan", "int8", (r, _) -> r.indexed(IndexUse::scans))
        .column("idx_tup_fetch", "int8", (r, _) -> r.indexed(IndexUse::rows))
        .column("n_tup_ins", "int8", (r, _) -> r.use.inserted())
        .column("n_tup_upd", "int8", (r, _) -> r.use.updated())
        .column("n_tup_del", "int8", (r, _) -> r.use.deleted())
        .column("n_tup_hot_upd", "int8", (_, _) -> 0L)
        .column("n_live_tup", "int8", (r, _) -> (long) Math.max(0, r.relation.tuples()))
        .column("n_dead_tup", "int8", (r, _) -> r.view.statistics(r.relation.table()).deadRows())
        .column("n_mod_since_analyze", "int8", (r, _) -> r.use.sinceAnalyze())
        .column("n_ins_since_vacuum", "int8", (r, _) -> r.use.insertedSinceVacuum())
        .column("last_vacuum", "timestamptz", (r, _) -> r.use.lastVacuum())
        .column("last_autovacuum", "timestamptz", (_, _) -> null)
        .column("last_analyze", "timestamptz", (r, _) -> r.use.lastAnalyze())
        .column("last_autoanalyze", "timestamptz", (_, _) -> null)
        .column("vacuum_count", "int8", (r, _) -> r.use.vacuums())
        .column("autovacuum_count", "int8", (_, _) -> 0L)
        .column("analyze_count", "int8", (r, _) -> r.use.analyses())
        .column("autoanalyze_count", "int8", (_, _) -> 0L)
        .build();
  }
}
