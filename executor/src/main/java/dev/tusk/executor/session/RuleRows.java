package dev.tusk.executor.session;

import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.executor.catalogview.RuleRow;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.planner.AnalyzedRule;
import dev.tusk.sql.planner.deparse.PrintStyle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules as the catalogs show them. */
final class RuleRows {
  private final Session session;

  RuleRows(Session session) {
    this.session = session;
  }

  List<RuleRow> all() {
    List<RuleRow> rows = new ArrayList<>();
    for (RuleObject rule :
        session.block().catalogState().of(RuleObject.class, session.databaseOid())) {
      Table table = session.catalog().table(rule.relationOid()).orElse(null);
      if (table != null) {
        rows.add(
            new RuleRow(
                rule.oid(),
                rule.name(),
                table,
                rule.event().ordinal() + 1,
                switch (rule.firing()) {
                  case ORIGIN -> "O";
                  case DISABLED -> "D";
                  case REPLICA -> "R";
                  case ALWAYS -> "A";
                },
                rule.instead(),
                rule.condition(),
                rule.actions()));
      }
    }
    return rows;
  }

  /** A rule as the statement that makes it ({@code make_ruledef}); null when there is none. */
  @Nullable String definition(long oid, PrintStyle style) {
    if (!(session.block().catalogState().object(oid) instanceof RuleObject rule)) {
      return null;
    }
    Table table = session.catalog().table(rule.relationOid()).orElseThrow();
    AnalyzedRule analyzed = session.host().expressions().storedRule(table, rule).rule();
    StringBuilder text = new StringBuilder("CREATE RULE ");
    text.append(Identifier.quoted(rule.name())).append(" AS\n    ON ").append(rule.event());
    text.append(" TO ").append(relation(table, style));
    String condition = analyzed.condition(session.catalog(), style);
    if (condition != null) {
      text.append("\n   WHERE ").append(condition);
    }
    text.append(" DO ").append(rule.instead() ? "INSTEAD " : "");
    List<String> actions = analyzed.actions(session.catalog(), style);
    if (actions.isEmpty()) {
      return text.append("NOTHING;").toString();
    }
    if (actions.size() == 1) {
      return text.append(shown(actions.getFirst())).append(';').toString().replace(" \n", "\n");
    }
    text.append('(');
    actions.forEach(action -> text.append(shown(action)).append(";\n"));
    return text.append(");").toString();
  }

  /** A utility statement begins a line of its own ({@code get_utility_query_def}). */
  private static String shown(String action) {
    return action.startsWith("NOTIFY") ? "\n " + action : action;
  }

  private String relation(Table table, PrintStyle style) {
    boolean visible =
        style.fewParentheses()
            && session
                .catalog()
                .table(new QualifiedName(null, table.name()))
                .map(found -> found.oid() == table.oid())
                .orElse(false);
    return (visible ? "" : Identifier.quoted(table.schema()) + ".")
        + Identifier.quoted(table.name());
  }
}
