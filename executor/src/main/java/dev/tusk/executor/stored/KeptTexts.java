package dev.tusk.executor.stored;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.command.CatalogExpressions;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.algebra.PlannerSettings;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.QueryTree;
import dev.tusk.sql.statement.RoutineBody;
import dev.tusk.sql.statement.RuleCommand;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Queries, rules, policies and bodies, which the catalog keeps as texts and reads anew. */
abstract class KeptTexts implements CatalogExpressions {
  final ExpressionTools tools;
  final Supplier<SessionCatalog> catalog;

  KeptTexts(ExpressionTools tools, Supplier<SessionCatalog> catalog) {
    this.tools = tools;
    this.catalog = catalog;
  }

  @Override
  public StoredQuery query(QueryTree tree) {
    return new StoredQuery(
        tools.planner().analyze(tree, catalog.get(), PlannerSettings.DEFAULT), catalog);
  }

  @Override
  public StoredRule rule(Table relation, RuleCommand.Create rule) {
    return StoredRule.written(tools.planner(), relation, rule, catalog);
  }

  @Override
  public StoredRule storedRule(Table relation, RuleObject rule) {
    return StoredRule.kept(tools.planner(), relation, rule, catalog);
  }

  @Override
  public StoredQuery storedQuery(String text) {
    QueryTree tree = ((Query) SqlParser.parse(text).getFirst().statement()).tree();
    return new StoredQuery(tools.planner().analyzeStored(tree, catalog.get()), catalog);
  }

  @Override
  public StoredBody body(FunctionSignature function, RoutineBody body) {
    return StoredBody.written(tools.planner(), function, body, catalog);
  }

  @Override
  public @Nullable StoredBody storedBody(FunctionObject function) {
    return StoredBody.kept(tools.planner(), function, catalog);
  }

  @Override
  public StoredCondition policy(Table table, ParsedExpression condition) {
    return new StoredCondition(
        tools.planner().analyzePolicy(condition, table, catalog.get(), false), catalog);
  }

  @Override
  public StoredCondition storedPolicy(Table table, String text) {
    ParsedExpression condition = SqlParser.parseExpression(text);
    return new StoredCondition(
        tools.planner().analyzePolicy(condition, table, catalog.get(), true), catalog);
  }
}
