package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.PreparedRow;

/** Prepared statements of this session. */
final class PgPreparedStatements {
  private PgPreparedStatements() {}

  static final SystemTable<PreparedRow> TABLE =
      SystemTable.<PreparedRow>named(
              "pg_catalog", "pg_prepared_statements", 12095, CatalogView::preparedStatements)
          .column("name", "text", (r, _) -> r.name())
          .column("statement", "text", (r, _) -> r.statement())
          .column("prepare_time", "timestamptz", (r, _) -> r.prepared())
          .column("parameter_types", "_regtype", (r, _) -> r.parameterTypes())
          .column("from_sql", "bool", (r, _) -> r.fromSql())
          .column("generic_plans", "int8", (r, _) -> r.genericPlans())
          .column("custom_plans", "int8", (r, _) -> r.customPlans())
          .build();
}
