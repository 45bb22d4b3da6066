package dev.tusk.sql.planner;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.grammar.Assignment;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Values assigned to columns: SET lists, defaults, and the casts that assignment allows. */
final class Assignments {
  private final Analysis analysis;
  private final Table table;
  private final Scope scope;

  Assignments(Analysis analysis, Table table, Scope scope) {
    this.analysis = analysis;
    this.table = table;
    this.scope = scope;
  }

  List<BoundDml.Set> sets(List<Assignment> assignments, Clause clause) {
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(analysis, scope, clause);
    List<BoundDml.Set> sets = new ArrayList<>();
    for (Assignment assignment : assignments) {
      if (assignment.list()) {
        listed(assignment, expressions, sets);
      } else {
        SqlIdentifier name = assignment.columns().getFirst();
        add(sets, name, value(column(name), assignment.source(), expressions));
      }
    }
    return sets;
  }

  private void listed(
      Assignment assignment, ExpressionAnalyzer expressions, List<BoundDml.Set> sets) {
    List<SqlIdentifier> names = assignment.columns();
    SqlNode source = assignment.source();
    int position = ExpressionAnalyzer.position(source);
    if (source.getKind() == SqlKind.ROW) {
      List<SqlNode> values = ((SqlCall) source).getOperandList();
      if (values.size() != names.size()) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR, "number of columns does not match number of values")
            .at(position);
      }
      for (int i = 0; i < names.size(); i++) {
        add(sets, names.get(i), value(column(names.get(i)), values.get(i), expressions));
      }
      return;
    }
    if (!SubqueryAnalyzer.isQuery(source)) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression")
          .at(position);
    }
    List<RexNode> values = expressions.subqueries().rowFields(source, names.size(), position);
    for (int i = 0; i < names.size(); i++) {
      add(sets, names.get(i), assigned(column(names.get(i)), values.get(i), position));
    }
  }

  private void add(List<BoundDml.Set> sets, SqlIdentifier name, RexNode value) {
    int number = column(name).number();
    if (sets.stream().anyMatch(s -> s.column() == number)) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          "multiple assignments to same column \"%s\"".formatted(name.names.getLast()));
    }
    sets.add(new BoundDml.Set(number, value));
  }

  private Column column(SqlIdentifier name) {
    return column(table, name);
  }

  static Column column(Table table, SqlIdentifier name) {
    String text = name.names.getFirst();
    return table
        .column(text)
        .orElseThrow(
            () ->
                SqlException.of(
                        SqlState.UNDEFINED_COLUMN,
                        "column \"%s\" of relation \"%s\" does not exist"
                            .formatted(text, table.name()))
                    .at(ExpressionAnalyzer.position(name)));
  }

  private RexNode value(Column column, SqlNode source, ExpressionAnalyzer expressions) {
    if (source.getKind() == SqlKind.DEFAULT) {
      return defaultOf(analysis, table, column);
    }
    if (column.identity() == Column.Identity.ALWAYS) {
      throw SqlException.of(
              SqlState.GENERATED_ALWAYS,
              "column \"%s\" can only be updated to DEFAULT".formatted(column.name()))
          .withDetail(alwaysDetail(column));
    }
    return assigned(
        column, expressions.analyze(source), ExpressionAnalyzer.start(source));
  }

  static String alwaysDetail(Column column) {
    return "Column \"%s\" is an identity column defined as GENERATED ALWAYS."
        .formatted(column.name());
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
              "column \"%s\" is of type %s but expression is of type %s"
                  .formatted(
                      column.name(),
                      column.type().displayName(),
                      Coercion.typeOf(value).displayName()))
          .withHint("You will need to rewrite or cast the expression.")
          .at(position);
    }
    return result;
  }

  /** A column's default; NULL without one. */
  static RexNode defaultOf(Analysis analysis, Table table, Column column) {
    String text = column.defaultText();
    if (text == null) {
      return analysis.constant(null, column.type(), 0);
    }
    return assigned(analysis, column, new StoredExpressions(analysis).bind(text, null), 0);
  }
}
