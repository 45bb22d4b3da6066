package dev.tusk.executor.stored;

import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.command.CatalogExpressions.KeptRule;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.planner.AnalyzedRule;
import dev.tusk.sql.planner.Planner;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.RuleCommand;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.ObjectNames;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A rule resolved, which the catalog keeps as texts.
 *
 * @param catalog the catalog of now, whenever it is asked
 */
public record StoredRule(AnalyzedRule rule, Supplier<SessionCatalog> catalog) implements KeptRule {
  static StoredRule written(
      Planner planner, Table relation, RuleCommand.Create rule, Supplier<SessionCatalog> catalog) {
    return new StoredRule(
        planner.analyzeRule(
            relation, rule.event(), rule.condition(), rule.actions(), catalog.get(), false),
        catalog);
  }

  static StoredRule kept(
      Planner planner, Table relation, RuleObject rule, Supplier<SessionCatalog> catalog) {
    String condition = rule.condition();
    ParsedExpression when = condition == null ? null : SqlParser.parseExpression(condition);
    List<Statement> actions =
        rule.actions().stream()
            .map(action -> SqlParser.parse(action).getFirst().statement())
            .toList();
    return new StoredRule(
        planner.analyzeRule(relation, rule.event(), when, actions, catalog.get(), true), catalog);
  }

  @Override
  public List<Dependency> references() {
    return StoredQuery.dependencies(rule.references());
  }

  @Override
  public boolean reads(String row) {
    return rule.references().ruleRows().contains(row);
  }

  @Override
  public List<List<OutputColumn>> returning() {
    return rule.returning();
  }

  @Override
  public @Nullable String condition() {
    return stored(() -> rule.condition(catalog.get(), PrintStyle.STORED));
  }

  @Override
  public List<String> actions() {
    List<String> actions = stored(() -> rule.actions(catalog.get(), PrintStyle.STORED));
    return actions == null ? List.of() : actions;
  }

  private <T> @Nullable T stored(Supplier<@Nullable T> text) {
    ObjectNames others = ObjectNames.CURRENT.isBound() ? ObjectNames.CURRENT.get() : null;
    return ScopedValue.where(ObjectNames.CURRENT, new QualifiedNames(catalog.get(), others))
        .call(text::get);
  }
}
