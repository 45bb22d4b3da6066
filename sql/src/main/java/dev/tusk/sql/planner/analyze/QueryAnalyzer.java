package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgOrderBy;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/** Queries of every kind: SELECT, VALUES, set operations, WITH; with ORDER BY, LIMIT and OFFSET. */
public final class QueryAnalyzer {
  private final Analysis analysis;
  private final @Nullable RuleRows ruleRows;

  public QueryAnalyzer(Analysis analysis) {
    this(analysis, null);
  }

  /** Of a query that is a rule's action, or gives its rows. */
  QueryAnalyzer(Analysis analysis, @Nullable RuleRows ruleRows) {
    this.analysis = analysis;
    this.ruleRows = ruleRows;
  }

  /** What stands behind a query. */
  record Tail(
      SqlNodeList orderBy, @Nullable SqlNode offset, @Nullable SqlNode limit, boolean withTies) {
    static final Tail NONE = new Tail(SqlNodeList.EMPTY, null, null, false);

    static Tail of(SqlOrderBy ordered) {
      return new Tail(
          ordered.orderList,
          ordered.offset,
          ordered.fetch,
          ordered instanceof PgOrderBy ours && ours.withTies());
    }

    boolean isEmpty() {
      return orderBy.isEmpty() && offset == null && limit == null;
    }
  }

  /**
   * Analyses a query.
   *
   * @param parent names of the queries around, null for none
   * @param correlation takes the values read of them; null where {@code parent} has no rows
   * @param resolveUnknowns literals without a type become text; otherwise the caller decides
   */
  public BoundQuery query(
      SqlNode node,
      @Nullable Scope parent,
      @Nullable Correlation correlation,
      boolean resolveUnknowns) {
    return node instanceof SqlOrderBy ordered
        ? body(ordered.query, Tail.of(ordered), parent, correlation, resolveUnknowns)
        : body(node, Tail.NONE, parent, correlation, resolveUnknowns);
  }

  private BoundQuery body(
      SqlNode node,
      Tail tail,
      @Nullable Scope parent,
      @Nullable Correlation correlation,
      boolean resolveUnknowns) {
    return switch (node) {
      case SqlWith with -> with(with, tail, parent, correlation, resolveUnknowns);
      case PgSelect select -> {
        if (select.into() != null) {
          throw SqlException.of(SqlState.SYNTAX_ERROR, "SELECT ... INTO is not allowed here")
              .at(ExpressionAnalyzer.position(select.into().name()));
        }
        yield new SelectAnalyzer(analysis, parent, correlation, ruleRows)
            .select(select, tail, resolveUnknowns);
      }
      case SqlOrderBy ordered when tail.isEmpty() ->
          query(ordered, parent, correlation, resolveUnknowns);
      case SqlOrderBy ordered -> {
        BoundQuery inner = query(ordered, parent, correlation, resolveUnknowns);
        yield finished(inner, tail, parent, correlation, "query");
      }
      case SqlCall call ->
          switch (call.getKind()) {
            case VALUES ->
                finished(values(call, parent, correlation), tail, parent, correlation, "*VALUES*");
            case UNION, INTERSECT, EXCEPT -> {
              checkAlone();
              BoundQuery result =
                  new SetOperations(analysis, this).setOperation(call, parent, correlation);
              yield setTail(resolveUnknowns ? resolved(result) : result, tail, parent, correlation);
            }
            default -> throw SqlException.notSupported(call.getKind().lowerName);
          };
      default -> throw SqlException.notSupported(node.getKind().lowerName);
    };
  }

