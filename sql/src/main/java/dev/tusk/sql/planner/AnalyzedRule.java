package dev.tusk.sql.planner;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.Signatures;
import dev.tusk.sql.planner.analyze.RuleAnalyzer;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.planner.deparse.QueryText;
import dev.tusk.sql.planner.deparse.References;
import dev.tusk.sql.type.FormatSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule with every name resolved: to be kept, printed by the names of another time, and asked. */
public final class AnalyzedRule {
  private final RuleAnalyzer.Resolved rule;
  private final Signatures functions;

  AnalyzedRule(RuleAnalyzer.Resolved rule, Signatures functions) {
    this.rule = rule;
    this.functions = functions;
  }

  /** The objects it names. */
  public References references() {
    References all = References.none();
    if (rule.condition() != null) {
      all.add(References.of(rule.condition(), rule.rows(), functions));
    }
    for (RuleAnalyzer.Action action : rule.actions()) {
      if (action.query() != null) {
        all.add(References.of(action.query(), functions, Set.of()));
      }
    }
    return all;
  }

  /** What RETURNING of each action gives; empty without. */
  public List<List<OutputColumn>> returning() {
    return rule.actions().stream()
        .map(action ->
            action.selects()
                ? List.<OutputColumn>of()
                : action.returning().stream().map(OutputField::column).toList())
        .toList();
  }

  /** The condition; null for none. */
  public @Nullable String condition(Catalog catalog, PrintStyle style) {
    return rule.condition() == null
        ? null
        : text(catalog, style).ruleCondition(rule.condition(), rule.rows());
  }

  /** The actions. */
  public List<String> actions(Catalog catalog, PrintStyle style) {
    return rule.actions().stream()
        .map(action ->
            action.query() == null
                ? String.valueOf(action.notification())
                : text(catalog, style).ruleAction(action.query()))
        .toList();
  }

  private QueryText text(Catalog catalog, PrintStyle style) {
    return new QueryText(catalog, functions, FormatSettings.DEFAULT, style);
  }
}
