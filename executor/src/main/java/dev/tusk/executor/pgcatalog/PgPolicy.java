package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.PolicyRow;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;

/** Policies of tables, and the view of them by names. */
final class PgPolicy {
  private PgPolicy() {}

  static final SystemTable<PolicyRow> TABLE =
      SystemTable.<PolicyRow>named("pg_catalog", "pg_policy", 3256, CatalogView::policies)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("polname", "name", (r, _) -> r.policy().name())
          .column("polrelid", "oid", (r, _) -> r.table().oid())
          .column("polcmd", "char", (r, _) -> String.valueOf(r.policy().command().code()))
          .column("polpermissive", "bool", (r, _) -> r.policy().permissive())
          .column("polroles", "_oid", (r, _) -> roles(r))
          .column("polqual", "pg_node_tree", (r, _) -> r.policy().using())
          .column("polwithcheck", "pg_node_tree", (r, _) -> r.policy().check())
          .build();

  static final SystemTable<PolicyRow> BY_NAME =
      SystemTable.<PolicyRow>named("pg_catalog", "pg_policies", 12018, CatalogView::policies)
          .column("schemaname", "name", (r, _) -> r.table().schema())
          .column("tablename", "name", (r, _) -> r.table().name())
          .column("policyname", "name", (r, _) -> r.policy().name())
          .column(
              "permissive",
              "text",
              (r, _) -> r.policy().permissive() ? "PERMISSIVE" : "RESTRICTIVE")
          .column("roles", "_name", (r, v) -> names(r, v))
          .column("cmd", "text", (r, _) -> r.policy().command().name())
          .column("qual", "text", (r, _) -> r.policy().using())
          .column("with_check", "text", (r, _) -> r.policy().check())
          .build();

  private static ArrayValue roles(PolicyRow row) {
    return ArrayValue.of(Types.OID, row.roles());
  }

  private static ArrayValue names(PolicyRow row, CatalogView view) {
    return ArrayValue.of(
        Types.NAME,
        row.roles().stream()
            .map(role -> role == 0 ? "public" : view.roles().name(role))
            .sorted()
            .toList());
  }
}