  /** The rows of a rule can be joined to one query only. */
  private void checkAlone() {
    if (ruleRows != null && !analysis.asWritten) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "conditional UNION/INTERSECT/EXCEPT statements are not implemented");
    }
  }

  private BoundQuery with(
      SqlWith with,
      Tail tail,
      @Nullable Scope parent,
      @Nullable Correlation correlation,
      boolean resolveUnknowns) {
    WithAnalyzer analyzer = new WithAnalyzer(analysis, parent, correlation);
    List<CommonTableEntry> entries = analyzer.entries(with.withList);
    BoundQuery inner = body(with.body, tail, analyzer.scope(), null, resolveUnknowns);
    return new BoundQuery(
        new Rels.With(analysis.cluster, entries, inner.rel()),
        inner.fields(),
        new ResolvedQuery.With(
            WithAnalyzer.recursive(with.withList), analyzer.resolved(), inner.resolved()));
  }

  /** Unknown columns become text. */
  private BoundQuery resolved(BoundQuery query) {
    List<RelDataType> types = new ArrayList<>();
    boolean changed = false;
    for (OutputField field : query.fields()) {
      RelDataType type = field.expression().getType();
      boolean unknown = RelTypes.type(type) == Types.UNKNOWN;
      changed |= unknown;
      types.add(unknown ? analysis.types.of(Types.TEXT) : type);
    }
    return changed
        ? BoundQuery.of(
            new RowCoercion(analysis).coerce(query.rel(), types), query.fields(), query.resolved())
        : query;
  }

  private BoundQuery values(
      SqlCall call, @Nullable Scope parent, @Nullable Correlation correlation) {
    Scope scope = new Scope(analysis, parent, correlation);
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(analysis, scope, Clause.VALUES);
    List<List<RexNode>> rows = new ArrayList<>();
    for (SqlNode row : call.getOperandList()) {
      List<RexNode> values = expressions.composites().values(((SqlCall) row).getOperandList());
      if (!rows.isEmpty() && rows.getFirst().size() != values.size()) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "VALUES lists must all be the same length")
            .at(values.isEmpty() ? 0 : PgCall.positionOf(values.getFirst()));
      }
      rows.add(values);
    }
    return valuesOf(rows);
  }

  /** Rows brought to common types, their columns called column1, column2, …. */
  private BoundQuery valuesOf(List<List<RexNode>> rows) {
    int columns = rows.getFirst().size();
    List<RelDataType> types = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      List<RexNode> cells = rows.stream().map(r -> r.get(column)).toList();
      Type type = analysis.coercion.commonType(cells, "VALUES");
      int typmod = RelTypes.typmodOf(cells.getFirst());
      boolean same =
          cells.stream()
              .allMatch(c -> RelTypes.typeOf(c) == type && RelTypes.typmodOf(c) == typmod);
      types.add(
          analysis.collations.common(
              same ? cells.getFirst().getType() : analysis.types.of(type), cells, true));
    }
    List<List<RexNode>> converted = new ArrayList<>();
    for (List<RexNode> row : rows) {
      List<RexNode> cells = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        cells.add(analysis.coercion.toCommon(row.get(i), RelTypes.type(types.get(i)), "VALUES"));
      }
      converted.add(cells);
    }
    List<OutputField> fields = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      fields.add(new OutputField("column" + (i + 1), new RexInputRef(i, types.get(i)), 0, 0));
    }
    RelNode rel = new Rels.Rows(analysis.cluster, converted, analysis.types.row(types), "*VALUES*");
    ResolvedQuery resolved =
        new ResolvedQuery.Values(
            converted,
            fields.stream().map(OutputField::name).toList(),
            fields,
            ResolvedQuery.Tail.NONE);
    return new BoundQuery(rel, fields, resolved);
  }

  /** ORDER BY and LIMIT over VALUES and the like: expressions over the result's columns. */
  private BoundQuery finished(
      BoundQuery query,
      Tail tail,
      @Nullable Scope parent,
      @Nullable Correlation correlation,
      String alias) {
    if (tail.isEmpty()) {
      return query;
    }
    Scope scope = new Scope(analysis, parent, correlation);
    List<ScopeColumn> columns = new ArrayList<>();
    for (OutputField field : query.fields()) {
      columns.add(new ScopeColumn(field.name(), field.expression(), 0, 0));
    }
    scope.items().add(new NamespaceItem(alias, columns, true, true));
    TargetList targets = new TargetList(analysis, scope, null);
    query.fields().forEach(targets::add);
    Finish finish = new Finish(analysis, scope);
    List<Finish.Sort> sorts = finish.sorts(targets, tail);
    RelNode rel = finish.build(query.rel(), targets, sorts, tail, Finish.Options.NONE);
    return BoundQuery.of(
        rel,
        query.fields(),
        ended(query.resolved(), finish.written(sorts, tail), List.copyOf(targets.fields())));
  }

  /** The query with what stands behind it; it has none yet, or only what this leaves open. */
  private static ResolvedQuery ended(
      ResolvedQuery query, ResolvedQuery.Tail tail, List<OutputField> targets) {
    return switch (query) {
      case ResolvedQuery.Values values ->
          new ResolvedQuery.Values(
              values.rows(), values.columns(), targets, values.tail().with(tail));
      case ResolvedQuery.Select select -> select.ended(select.tail().with(tail));
      case ResolvedQuery.SetOperation set ->
          new ResolvedQuery.SetOperation(
              set.operator(), set.all(), set.left(), set.right(), set.tail().with(tail));
      case ResolvedQuery.With with ->
          new ResolvedQuery.With(
              with.recursive(), with.tables(), ended(with.body(), tail, targets));
      case ResolvedQuery.Modification modification -> modification;
    };
  }

  /** ORDER BY of a set operation: names and numbers of result columns only. */
  private BoundQuery setTail(
      BoundQuery query, Tail tail, @Nullable Scope parent, @Nullable Correlation correlation) {
    if (tail.isEmpty()) {
      return query;
    }
    Scope scope = new Scope(analysis, parent, correlation);
    TargetList targets = new TargetList(analysis, scope, null);
    query.fields().forEach(targets::add);
    for (SqlNode item : tail.orderBy()) {
      SqlNode expression = SortItem.of(item).expression();
      if (!targets.named(expression)) {
        new ExpressionAnalyzer(analysis, resultColumns(query, scope), Clause.ORDER_BY)
            .analyze(expression);
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED, "invalid UNION/INTERSECT/EXCEPT ORDER BY clause")
            .withDetail("Only result column names can be used, not expressions or functions.")
            .withHint(
                "Add the expression/function to every SELECT, or move the UNION into a FROM clause.")
            .at(ExpressionAnalyzer.start(expression));
      }
    }
    Finish finish = new Finish(analysis, scope);
    List<Finish.Sort> sorts = finish.sorts(targets, tail);
    RelNode rel = finish.build(query.rel(), targets, sorts, tail, Finish.Options.NONE);
    return BoundQuery.of(
        rel,
        query.fields(),
        ended(query.resolved(), finish.written(sorts, tail), List.copyOf(targets.fields())));
  }

  /** The names that an expression may use before it is refused all the same. */
  private static Scope resultColumns(BoundQuery query, Scope scope) {
    List<ScopeColumn> columns = new ArrayList<>();
    for (OutputField field : query.fields()) {
      columns.add(new ScopeColumn(field.name(), field.expression(), 0, 0));
    }
    return scope.sibling(List.of(new NamespaceItem(null, columns, true, false)));
  }

  /** LIMIT or OFFSET: bigint, and no columns of this query. */
  static @Nullable RexNode count(
      Analysis analysis, @Nullable SqlNode node, Scope around, Clause clause) {
    if (node == null) {
      return null;
    }
    RexNode value = new ExpressionAnalyzer(analysis, around, clause).analyze(node);
    RexNode converted = analysis.coercion.toSpecific(value, Types.INT8, clause.displayName());
    Coercion.requireNoVariables(converted, clause.displayName(), PgCall.positionOf(value));
    return converted;
  }
}
