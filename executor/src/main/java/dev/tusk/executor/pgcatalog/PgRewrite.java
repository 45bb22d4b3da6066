package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ViewRow;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.List;
import java.util.stream.Stream;

/** The rules that make relations views; the action is shown as SQL. */
final class PgRewrite {
  private PgRewrite() {}

  private static List<ViewRow> all(CatalogView view) {
    return Stream.concat(view.views().stream(), view.materializedViews().stream()).toList();
  }

  static final SystemTable<ViewRow> TABLE =
      SystemTable.<ViewRow>named("pg_catalog", "pg_rewrite", 2618, PgRewrite::all)
          .column("oid", "oid", (r, _) -> ObjectAddress.rule(r.table().oid()).objectOid())
          .column("rulename", "name", (_, _) -> "_RETURN")
          .column("ev_class", "oid", (r, _) -> r.table().oid())
          .column("ev_type", "char", (_, _) -> "1")
          .column("ev_enabled", "char", (_, _) -> "O")
          .column("is_instead", "bool", (_, _) -> true)
          .column("ev_qual", "pg_node_tree", (_, _) -> "<>")
          .column("ev_action", "pg_node_tree", (r, _) -> r.definition())
          .build();
}
