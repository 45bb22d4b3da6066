package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.grammar.Assignment;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Values assigned to columns: SET lists, defaults, and the casts that assignment allows. */
final class Assignments {
  /** Names that no column of a table can have. */
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private final Analysis analysis;
  private final ModifiedRelation relation;
  private final Scope scope;
  private final List<ResolvedQuery.Assigned> written = new ArrayList<>();

  Assignments(Analysis analysis, ModifiedRelation relation, Scope scope) {
    this.analysis = analysis;
    this.relation = relation;
    this.scope = scope;
  }

  List<BoundDml.Set> sets(List<Assignment> assignments, Clause clause) {
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(analysis, scope, clause);
    List<BoundDml.Set> sets = new ArrayList<>();
    for (Assignment assignment : assignments) {
      if (assignment.list()) {
        listed(assignment, expressions, sets);
      } else {
        SqlNode target = assignment.targets().getFirst();
        add(sets, target, value(target, assignment.source(), expressions), expressions);
        write(assignment.source(), sets);
      }
    }
    return sets;
  }

  /** What was set, as it was written. */
  List<ResolvedQuery.Assigned> written() {
    return List.copyOf(written);
  }

  private void listed(
      Assignment assignment, ExpressionAnalyzer expressions, List<BoundDml.Set> sets) {
    List<SqlNode> targets = assignment.targets();
    SqlNode source = assignment.source();
    int position =
        source instanceof PgSelect select && select.parenthesis() > 0
            ? select.parenthesis()
            : ExpressionAnalyzer.position(source);
    if (source.getKind() == SqlKind.ROW) {
      List<SqlNode> values = ((SqlCall) source).getOperandList();
      if (values.size() != targets.size()) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR, "number of columns does not match number of values")
            .at(position);
      }
      for (int i = 0; i < targets.size(); i++) {
        SqlNode target = targets.get(i);
        add(sets, target, value(target, values.get(i), expressions), expressions);
        write(values.get(i), sets);
      }
      return;
    }
    if (!SubqueryAnalyzer.isQuery(source)) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression")
          .at(position);
    }
    List<RexNode> values = expressions.subqueries().rowFields(source, targets.size(), position);
    for (int i = 0; i < targets.size(); i++) {
      SqlNode target = targets.get(i);
      RexNode value = values.get(i);
      add(
          sets,
          target,
          target instanceof SqlIdentifier ? assigned(column(target), value, position) : value,
          expressions);
      if (analysis.asWritten) {
        BoundDml.Set last = sets.getLast();
        written.add(
            new ResolvedQuery.Assigned(last.column(), last.value(), i == 0 ? targets.size() : 0));
      }
    }
  }

  /** Notes what was set. */
  private void write(SqlNode source, List<BoundDml.Set> sets) {
    if (!analysis.asWritten) {
      return;
    }
    BoundDml.Set last = sets.getLast();
    written.add(
        new ResolvedQuery.Assigned(
            last.column(), source.getKind() == SqlKind.DEFAULT ? null : last.value()));
  }

  /** A whole column may be set once, its elements one after the other. */
  private void add(
      List<BoundDml.Set> sets, SqlNode target, RexNode value, ExpressionAnalyzer expressions) {
    Column column = column(target);
    BoundDml.Set earlier =
        sets.stream().filter(s -> s.column() == column.number()).findFirst().orElse(null);
    if (earlier != null
        && (target instanceof SqlIdentifier || !PartAssignment.is(earlier.value()))) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          String.format(
              Locale.ROOT,
              "multiple assignments to same column \"%s\"",
              relation.table().column(column.number()).name()));
    }
    if (target instanceof SqlIdentifier) {
      sets.add(new BoundDml.Set(column.number(), value));
      return;
    }
    // As it is written each part stands by itself.
    RexNode before = earlier == null || analysis.asWritten ? current(column) : earlier.value();
    sets.remove(earlier);
    sets.add(
        new BoundDml.Set(
            column.number(),
            PartAssignment.assigned(expressions, column, before, (SqlCall) target, value)));
  }

  /** The value that the column has before the statement. */
  private RexNode current(Column column) {
    for (NamespaceItem.ScopeColumn known : scope.items().getFirst().columns()) {
      if (known.name().equals(column.name())) {
        return known.value();
      }
    }
    throw new IllegalStateException("no column " + column.name());
  }

  private Column column(SqlNode target) {
    SqlIdentifier name = Assignment.column(target);
    if (SYSTEM_COLUMNS.contains(name.names.getFirst())
        && relation.named().column(name.names.getFirst()).isEmpty()) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "cannot assign to system column \"" + name.names.getFirst() + "\"")
          .at(ExpressionAnalyzer.position(name));
    }
    return relation.column(name);
  }

  static Column column(Table table, SqlIdentifier name) {
    String text = name.names.getFirst();
    return table
        .column(text)
        .orElseThrow(() ->
            SqlException.of(
                    SqlState.UNDEFINED_COLUMN,
                    String.format(
                        Locale.ROOT,
                        "column \"%s\" of relation \"%s\" does not exist",
                        text,
                        table.name()))
                .at(ExpressionAnalyzer.position(name)));
  }

  private RexNode value(SqlNode target, SqlNode source, ExpressionAnalyzer expressions) {
    Column column = column(target);
    if (!(target instanceof SqlIdentifier)) {
      if (source.getKind() == SqlKind.DEFAULT) {
        throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, partToDefault((SqlCall) target))
            .at(ExpressionAnalyzer.position(Assignment.column(target)));
      }
      return expressions.analyze(source);
    }
    if (source.getKind() == SqlKind.DEFAULT) {
      return relation.defaultOf(column);
    }
    if (column.identity() == Column.Identity.ALWAYS || column.generated()) {
      throw SqlException.of(
              SqlState.GENERATED_ALWAYS,
              String.format(
                  Locale.ROOT, "column \"%s\" can only be updated to DEFAULT", column.name()))
          .withDetail(alwaysDetail(column));
    }
    return assigned(column, expressions.analyze(source), ExpressionAnalyzer.start(source));
  }

  static String alwaysDetail(Column column) {
    return String.format(
        Locale.ROOT,
        column.generated()
            ? "Column \"%s\" is a generated column."
            : "Column \"%s\" is an identity column defined as GENERATED ALWAYS.",
        column.name());
  }

  /** By the first step into the column. */
  static String partToDefault(SqlCall target) {
    SqlNode first = target;
    while (((SqlCall) first).operand(0) instanceof SqlCall inner) {
      first = inner;
    }
    return first.getKind() == SqlKind.DOT
        ? "cannot set a subfield to DEFAULT"
        : "cannot set an array element to DEFAULT";
  }

  private RexNode assigned(Column column, RexNode value, int position) {
    return assigned(analysis, column, value, position);
  }

  /** The value cast to the column's type as an assignment. */
  static RexNode assigned(Analysis analysis, Column column, RexNode value, int position) {
    RexNode result =
        analysis.coercion.coerceTo(
            value, column.type(), column.typmod(), Context.ASSIGNMENT, position);
    if (result == null) {
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "column \"%s\" is of type %s but expression is of type %s",
                  column.name(),
                  column.type().displayName(),
                  RelTypes.typeOf(value).displayName()))
          .withHint("You will need to rewrite or cast the expression.")
          .at(position);
    }
    return result;
  }

  /** A column's default; NULL without one. */
  static RexNode defaultOf(Analysis analysis, Column column, @Nullable String own) {
    if (column.generated()) {
      return analysis.constant(null, column.type(), 0); // Computed when the row is written.
    }
    if (column.hasIdentity() && own != null && own.equals(column.defaultText())) {
      return IdentityValue.of(analysis, column);
    }
    String text = own == null ? DomainType.defaultOf(column.type()) : own;
    if (text == null) {
      return DomainType.constrained(column.type())
          ? assigned(analysis, column, analysis.constant(null, Types.UNKNOWN, 0), 0)
          : analysis.constant(null, column.type(), 0);
    }
    return assigned(analysis, column, new StoredExpressions(analysis).bind(text, null), 0);
  }
}
