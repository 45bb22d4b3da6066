package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.StatisticsObject;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statistics of several columns and of expressions. */
final class StatisticsTables {
  private StatisticsTables() {}

  static List<StatisticsObject> objects(CatalogView view) {
    return view.state().defined().of(StatisticsObject.class, view.databaseOid());
  }

  static final SystemTable<StatisticsObject> OBJECTS =
      SystemTable.<StatisticsObject>named(
              "pg_catalog", "pg_statistic_ext", 3381, StatisticsTables::objects)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("stxrelid", "oid", (r, _) -> r.tableOid())
          .column("stxname", "name", (r, _) -> r.name())
          .column(
              "stxnamespace", "oid", (r, v) -> v.schemaOid(java.util.Objects.toString(r.schema())))
          .column("stxowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_STATISTIC_EXT, r.oid()))
          .column("stxstattarget", "int4", (r, _) -> r.target())
          .column("stxkeys", "int2vector", (r, _) -> keys(r))
          .column("stxkind", "_char", (r, _) -> kinds(r))
          .column("stxexprs", "pg_node_tree", (r, _) -> expressions(r))
          .build();

  private static ArrayValue keys(StatisticsObject object) {
    return CatalogArrays.int2vector(object.columns().stream().map(Integer::shortValue).toList());
  }

  static ArrayValue kinds(StatisticsObject object) {
    return ArrayValue.of(
        Types.CHAR, object.kinds().chars().mapToObj(c -> String.valueOf((char) c)).toList());
  }

  private static @Nullable String expressions(StatisticsObject object) {
    return object.expressions().isEmpty() ? null : String.join(", ", object.expressions());
  }

  /** What ANALYZE found. */
  static final SystemTable<StatisticsObject> DATA =
      SystemTable.<StatisticsObject>named(
              "pg_catalog", "pg_statistic_ext_data", 3429, _ -> List.of())
          .column("stxoid", "oid", (r, _) -> r.oid())
          .column("stxdinherit", "bool", (_, _) -> false)
          .column("stxdndistinct", "text", (_, _) -> null)
          .column("stxddependencies", "text", (_, _) -> null)
          .column("stxdmcv", "text", (_, _) -> null)
          .column("stxdexpr", "_text", (_, _) -> null)
          .build();
}
