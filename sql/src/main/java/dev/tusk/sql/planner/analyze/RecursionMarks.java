package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.CycleClause;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.grammar.PgWithItem;
import dev.tusk.sql.grammar.SearchClause;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * SEARCH and CYCLE of a recursive query: columns that each round carries on ({@code
 * rewriteSearchAndCycle}).
 */
final class RecursionMarks {
  /** Names that nobody writes. */
  private static final String DEPTH = "*DEPTH*";

  private static final String VALUE = "*VALUE*";

  private final Analysis analysis;
  private final String name;
  private final @Nullable SearchClause search;
  private final @Nullable CycleClause cycle;
  private final List<String> names;
  private final List<String> added = new ArrayList<>();
  private @Nullable RexNode value;
  private @Nullable RexNode otherwise;

  private RecursionMarks(Analysis analysis, PgWithItem item, List<OutputField> columns) {
    this.analysis = analysis;
    this.name = item.name.names.getLast();
    this.search = item.search();
    this.cycle = item.cycle();
    this.names = columns.stream().map(OutputField::name).toList();
    if (search != null) {
      added.add(search.sequence().getSimple());
    }
    if (cycle != null) {
      added.add(cycle.mark().getSimple());
      added.add(cycle.path().getSimple());
    }
  }

  /** What an item has of them, checked; null for nothing. */
  static @Nullable RecursionMarks of(
      Analysis analysis, PgWithItem item, SqlCall union, List<OutputField> columns) {
    if (item.search() == null && item.cycle() == null) {
      return null;
    }
    if (isSetOperation(union.operand(0))) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "with a SEARCH or CYCLE clause, the left side of the UNION must be a SELECT");
    }
    if (isSetOperation(union.operand(1))) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          "with a SEARCH or CYCLE clause, the right side of the UNION must be a SELECT");
    }
    RecursionMarks marks = new RecursionMarks(analysis, item, columns);
    marks.check();
    return marks;
  }

  private static boolean isSetOperation(SqlNode node) {
    return switch (node.getKind()) {
      case UNION, INTERSECT, EXCEPT -> true;
      default -> false;
    };
  }

  // Checks.

  private void check() {
    if (search != null) {
      checkColumns("search", search.columns(), search.position());
      checkUnused("search sequence", search.sequence(), search.position());
    }
    if (cycle == null) {
      return;
    }
    checkColumns("cycle", cycle.columns(), cycle.position());
    checkUnused("cycle mark", cycle.mark(), cycle.position());
    checkUnused("cycle path", cycle.path(), cycle.position());
    if (cycle.mark().getSimple().equals(cycle.path().getSimple())) {
      throw syntax("cycle mark column name and cycle path column name are the same")
          .at(cycle.position());
    }
    if (search != null) {
      checkDifferent("cycle mark", search, cycle.mark());
      checkDifferent("cycle path", search, cycle.path());
    }
    values(cycle);
  }

  private void checkColumns(String what, SqlNodeList columns, int position) {
    Set<String> seen = new HashSet<>();
    for (SqlNode node : columns) {
      String column = ((SqlIdentifier) node).getSimple();
      if (!names.contains(column)) {
        throw syntax(what + " column \"" + column + "\" not in WITH query column list")
            .at(position);
      }
      if (!seen.add(column)) {
        throw SqlException.of(
                SqlState.DUPLICATE_COLUMN,
                String.format(
                    Locale.ROOT, "%s column \"%s\" specified more than once", what, column))
            .at(position);
      }
    }
  }

  private void checkUnused(String what, SqlIdentifier column, int position) {
    if (names.contains(column.getSimple())) {
      throw syntax(
              what
                  + " column name \""
                  + column.getSimple()
                  + "\" already used in WITH query column list")
          .at(position);
    }
  }

  private static void checkDifferent(String what, SearchClause search, SqlIdentifier other) {
    if (search.sequence().getSimple().equals(other.getSimple())) {
      throw syntax("search sequence column name and " + what + " column name are the same")
          .at(search.position());
    }
  }

  private static SqlException syntax(String message) {
    return SqlException.of(SqlState.SYNTAX_ERROR, message);
  }

  private void values(CycleClause clause) {
    if (clause.value() == null) {
      value = analysis.constant(true, Types.BOOL, 0);
      otherwise = analysis.constant(false, Types.BOOL, 0);
      return;
    }
    ExpressionAnalyzer expressions =
        new ExpressionAnalyzer(analysis, new Scope(analysis, null, null), Clause.VALUES);
    RexNode first = expressions.analyze(clause.value());
    RexNode second = expressions.analyze(clause.otherwise());
    Type type = analysis.coercion.commonType(List.of(first, second), "CYCLE");
    TargetList.checkGroupable(type, 0);
    value = analysis.coercion.toCommon(first, type, "CYCLE/SET/TO");
    otherwise = analysis.coercion.toCommon(second, type, "CYCLE/SET/DEFAULT");
  }

  // The columns.

  /** The row that a clause tells by its columns, as SQL. */
  private static String row(String before, SqlNodeList columns) {
    return columns.stream()
        .map(c -> Identifier.quoted(((SqlIdentifier) c).getSimple()))
        .collect(Collectors.joining(", ", "ROW(" + before, ")"));
  }

  private static RexNode expression(ExpressionAnalyzer expressions, String text) {
    return expressions.analyze(((CalciteTree) SqlParser.parseExpression(text).tree()).node());
  }

  private ExpressionAnalyzer over(RelNode rows, List<String> columns) {
    List<ScopeColumn> named = new ArrayList<>();
    List<RexNode> fields = Rels.fieldsOf(rows);
    for (int i = 0; i < columns.size(); i++) {
      named.add(new ScopeColumn(columns.get(i), fields.get(i), 0, 0));
    }
    Scope scope = new Scope(analysis, null, null);
    if (value != null) {
      named.add(new ScopeColumn(VALUE, value, 0, 0));
    }
    scope.items().add(new NamespaceItem(null, named, true, false));
    return new ExpressionAnalyzer(analysis, scope, Clause.SELECT);
  }

  /** The rows of the start, with what they begin with. */
  RelNode start(RelNode rows, List<OutputField> columns) {
    ExpressionAnalyzer expressions = over(rows, names);
    List<RexNode> all = new ArrayList<>(Rels.fieldsOf(rows).subList(0, columns.size()));
    if (search != null) {
      all.add(
          expression(
              expressions,
              search.breadth()
                  ? row("0::pg_catalog.int8, ", search.columns())
                  : "ARRAY[" + row("", search.columns()) + "]"));
    }
    if (cycle != null) {
      all.add(java.util.Objects.requireNonNull(otherwise));
      all.add(expression(expressions, "ARRAY[" + row("", cycle.columns()) + "]"));
    }
    return project(rows, all);
  }

  private RelNode project(RelNode rows, List<RexNode> expressions) {
    return LogicalProject.create(
        rows, List.of(), expressions, analysis.types.names(expressions.size()), Set.of());
  }

  /** All columns of the query over the rows that it starts with. */
  List<OutputField> columns(List<OutputField> own, RelNode start) {
    List<OutputField> all = new ArrayList<>(own);
    List<RexNode> fields = Rels.fieldsOf(start);
    for (int i = 0; i < added.size(); i++) {
      all.add(new OutputField(added.get(i), fields.get(own.size() + i), 0, 0));
    }
    return all;
  }

  /** The step, which hands on what the row before it had. */
  BoundQuery step(QueryAnalyzer queries, SqlNode node, Scope scope) {
    String alias = node instanceof PgSelect select ? alias(select.getFrom()) : null;
    if (!(node instanceof PgSelect select) || alias == null) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          String.format(
              Locale.ROOT,
              "with a SEARCH or CYCLE clause, the recursive reference to WITH query \"%s\" must be"
                  + " at the top level of its right-hand SELECT",
              name));
    }
    SqlNodeList written = select.getSelectList();
    List<SqlNode> items = new ArrayList<>(written.getList());
    for (String column : added) {
      items.add(new SqlIdentifier(List.of(alias, column), SqlParserPos.ZERO));
    }
    select.setSelectList(new SqlNodeList(items, written.getParserPosition()));
    try {
      return queries.query(select, scope, null, false);
    } finally {
      select.setSelectList(written); // It may be analysed again.
    }
  }

  /** What the query itself is called among the items of FROM; null where it is none. */
  private @Nullable String alias(@Nullable SqlNode from) {
    return switch (from) {
      case null -> null;
      case SqlJoin join -> {
        String left = alias(join.getLeft());
        yield left == null ? alias(join.getRight()) : left;
      }
      case SqlIdentifier table when table.names.equals(List.of(name)) -> name;
      case SqlCall as when as.getKind() == SqlKind.AS ->
          as.operand(0) instanceof SqlIdentifier table && table.names.equals(List.of(name))
              ? ((SqlIdentifier) as.operand(1)).getSimple()
              : null;
      default -> null;
    };
  }

  /** The step without what it hands on. */
  BoundQuery shown(BoundQuery step) {
    int own = Math.max(0, step.fields().size() - added.size());
    return new BoundQuery(step.rel(), step.fields().subList(0, own), step.resolved());
  }

  /** The rows of a step with their own marks, of the types that the columns have. */
  RelNode steps(RelNode rows, List<RelDataType> types) {
    RelNode typed = new RowCoercion(analysis).coerce(rows, types);
    List<String> all = new ArrayList<>(names);
    all.addAll(added);
    ExpressionAnalyzer expressions = over(typed, all);
    if (cycle != null) {
      RexNode goesOn = expression(expressions, quoted(cycle.mark()) + " <> " + quoted(VALUE));
      typed = LogicalFilter.create(typed, goesOn);
    }
    List<RexNode> fields = new ArrayList<>(Rels.fieldsOf(typed).subList(0, names.size()));
    if (search != null) {
      fields.add(
          search.breadth()
              ? deeper(typed, search)
              : longer(expressions, search.sequence(), search.columns()));
    }
    if (cycle != null) {
      RexNode met =
          expression(
              expressions, row("", cycle.columns()) + " = ANY(" + quoted(cycle.path()) + ")");
      fields.add(
          analysis.call(
              new Shape.Case(),
              mark(typed).getType(),
              List.of(
                  met,
                  java.util.Objects.requireNonNull(value),
                  java.util.Objects.requireNonNull(otherwise)),
              0));
      fields.add(longer(expressions, cycle.path(), cycle.columns()));
    }
    return new RowCoercion(analysis).coerce(project(typed, fields), types);
  }

  private RexNode mark(RelNode rows) {
    return Rels.fieldsOf(rows).get(names.size() + (search == null ? 0 : 1));
  }

  private static String quoted(SqlIdentifier column) {
    return quoted(column.getSimple());
  }

  private static String quoted(String column) {
    return Identifier.quoted(column);
  }

  private static RexNode longer(
      ExpressionAnalyzer expressions, SqlIdentifier path, SqlNodeList columns) {
    return expression(expressions, quoted(path) + " || ARRAY[" + row("", columns) + "]");
  }

  /** The row of the next depth. */
  private RexNode deeper(RelNode rows, SearchClause clause) {
    RexNode before = Rels.fieldsOf(rows).get(names.size());
    RexNode depth =
        analysis.call(new Shape.Field(0), analysis.types.of(Types.INT8), List.of(before), 0);
    List<ScopeColumn> named = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      RelDataType type = rows.getRowType().getFieldList().get(i).getType();
      named.add(new ScopeColumn(names.get(i), new RexInputRef(i, type), 0, 0));
    }
    named.add(new ScopeColumn(DEPTH, depth, 0, 0));
    Scope scope = new Scope(analysis, null, null);
    scope.items().add(new NamespaceItem(null, named, true, false));
    return expression(
        new ExpressionAnalyzer(analysis, scope, Clause.SELECT),
        row(Identifier.quoted(DEPTH) + " + 1::pg_catalog.int8, ", clause.columns()));
  }

  // As it was written.

  ResolvedQuery.@Nullable Search search() {
    return search == null
        ? null
        : new ResolvedQuery.Search(
            search.breadth(), simple(search.columns()), search.sequence().getSimple());
  }

  ResolvedQuery.@Nullable Cycle cycle() {
    if (cycle == null) {
      return null;
    }
    boolean plain =
        value != null && otherwise != null && isBoolean(value, true) && isBoolean(otherwise, false);
    return new ResolvedQuery.Cycle(
        simple(cycle.columns()),
        cycle.mark().getSimple(),
        plain ? null : value,
        plain ? null : otherwise,
        cycle.path().getSimple());
  }

  private static boolean isBoolean(RexNode node, boolean expected) {
    return RelTypes.typeOf(node) == Types.BOOL
        && dev.tusk.sql.planner.algebra.PgCall.shapeOf(node) instanceof Shape.Constant constant
        && Boolean.valueOf(expected).equals(constant.value());
  }

  private static List<String> simple(SqlNodeList columns) {
    return columns.stream().map(c -> ((SqlIdentifier) c).getSimple()).toList();
  }
}
