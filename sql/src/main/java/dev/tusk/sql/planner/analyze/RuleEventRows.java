package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Rule;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.grammar.PgDelete;
import dev.tusk.sql.grammar.PgUpdate;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a statement is about, before and after it, as rules name them.
 *
 * <p>A row of {@link #source} has both: an INSERT's is the new one, an UPDATE's and a DELETE's the
 * old one and what it is joined with.
 */
final class RuleEventRows {
  private final Analysis analysis;
  private final BoundDml dml;
  private final Table relation;
  private final RelNode source;

  /**
   * @param relation the one that has the rules, whose rows the statement writes
   */
  RuleEventRows(Analysis analysis, DmlAnalyzer.Analyzed analyzed, Table relation) {
    this.analysis = analysis;
    this.dml = analyzed.dml();
    this.relation = relation;
    this.source =
        switch (dml) {
          case BoundDml.Insert insert -> insert.source();
          case BoundDml.Update update -> filtered(update.source(), update.condition());
          case BoundDml.Delete delete -> filtered(delete.source(), delete.condition());
          case BoundDml.Merge _, BoundDml.Rewritten _ -> throw new IllegalArgumentException();
        };
  }

  private static RelNode filtered(RelNode rows, @Nullable RexNode condition) {
    return condition == null ? rows : LogicalFilter.create(rows, condition);
  }

  /** The columns of a row over that of the source; null where there is no such row. */
  private @Nullable List<RexNode> row(String name) {
    List<Column> live = relation.liveColumns();
    List<RexNode> fields = Rels.fieldsOf(source).subList(0, live.size());
    if (!RuleRows.has(event(), name)) {
      return null;
    }
    if (name.equals(RuleRows.OLD)) {
      return fields;
    }
    if (!(dml instanceof BoundDml.Update update)) {
      return computed(fields);
    }
    List<RexNode> after = new ArrayList<>();
    for (int i = 0; i < live.size(); i++) {
      RexNode value = fields.get(i);
      for (BoundDml.Set set : update.assignments()) {
        if (set.column() == live.get(i).number()) {
          value = set.value();
        }
      }
      after.add(value);
    }
    return computed(after);
  }

  /** With what the generated columns of the new row will be. */
  private List<RexNode> computed(List<RexNode> values) {
    List<Column> live = relation.liveColumns();
    if (live.stream().noneMatch(Column::generated)) {
      return values;
    }
    List<ScopeColumn> columns = new ArrayList<>();
    for (int i = 0; i < live.size(); i++) {
      columns.add(
          new ScopeColumn(live.get(i).name(), values.get(i), relation.oid(), live.get(i).number()));
    }
    Scope scope = new Scope(analysis, null, null);
    NamespaceItem named = RuleRows.item(analysis, relation, relation.name(), columns);
    scope.add(
        List.of(
            new NamespaceItem(
                named.alias(),
                relation,
                null,
                columns,
                List.of(),
                true,
                true,
                false,
                named.present())));
    List<RexNode> computed = new ArrayList<>(values);
    for (int i = 0; i < live.size(); i++) {
      String expression = live.get(i).generated() ? live.get(i).defaultText() : null;
      if (expression != null) {
        computed.set(
            i,
            new ExpressionAnalyzer(analysis, scope, Clause.GENERATED)
                .analyze(((CalciteTree) SqlParser.parseExpression(expression).tree()).node()));
      }
    }
    return computed;
  }

  private RuleEvent event() {
    return switch (dml) {
      case BoundDml.Insert _ -> RuleEvent.INSERT;
      case BoundDml.Update _ -> RuleEvent.UPDATE;
      default -> RuleEvent.DELETE;
    };
  }

  private List<NamespaceItem> items() {
    List<NamespaceItem> items = new ArrayList<>();
    for (String name : List.of(RuleRows.OLD, RuleRows.NEW)) {
      List<RexNode> values = row(name);
      if (values != null) {
        items.add(item(name, values));
      }
    }
    return items;
  }

  private NamespaceItem item(String name, List<RexNode> values) {
    List<ScopeColumn> columns = new ArrayList<>();
    List<Column> live = relation.liveColumns();
    for (int i = 0; i < live.size(); i++) {
      Column column = live.get(i);
      columns.add(new ScopeColumn(column.name(), values.get(i), relation.oid(), column.number()));
    }
    NamespaceItem item = RuleRows.item(analysis, relation, name, columns);
    if (!name.equals(RuleRows.OLD)) {
      return item;
    }
    List<ScopeColumn> hidden = new ArrayList<>();
    int place = live.size() + PhysicalPlan.SYSTEM_COLUMNS.indexOf(PhysicalPlan.TABLE_OID);
    RexNode table = new RexInputRef(place, source.getRowType().getFieldList().get(place).getType());
    hidden.add(new ScopeColumn("tableoid", table, 0, 0));
    int row = live.size() + PhysicalPlan.SYSTEM_COLUMNS.indexOf(PhysicalPlan.CTID);
    hidden.add(new ScopeColumn("ctid", new RexInputRef(row, analysis.types.of(Types.TID)), 0, 0));
    return new NamespaceItem(
        name, relation, null, columns, hidden, false, true, false, item.present());
  }

  private RexNode condition(String text) {
    Scope scope = new Scope(analysis, null, null);
    scope.add(items());
    return new ExpressionAnalyzer(analysis, scope, Clause.WHERE)
        .condition(((CalciteTree) SqlParser.parseExpression(text).tree()).node(), "WHERE");
  }

  /** The rows for the actions of a rule; null where they are done once. */
  @Nullable RuleRows rows(Rule rule, Modification statement) {
    if (!rule.readsRows() && alone(statement)) {
      return null;
    }
    RelNode rows = source;
    if (rule.condition() != null) {
      rows = LogicalFilter.create(rows, condition(rule.condition()));
    }
    List<RexNode> fields = new ArrayList<>(Rels.fieldsOf(rows));
    int width = fields.size();
    List<RexNode> after = dml instanceof BoundDml.Update ? row(RuleRows.NEW) : null;
    if (after != null) {
      fields.addAll(after);
      rows =
          LogicalProject.create(
              rows, List.of(), fields, analysis.types.names(fields.size()), Set.of());
    }
    List<NamespaceItem> items = new ArrayList<>();
    for (NamespaceItem item : items()) {
      items.add(
          after != null && RuleRows.NEW.equals(item.alias())
              ? item(RuleRows.NEW, Rels.fieldsOf(rows).subList(width, fields.size()))
              : item);
    }
    return new RuleRows(rows, items, new FromItem.Nothing(), dml.ctes());
  }

  /** Whether an UPDATE or DELETE is of all rows, joined with nothing: so that none is looked at. */
  private boolean alone(Modification statement) {
    return switch (dml) {
      case BoundDml.Update update ->
          update.condition() == null && ((PgUpdate) statement).from() == null;
      case BoundDml.Delete delete ->
          delete.condition() == null && ((PgDelete) statement).using() == null;
      default -> false;
    };
  }

  /** The statement for those rows for which none of the conditions holds. */
  BoundDml unless(List<String> conditions) {
    List<RexNode> left = new ArrayList<>();
    for (String text : conditions) {
      left.add(
          analysis.call(
              new Shape.BooleanTest(true, true), Types.BOOL, List.of(condition(text)), 0));
    }
    RexNode all = Rex.and(analysis.cluster.getRexBuilder(), left);
    return switch (dml) {
      case BoundDml.Insert i ->
          new BoundDml.Insert(
              i.table(),
              LogicalFilter.create(i.source(), all),
              i.onConflict(),
              i.checks(),
              i.policies(),
              i.returning(),
              i.ctes());
      case BoundDml.Update u ->
          new BoundDml.Update(
              u.table(),
              u.source(),
              and(u.condition(), all),
              u.assignments(),
              u.checks(),
              u.policies(),
              u.returning(),
              u.ctes());
      case BoundDml.Delete d ->
          new BoundDml.Delete(
              d.table(), d.source(), and(d.condition(), all), d.returning(), d.ctes());
      case BoundDml.Merge _, BoundDml.Rewritten _ -> throw new IllegalArgumentException();
    };
  }

  private RexNode and(@Nullable RexNode before, RexNode added) {
    return before == null
        ? added
        : Rex.and(analysis.cluster.getRexBuilder(), List.of(before, added));
  }
}
