package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgOperators;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.grammar.RowLock;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.planner.analyze.QueryAnalyzer.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** One SELECT ({@code transformSelectStmt}). */
final class SelectAnalyzer {
  private final Analysis analysis;
  private final Scope scope;
  private final @Nullable RuleRows ruleRows;

  /**
   * @param ruleRows what stands in FROM beside what is written there; null for nothing
   */
  SelectAnalyzer(
      Analysis analysis,
      @Nullable Scope parent,
      @Nullable Correlation correlation,
      @Nullable RuleRows ruleRows) {
    this.analysis = analysis;
    this.ruleRows = ruleRows;
    this.scope = new Scope(analysis, parent, correlation);
  }

  BoundQuery select(PgSelect select, Tail tail, boolean resolveUnknowns) {
    Part from = new FromAnalyzer(analysis, scope).from(select.getFrom(), ruleRows);
    RelNode rel = from.rel();
    Windows windows = new Windows(analysis, select.getWindowList());
    if (analysis.asWritten) {
      windows.declare(new ExpressionAnalyzer(analysis, scope, Clause.SELECT, windows));
    }
    TargetList targets = new TargetList(analysis, scope, windows);
    targets(analysis, scope, windows, select.getSelectList(), Clause.SELECT).forEach(targets::add);
    SqlNode whereNode = select.getWhere();
    RexNode where =
        whereNode == null
            ? null
            : new ExpressionAnalyzer(analysis, scope, Clause.WHERE).condition(whereNode, "WHERE");
    SqlNode havingNode = select.getHaving();
    RexNode having =
        havingNode == null
            ? null
            : new ExpressionAnalyzer(analysis, scope, Clause.HAVING)
                .condition(havingNode, "HAVING");
    checkRecursion(targets, having);
    if (resolveUnknowns) {
      for (int i = 0; i < targets.visible(); i++) {
        targets.set(i, analysis.coercion.unknownToText(targets.expression(i)));
      }
    }
    rel = new LockedPolicies(analysis, scope, select.locks()).secured(rel);
    if (where != null) {
      rel = LogicalFilter.create(rel, analysis.flat(where));
    }
    Finish finish = new Finish(analysis, scope);
    List<Finish.Sort> sorts = finish.sorts(targets, tail);
    Grouping grouping = new Grouping(analysis, scope, targets);
    grouping.groupBy(select.getGroup());
    List<Finish.Sort> distinctOn = distinctOn(select, targets);
    Finish.Options options =
        new Finish.Options(
            select.isDistinct() && distinctOn == null,
            distinctOn,
            locking(select, rel, targets, having, windows),
            ordersSets(targets, grouping, windows));
    ResolvedQuery resolved =
        new ResolvedQuery.Select(
            options.distinct(),
            distinctOn == null ? null : distinctOn.stream().map(Finish.Sort::target).toList(),
            List.copyOf(targets.fields()),
            targets.visible(),
            from.resolved(),
            where,
            grouping.distinct(),
            grouping.items(),
            having,
            windows.definitions().stream().map(Windows.Definition::written).toList(),
            finish.written(sorts, tail),
            locks(select));
    List<Integer> sequence = windowSequence(windows, targets, sorts, grouping, options);
    rel = grouping.group(rel, having);
    rel = new WindowStage(analysis, grouping).compute(rel, windows, sequence, targets);
    RelNode result = finish.build(rel, targets, sorts, tail, options);
    return BoundQuery.of(result, targets.visibleFields(), resolved);
  }

  private static List<Integer> windowSequence(
      Windows windows,
      TargetList targets,
      List<Finish.Sort> sorts,
      Grouping grouping,
      Finish.Options options) {
    WindowSequence sequence = new WindowSequence();
    sorts.forEach(sort -> sequence.key(targets.expression(sort.target())));
    grouping.keyTargets().forEach(target -> sequence.key(targets.expression(target)));
    if (options.distinct()) {
      for (int target = 0; target < targets.visible(); target++) {
        sequence.key(targets.expression(target));
      }
    }
    return sequence.order(windows.definitions());
  }

  /** The locks by the items of FROM that they are of. */
  private List<ResolvedQuery.Lock> locks(PgSelect select) {
    List<ResolvedQuery.Lock> locks = new ArrayList<>();
    for (RowLock lock : select.locks()) {
      for (NamespaceItem item : scope.items()) {
        String alias = item.alias();
        boolean named =
            lock.tables().isEmpty()
                || lock.tables().stream().anyMatch(t -> t.names.getLast().equals(alias));
        boolean ofRule =
            ruleRows != null && (RuleRows.OLD.equals(alias) || RuleRows.NEW.equals(alias));
        if (alias != null && named && !ofRule) {
          locks.add(
              new ResolvedQuery.Lock(alias, RowLocking.strength(lock), RowLocking.waiting(lock)));
        }
      }
    }
    return locks;
  }

