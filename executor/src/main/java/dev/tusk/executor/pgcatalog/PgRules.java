package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.RuleRow;
import dev.tusk.sql.planner.deparse.PrintStyle;

/** Rules but those of views, as the statements that make them. */
final class PgRules {
  private PgRules() {}

  static final SystemTable<RuleRow> TABLE =
      SystemTable.<RuleRow>named("pg_catalog", "pg_rules", 12023, CatalogView::rules)
          .column("schemaname", "name", (r, _) -> r.table().schema())
          .column("tablename", "name", (r, _) -> r.table().name())
          .column("rulename", "name", (r, _) -> r.name())
          .column("definition", "text", (r, v) -> v.ruleDefinition(r.oid(), PrintStyle.INDENTED))
          .build();
}
