package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ColumnStatistics;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ANALYZE found, of columns that the user may read; nothing of tables whose rows policies hide
 * from him. It is kept until the server stops, and has no statistics of arrays' elements.
 */
final class PgStats {
  /** A column of a table or an index, and what is known of it. */
  record Row(String schema, String table, String column, ColumnStatistics found) {}

  private PgStats() {}

  static final SystemTable<Row> TABLE =
      SystemTable.<Row>named("pg_catalog", "pg_stats", 12053, PgStats::rows)
          .column("schemaname", "name", (r, _) -> r.schema())
          .column("tablename", "name", (r, _) -> r.table())
          .column("attname", "name", (r, _) -> r.column())
          .column("inherited", "bool", (_, _) -> false)
          .column("null_frac", "float4", (r, _) -> r.found().nullFraction())
          .column("avg_width", "int4", (r, _) -> r.found().width())
          .column("n_distinct", "float4", (r, _) -> r.found().distinct())
          .column("most_common_vals", "anyarray", (r, _) -> array(r, r.found().common()))
          .column("most_common_freqs", "_float4", (r, _) -> frequencies(r))
          .column("histogram_bounds", "anyarray", (r, _) -> array(r, r.found().bounds()))
          .column("correlation", "float4", (r, _) -> r.found().correlation())
          .column("most_common_elems", "anyarray", (_, _) -> null)
          .column("most_common_elem_freqs", "_float4", (_, _) -> null)
          .column("elem_count_histogram", "_float4", (_, _) -> null)
          .build();

  private static @Nullable ArrayValue array(Row row, List<Object> values) {
    Type type = row.found().type();
    return values.isEmpty() ? null : ArrayValue.of(type, values);
  }

  private static @Nullable ArrayValue frequencies(Row row) {
    List<Float> shares = row.found().frequencies();
    return shares.isEmpty() ? null : ArrayValue.of(Types.FLOAT4, shares);
  }

  private static List<Row> rows(CatalogView view) {
    List<Row> rows = new ArrayList<>();
    for (Table table : view.tables()) {
      List<ColumnStatistics> found = view.statistics(table.oid());
      if (hides(table, view)) {
        continue;
      }
      table.indexes().forEach(index -> addIndex(table, index, view, rows));
      for (ColumnStatistics one : found) {
        Column column = one.column() <= table.columns().size() ? table.column(one.column()) : null;
        if (column != null
            && !column.dropped()
            && column.type() == one.type()
            && mayRead(table, column, view)) {
          rows.add(new Row(table.schema(), table.name(), column.name(), one));
        }
      }
    }
    return rows;
  }

  /** What an index computes, which who may read all of the table may see. */
  private static void addIndex(Table table, Index index, CatalogView view, List<Row> rows) {
    long role = view.currentRoles().current();
    ObjectAddress relation = ObjectAddress.relation(table.oid());
    for (ColumnStatistics one : view.statistics(index.oid())) {
      boolean may = view.rights().has(RightsKind.TABLE, relation, role, Privileges.SELECT);
      if (may && one.column() <= index.keys().size()) {
        String name = "expr" + (one.column() == 1 ? "" : String.valueOf(one.column() - 1));
        rows.add(new Row(index.schema(), index.name(), name, one));
      }
    }
  }

  private static boolean mayRead(Table table, Column column, CatalogView view) {
    long role = view.currentRoles().current();
    ObjectAddress relation = ObjectAddress.relation(table.oid());
    return view.rights().has(RightsKind.TABLE, relation, role, Privileges.SELECT)
        || view.rights().columnMask(table.oid(), column.number(), role, Privileges.SELECT) != 0;
  }

  private static boolean hides(Table table, CatalogView view) {
    long role = view.currentRoles().current();
    var security = view.rowSecurity(table.oid());
    var attributes = view.roles().find(role);
    boolean above =
        view.roles().superuser(role)
            || attributes != null && attributes.attributes().bypassRowSecurity();
    boolean owner = view.rights().owns(role, ObjectAddress.relation(table.oid()));
    return security.enabled() && !above && !(owner && !security.forced());
  }
}
