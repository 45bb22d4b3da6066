package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.grammar.QuantifiedOperator;
import dev.tusk.sql.plan.Expression.SubqueryKind;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.jspecify.annotations.Nullable;

/** Subqueries in expressions, and ANY and ALL over arrays. */
final class SubqueryAnalyzer {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;

  SubqueryAnalyzer(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    this.analysis = expressions.analysis();
  }

  static boolean isQuery(SqlNode node) {
    return switch (node.getKind()) {
      case SELECT, UNION, INTERSECT, EXCEPT, VALUES, WITH, ORDER_BY -> true;
      default -> false;
    };
  }

  /** A subquery analysed, with what it reads of the rows around. */
  private record Sub(BoundQuery query, Correlation correlation) {
    int columns() {
      return query.fields().size();
    }

    RelDataType type(int column) {
      return query.fields().get(column).expression().getType();
    }
  }

  private Sub query(SqlNode node, int position) {
    String place = expressions.clause().singleExpression();
    if (place != null) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "cannot use subquery in " + place)
          .at(position);
    }
    Correlation correlation = new Correlation();
    BoundQuery query =
        new QueryAnalyzer(analysis)
            .query(node, expressions.scope().around(expressions.clause()), correlation, true);
    return new Sub(query, correlation);
  }

  private RexNode call(
      SubqueryKind kind,
      Sub sub,
      RelNode rel,
      List<RexNode> left,
      @Nullable RexNode test,
      RelDataType type,
      int position) {
    List<RexNode> operands = new ArrayList<>(sub.correlation().values());
    Shape shape =
        new Shape.Subquery(
            kind, rel, sub.correlation(), operands.size(), test, sub.query().resolved());
    operands.addAll(left);
    return analysis.call(shape, type, operands, position);
  }

  RexNode scalar(SqlNode node) {
    SqlNode select = node instanceof SqlOrderBy ordered ? ordered.query : node;
    int position =
        select instanceof PgSelect s && s.parenthesis() > 0
            ? s.parenthesis()
            : ExpressionAnalyzer.position(node);
    Sub sub = query(node, position);
    checkOneColumn(sub, position);
    return call(
        SubqueryKind.SCALAR, sub, sub.query().rel(), List.of(), null, sub.type(0), position);
  }

  private static void checkOneColumn(Sub sub, int position) {
    if (sub.columns() != 1) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "subquery must return only one column")
          .at(position);
    }
  }

  RexNode exists(SqlNode node, int position) {
    Sub sub = query(node, position);
    return call(
        SubqueryKind.EXISTS,
        sub,
        sub.query().rel(),
        List.of(),
        null,
        analysis.types.of(Types.BOOL),
        position);
  }

  RexNode array(SqlNode node, int position) {
    Sub sub = query(node, position);
    checkOneColumn(sub, position);
    Type element = RelTypes.type(sub.type(0));
    Type array = Composites.stacks(element) ? element : analysis.coercion.arrayOf(element);
    if (array == null) {
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              "could not find array type for data type " + element.displayName())
          .at(position);
    }
    return call(
        SubqueryKind.ARRAY,
        sub,
        sub.query().rel(),
        List.of(),
        null,
        analysis.types.of(array),
        position);
  }

  RexNode in(SqlNode left, SqlNode query, boolean negated, int position) {
    RexNode any = compared(left, query, "=", false, position);
    return negated ? new Conditions(expressions).not(any) : any;
  }

  /** {@code x op ANY (…)}: over a query, or over an array. */
  RexNode quantified(SqlCall call) {
    int position = ExpressionAnalyzer.position(call);
    String operator;
    boolean all;
    if (call.getOperator() instanceof QuantifiedOperator own) {
      operator = own.comparison().getName();
      all = own.all();
    } else {
      operator = ((SqlQuantifyOperator) call.getOperator()).comparisonKind.sql;
      all = call.getKind() == SqlKind.ALL;
    }
    SqlNode right = call.operand(1);
    return isQuery(right)
        ? compared(call.operand(0), right, operator, all, position)
        : overArray(call.operand(0), right, operator, all, position);
  }

  private RexNode compared(
      SqlNode leftNode, SqlNode query, String operator, boolean all, int position) {
    RexNode leftValue = expressions.analyze(leftNode);
    List<RexNode> fields = Composites.fields(leftValue);
    List<RexNode> left = fields == null ? List.of(leftValue) : fields;
    Sub sub = query(query, position);
    if (left.size() != sub.columns()) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              left.size() < sub.columns()
                  ? "subquery has too many columns"
                  : "subquery has too few columns")
          .at(position);
    }
    List<RexNode> operands = new ArrayList<>();
    List<RexNode> tests = new ArrayList<>();
    int count = left.size();
    for (int i = 0; i < count; i++) {
      Type rightType = RelTypes.type(sub.type(i));
      var resolved =
          analysis.operatorResolution.resolve(
              operator, RelTypes.typeOf(left.get(i)), rightType, position);
      Type leftType = resolved.left() == null ? resolved.right() : resolved.left();
      RexNode operand = analysis.coercion.coerce(left.get(i), leftType, Context.IMPLICIT, position);
      operands.add(operand);
      tests.add(
          analysis.operatorResolution.apply(
              resolved,
              new RexInputRef(i, operand.getType()),
              new RexInputRef(count + i, sub.type(i)),
              position));
    }
    RexNode test =
        operator.equals("<>")
            ? new Conditions(expressions).or(tests)
            : new Conditions(expressions).and(tests);
    return call(
        all ? SubqueryKind.ALL : SubqueryKind.ANY,
        sub,
        sub.query().rel(),
        operands,
        test,
        analysis.types.of(Types.BOOL),
        position);
  }

  private RexNode overArray(
      SqlNode leftNode, SqlNode arrayNode, String operator, boolean all, int position) {
    RexNode left = expressions.analyze(leftNode);
    RexNode array = analysis.coercion.undomained(expressions.analyze(arrayNode));
    Type arrayType = RelTypes.typeOf(array);
    Type element = arrayType == Types.UNKNOWN ? Types.UNKNOWN : arrayType.elementType();
    if (element == null) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE, "op ANY/ALL (array) requires array on right side")
          .at(position);
    }
    var resolved =
        analysis.operatorResolution.resolve(operator, RelTypes.typeOf(left), element, position);
    if (resolved.result() != Types.BOOL) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE, "op ANY/ALL (array) requires operator to yield boolean")
          .at(position);
    }
    Type wanted = analysis.coercion.arrayOf(resolved.right());
    Type leftType = resolved.left();
    if (wanted == null || leftType == null) {
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              "could not find array type for data type " + resolved.right().displayName())
          .at(position);
    }
    List<RexNode> operands =
        List.of(
            analysis.coercion.coerce(left, leftType, Context.IMPLICIT, PgCall.positionOf(left)),
            analysis.coercion.coerce(array, wanted, Context.IMPLICIT, PgCall.positionOf(array)));
    return analysis.call(
        new Shape.Quantified(resolved.function(), all), Types.BOOL, operands, position);
  }

  /** {@code (a, b) = (SELECT x, y …)}: the one row's fields are compared. */
  RexNode rowComparison(String operator, SqlNode leftNode, SqlNode query, int position) {
    List<RexNode> left = Composites.fields(expressions.analyze(leftNode));
    Sub sub = query(query, position);
    if (left == null || left.size() != sub.columns()) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              left != null && left.size() < sub.columns()
                  ? "subquery has too many columns"
                  : "subquery has too few columns")
          .at(position);
    }
    if (analysis.asWritten) {
      return writtenComparison(operator, left, sub, position);
    }
    List<RexNode> right = rowFields(sub, position);
    return new Conditions(expressions)
        .compare(
            operator,
            expressions.composites().rowOf(left, position),
            expressions.composites().rowOf(right, position),
            position);
  }

  /** A row beside a query's one row, as it is printed. */
  private RexNode writtenComparison(String operator, List<RexNode> left, Sub sub, int position) {
    List<RexNode> operands = new ArrayList<>();
    RexNode test = null;
    for (int i = 0; i < left.size(); i++) {
      var resolved =
          analysis.operatorResolution.resolve(
              operator, RelTypes.typeOf(left.get(i)), RelTypes.type(sub.type(i)), position);
      Type leftType = resolved.left() == null ? resolved.right() : resolved.left();
      RexNode operand = analysis.coercion.coerce(left.get(i), leftType, Context.IMPLICIT, position);
      operands.add(operand);
      RexNode one =
          analysis.operatorResolution.apply(
              resolved,
              new RexInputRef(i, operand.getType()),
              new RexInputRef(left.size() + i, sub.type(i)),
              position);
      test = test == null ? one : test;
    }
    return call(
        SubqueryKind.SCALAR,
        sub,
        sub.query().rel(),
        operands,
        test,
        analysis.types.of(Types.BOOL),
        position);
  }

  /** The fields of a subquery's one row, as expressions. */
  List<RexNode> rowFields(SqlNode query, int columns, int position) {
    Sub sub = query(query, position);
    if (sub.columns() != columns) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR, "number of columns does not match number of values")
          .at(position);
    }
    return rowFields(sub, position);
  }

  private List<RexNode> rowFields(Sub sub, int position) {
    RelNode rel = sub.query().rel();
    RexNode row = expressions.composites().rowOf(Rels.fieldsOf(rel), position);
    RelNode rows =
        LogicalProject.create(
            rel, List.of(), List.of(row), analysis.types.names(1), java.util.Set.of());
    RexNode value = call(SubqueryKind.SCALAR, sub, rows, List.of(), null, row.getType(), position);
    RelTypes.Composite composite =
        java.util.Objects.requireNonNull(RelTypes.composite(row.getType()));
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < sub.columns(); i++) {
      fields.add(expressions.composites().field(value, i, composite, position));
    }
    return fields;
  }
}
