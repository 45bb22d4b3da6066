package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.RuleRow;
import dev.tusk.executor.catalogview.ViewRow;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.ArrayList;
import java.util.List;

/** The rules of relations, and those that make relations views; actions are shown as SQL. */
final class PgRewrite {
  private PgRewrite() {}

  private static List<RuleRow> all(CatalogView view) {
    List<RuleRow> rows = new ArrayList<>();
    view.views().forEach(v -> rows.add(of(v)));
    view.materializedViews().forEach(v -> rows.add(of(v)));
    rows.addAll(view.rules());
    return rows;
  }

  private static RuleRow of(ViewRow view) {
    return new RuleRow(
        ObjectAddress.rule(view.table().oid()).objectOid(),
        "_RETURN",
        view.table(),
        1,
        "O",
        true,
        null,
        List.of(view.definition()));
  }

  static final SystemTable<RuleRow> TABLE =
      SystemTable.<RuleRow>named("pg_catalog", "pg_rewrite", 2618, PgRewrite::all)
          .column("oid", "oid", (r, _) -> r.oid())
          .column("rulename", "name", (r, _) -> r.name())
          .column("ev_class", "oid", (r, _) -> r.table().oid())
          .column("ev_type", "char", (r, _) -> String.valueOf(r.event()))
          .column("ev_enabled", "char", (r, _) -> r.enabled())
          .column("is_instead", "bool", (r, _) -> r.instead())
          .column("ev_qual", "pg_node_tree", (r, _) -> r.condition() == null ? "<>" : r.condition())
          .column("ev_action", "pg_node_tree", (r, _) -> String.join("; ", r.actions()))
          .build();
}
