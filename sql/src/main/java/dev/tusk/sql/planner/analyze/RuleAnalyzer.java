package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.statement.Notify;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A rule as it is written ({@code transformRuleStmt}). */
public final class RuleAnalyzer {
  private final Analysis analysis;
  private final Table relation;
  private final RuleEvent event;

  public RuleAnalyzer(Analysis analysis, Table relation, RuleEvent event) {
    this.analysis = analysis;
    this.relation = relation;
    this.event = event;
  }

  /**
   * A rule.
   *
   * @param rows what the condition is over
   */
  public record Resolved(FromItem rows, @Nullable RexNode condition, List<Action> actions) {}

  /**
   * An action.
   *
   * @param query null for NOTIFY
   * @param notification the text of that; null for others
   * @param returning of a modification, or what a query gives
   */
  public record Action(
      @Nullable ResolvedQuery query, @Nullable String notification, List<OutputField> returning) {

    /** Whether it is a query that changes nothing. */
    public boolean selects() {
      return query != null && !modifies();
    }

    private boolean modifies() {
      ResolvedQuery body = query;
      while (body instanceof ResolvedQuery.With with) {
        body = with.body();
      }
      return body instanceof ResolvedQuery.Modification;
    }
  }

  public Resolved analyze(@Nullable ParsedExpression condition, List<Statement> actions) {
    RuleRows rows = RuleRows.named(analysis, relation);
    RexNode when = null;
    if (condition != null) {
      Scope scope = new Scope(analysis, null, null);
      scope.add(
          rows.items().stream()
              .filter(item -> RuleRows.has(event, String.valueOf(item.alias())))
              .map(NamespaceItem::named)
              .toList());
      when =
          new ExpressionAnalyzer(analysis, scope, Clause.WHERE)
              .condition(((CalciteTree) condition.tree()).node(), "WHERE");
    }
    List<Action> resolved = new ArrayList<>();
    for (Statement action : actions) {
      resolved.add(action(action, when != null));
    }
    return new Resolved(rows.resolved(), when, resolved);
  }

  private Action action(Statement statement, boolean conditional) {
    if (statement instanceof Notify notify) {
      if (conditional) {
        throw SqlException.of(
            SqlState.INVALID_OBJECT_DEFINITION,
            "rules with WHERE conditions can only have SELECT, INSERT, UPDATE, or DELETE actions");
      }
      return new Action(null, RuleTexts.notification(notify), List.of());
    }
    SqlNode node = RuleTexts.node(statement);
    RuleRows rows = RuleRows.named(analysis, relation);
    if (node instanceof Modification modification) {
      checkTarget(modification);
      DmlAnalyzer.Analyzed analyzed = new DmlAnalyzer(analysis, null).plain(modification, rows, 0);
      return new Action(analyzed.written(), null, analyzed.dml().returning());
    }
    var query = new QueryAnalyzer(analysis, rows).query(node, null, null, true);
    return new Action(query.resolved(), null, query.fields());
  }

  /** The rows are named as relations are, yet nothing can be written to them. */
  private void checkTarget(Modification modification) {
    if (modification.target().names.size() > 1) {
      return;
    }
    String name = modification.target().names.getFirst();
    boolean known =
        analysis.catalog.table(new dev.tusk.sql.catalog.QualifiedName(null, name)).isPresent();
    if (!known && name.equals(RuleRows.OLD)) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, "rule actions on OLD are not implemented")
          .withHint("Use views or triggers instead.");
    }
    if (!known && name.equals(RuleRows.NEW)) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, "rule actions on NEW are not implemented")
          .withHint("Use triggers instead.");
    }
  }
}