  /** The items of a select list, stars expanded. */
  static List<OutputField> targets(
      Analysis analysis, Scope scope, @Nullable Windows windows, SqlNodeList items, Clause clause) {
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(analysis, scope, clause, windows);
    List<OutputField> fields = new ArrayList<>();
    for (SqlNode item : items) {
      int position = ExpressionAnalyzer.position(item);
      if (item instanceof SqlIdentifier star && star.isStar()) {
        expand(analysis, star, scope, position, fields);
      } else if (item instanceof SqlCall call && call.getOperator() == PgOperators.ROW_STAR) {
        expandRow(expressions, call, fields);
      } else if (item.getKind() == SqlKind.AS) {
        SqlIdentifier alias = ((SqlCall) item).operand(1);
        fields.add(target(expressions, ((SqlCall) item).operand(0), alias.names.getLast()));
      } else {
        fields.add(target(expressions, item, ColumnNames.of(item)));
      }
    }
    return fields;
  }

  private static OutputField target(ExpressionAnalyzer expressions, SqlNode node, String name) {
    if (node instanceof SqlIdentifier identifier) {
      Scope.Found found = expressions.resolve(identifier);
      return new OutputField(name, found.value(), found.tableOid(), found.number());
    }
    return new OutputField(name, expressions.analyze(node), 0, 0);
  }

  private static void expand(
      Analysis analysis, SqlIdentifier star, Scope scope, int position, List<OutputField> into) {
    List<String> names = star.names;
    List<ScopeColumn> columns;
    if (names.size() == 1) {
      columns = scope.star(position);
      if (scope.items().isEmpty()) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR, "SELECT * with no tables specified is not valid")
            .at(position);
      }
    } else {
      columns = scope.star(names.subList(0, names.size() - 1), position);
    }
    for (ScopeColumn column : columns) {
      into.add(new OutputField(column.name(), column.value(), column.tableOid(), column.number()));
    }
  }

  private static void expandRow(
      ExpressionAnalyzer expressions, SqlCall call, List<OutputField> into) {
    RexNode row = expressions.analyze((SqlNode) call.operand(0));
    RelTypes.Composite composite = RelTypes.composite(row.getType());
    int position = ExpressionAnalyzer.position(call);
    if (composite == null) {
      throw Composites.notComposite(row, position);
    }
    for (int i = 0; i < composite.names().size(); i++) {
      into.add(
          new OutputField(
              composite.names().get(i),
              expressions.composites().field(row, i, composite, position),
              0,
              0));
    }
  }

  private @Nullable List<Finish.Sort> distinctOn(PgSelect select, TargetList targets) {
    SqlNodeList list = select.distinctOn();
    if (list == null) {
      return null;
    }
    List<Finish.Sort> found = new ArrayList<>();
    for (SqlNode node : list) {
      int target = targets.find(node, Clause.ORDER_BY, "DISTINCT ON");
      int position = ExpressionAnalyzer.start(node);
      TargetList.checkSortable(RelTypes.typeOf(targets.expression(target)), position);
      analysis.collations.requireOne(targets.expression(target));
      if (found.stream().noneMatch(f -> f.target() == target)) {
        found.add(new Finish.Sort(target, new Shape.SortDirection(false, false), position));
      }
    }
    return found;
  }

  private Rels.@Nullable Locking locking(
      PgSelect select,
      RelNode rows,
      TargetList targets,
      @Nullable RexNode having,
      Windows windows) {
    if (select.locks().isEmpty()) {
      return null;
    }
    String problem =
        select.isDistinct() || select.distinctOn() != null
            ? "DISTINCT clause"
            : select.getGroup() != null && !select.getGroup().isEmpty()
                ? "GROUP BY clause"
                : having != null
                    ? "HAVING clause"
                    : targets.any(Grouping::hasAggregate)
                        ? "aggregate functions"
                        : !windows.definitions().isEmpty()
                            ? "window functions"
                            : targets.any(SetReturning::in)
                                ? "set-returning functions in the target list"
                                : null;
    if (problem != null) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          String.format(
              Locale.ROOT,
              "%s is not allowed with %s",
              RowLocking.name(select.locks().getFirst().strength()),
              problem));
    }
    return new RowLocking(scope, targets, rows).locking(select.locks());
  }

  /** The rows of one round are not all rows, so that an aggregate of them would mean nothing. */
  private void checkRecursion(TargetList targets, @Nullable RexNode having) {
    if (!scope.readsRecursion()) {
      return;
    }
    List<RexNode> nodes = new ArrayList<>();
    targets.fields().forEach(f -> nodes.add(f.expression()));
    if (having != null) {
      nodes.add(having);
    }
    for (RexNode node : nodes) {
      if (Grouping.hasAggregate(node)) {
        throw SqlException.of(
                SqlState.INVALID_RECURSION,
                "aggregate functions are not allowed in a recursive query's recursive term")
            .at(CallAnalyzer.positionOf(node, Shape.Aggregate.class, 0));
      }
    }
  }

  /** Whether rows are grouped or windows made by sets, which then all sets are made before. */
  private static boolean ordersSets(TargetList targets, Grouping grouping, Windows windows) {
    return grouping.keyTargets().stream().anyMatch(k -> SetReturning.in(targets.expression(k)))
        || windows.definitions().stream()
            .anyMatch(d ->
                d.partitionBy().stream().anyMatch(SetReturning::in)
                    || d.orderBy().stream().anyMatch(o -> SetReturning.in(o.expression())));
  }
}
