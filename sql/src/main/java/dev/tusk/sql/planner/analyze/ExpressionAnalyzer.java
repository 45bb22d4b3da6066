package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.grammar.ArraySlice;
import dev.tusk.sql.grammar.FoldedLiteral;
import dev.tusk.sql.grammar.PgNumber;
import dev.tusk.sql.grammar.PgOperators;
import dev.tusk.sql.grammar.PgTypeName;
import dev.tusk.sql.grammar.QuantifiedOperator;
import dev.tusk.sql.grammar.SwitchedComparison;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.ResolvedType;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Expressions of the parser's tree to typed expressions of the algebra, by PostgreSQL's rules
 * ({@code parse_expr.c}). One for each scope and clause.
 */
final class ExpressionAnalyzer {
  /** System columns but {@code tableoid}: a row that is checked has none of them yet. */
  private static final List<String> NOT_CHECKED = List.of("ctid", "xmin", "xmax", "cmin", "cmax");

  private final Analysis analysis;
  private final Scope scope;
  private final Clause clause;
  private final @Nullable Windows windows;
  private final CallAnalyzer calls;
  private final Conditions conditions;
  private final SubqueryAnalyzer subqueries;
  private final Composites composites;

  ExpressionAnalyzer(Analysis analysis, Scope scope, Clause clause, @Nullable Windows windows) {
    this.analysis = analysis;
    this.scope = scope;
    this.clause = clause;
    this.windows = windows;
    this.calls = new CallAnalyzer(this);
    this.conditions = new Conditions(this);
    this.subqueries = new SubqueryAnalyzer(this);
    this.composites = new Composites(this);
  }

  ExpressionAnalyzer(Analysis analysis, Scope scope, Clause clause) {
    this(analysis, scope, clause, null);
  }

  Analysis analysis() {
    return analysis;
  }

  Scope scope() {
    return scope;
  }

  Clause clause() {
    return clause;
  }

  @Nullable Windows windows() {
    return windows;
  }

  SubqueryAnalyzer subqueries() {
    return subqueries;
  }

  Composites composites() {
    return composites;
  }

  /** The same scope in another clause. */
  ExpressionAnalyzer in(Clause other) {
    return new ExpressionAnalyzer(analysis, scope, other, windows);
  }

  static int position(SqlNode node) {
    return node.getParserPosition().getColumnNum();
  }

  /** Where an expression begins: an operation's first operand stands before its own place. */
  static int start(SqlNode node) {
    int first = position(node);
    if (node instanceof SqlCall call && !SubqueryAnalyzer.isQuery(node)) {
      for (SqlNode operand : call.getOperandList()) {
        int position = operand == null ? 0 : start(operand);
        if (position > 0 && position < first) {
          first = position;
        }
      }
    }
    return first;
  }

  RexNode analyze(SqlNode node) {
    return switch (node) {
      case FoldedLiteral folded -> folded(folded);
      case SqlDynamicParam parameter -> parameter(parameter);
      case SqlLiteral literal -> literal(literal);
      case SqlIdentifier identifier -> identifier(identifier);
      case SqlCase conditional -> caseOf(conditional);
      case ArraySlice slice -> composites.subscripted(slice);
      case SqlNode query when SubqueryAnalyzer.isQuery(query) -> subqueries.scalar(query);
      case SqlCall call -> call(call);
      default -> throw SqlException.notSupported(node.getKind().lowerName).at(position(node));
    };
  }

  List<RexNode> analyze(List<? extends SqlNode> nodes) {
    List<RexNode> list = new ArrayList<>(nodes.size());
    for (SqlNode node : nodes) {
      list.add(analyze(node));
    }
    return list;
  }

  /** A condition, coerced to boolean. */
  RexNode condition(SqlNode node, String name) {
    return analysis.coercion.toBoolean(analyze(node), name);
  }

  private RexNode folded(FoldedLiteral literal) {
    SqlLiteral kept = kept(literal);
    if (kept != null) {
      return literal(kept);
    }
    Type type =
        switch (literal.kind()) {
          case STRING -> Types.UNKNOWN;
          case INTEGER -> Types.INT4;
          case BIGINT -> Types.INT8;
          case DECIMAL -> Types.NUMERIC;
        };
    var index = new Parameters.Index.Folded(literal.ordinal());
    return analysis.call(new Shape.Parameter(index), type, List.of(), position(literal));
  }

  /** The literal itself where the plan is made for its value. */
  private @Nullable SqlLiteral kept(FoldedLiteral literal) {
    return analysis.asWritten || analysis.parameters.isKept(literal.ordinal())
        ? literal.literal()
        : null;
  }

  private RexNode parameter(SqlDynamicParam parameter) {
    int position = position(parameter);
    if (analysis.variables != null) {
      RexNode variable;
      try {
        variable =
            new VariableNames(analysis, analysis.variables)
                .parameter(parameter.getIndex() + 1, position);
      } catch (SqlException e) {
        throw e.at(position);
      }
      if (variable != null) {
        return variable;
      }
    }
    Type type = analysis.parameters.declaredType(parameter.getIndex() + 1, position);
    RexNode value = analysis.parameter(parameter.getIndex(), analysis.types.of(type), position);
    return DomainType.constrained(type) ? DomainRules.checked(analysis, value, type, 0) : value;
  }

  private RexNode literal(SqlLiteral literal) {
    int position = position(literal);
    return switch (literal) {
      case PgNumber number -> number(number, position);
      case SqlCharStringLiteral text ->
          analysis.constant(text.getValueAs(String.class), Types.UNKNOWN, position);
      default -> {
        if (literal.getTypeName() == SqlTypeName.BOOLEAN && literal.getValue() != null) {
          yield analysis.constant(literal.booleanValue(), Types.BOOL, position);
        }
        if (literal.getTypeName() == SqlTypeName.NULL) {
          yield analysis.constant(null, Types.UNKNOWN, position);
        }
        throw SqlException.notSupported("this literal").at(position);
      }
    };
  }

  private RexNode number(PgNumber number, int position) {
    return switch (number.kind()) {
      case INTEGER -> analysis.constant(Integer.valueOf(number.text()), Types.INT4, position);
      case BIGINT -> analysis.constant(Long.valueOf(number.text()), Types.INT8, position);
      case DECIMAL ->
          analysis.constant(
              Types.NUMERIC.parse(number.text(), analysis.settings.format()),
              Types.NUMERIC,
              position);
      case STRING -> throw new IllegalStateException("no number");
    };
  }

  private RexNode identifier(SqlIdentifier identifier) {
    return resolve(identifier).value();
  }

  Scope.Found resolve(SqlIdentifier identifier) {
    int position = position(identifier);
    List<String> names = identifier.names;
    if (clause == Clause.DEFAULT) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, "cannot use column reference in DEFAULT expression")
          .at(position);
    }
    if (clause == Clause.PARTITION_BOUND) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "cannot use column reference in partition bound expression")
          .at(position);
    }
    if (clause == Clause.CHECK && NOT_CHECKED.contains(names.getLast())) {
      throw SqlException.of(
              SqlState.INVALID_COLUMN_REFERENCE,
              String.format(
                  Locale.ROOT,
                  "system column \"%s\" reference in check constraint is invalid",
                  names.getLast()))
          .at(position);
    }
    if (identifier.isStar() && names.size() > 1) {
      return resolveRow(names, position);
    }
    if (identifier.isStar()) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "row expansion via \"*\" is not supported here")
          .at(position);
    }
    Scope.Found found = resolve(names, position);
    if (clause == Clause.GENERATED) {
      GenerationRules.check(scope, found, names.getLast(), position);
    }
    return found;
  }

  /** {@code t.*} within an expression is the row as one value. */
  private Scope.Found resolveRow(List<String> names, int position) {
    Scope.Found found = scope.row(names.subList(0, names.size() - 1), position);
    return found != null ? found : resolve(names.subList(0, names.size() - 1), position);
  }

  /** A column, a whole row, or a variable of the body that the statement stands in. */
  Scope.Found resolve(List<String> names, int position) {
    return analysis.variables == null
        ? scope.resolve(names, position)
        : new VariableNames(analysis, analysis.variables).resolve(scope, names, position);
  }

  private RexNode caseOf(SqlCase node) {
    if (analysis.asWritten && node.getWhenOperands().size() > 0) {
      RexNode switched = switched(node);
      if (switched != null) {
        return switched;
      }
    }
    List<RexNode> conditionList = new ArrayList<>();
    for (SqlNode when : node.getWhenOperands()) {
      conditionList.add(condition(when, "CASE/WHEN"));
    }
    List<RexNode> results = new ArrayList<>();
    SqlNode otherwise = node.getElseOperand();
    results.add(otherwise == null ? analysis.constant(null, Types.UNKNOWN, 0) : analyze(otherwise));
    results.addAll(analyze(node.getThenOperands().getList()));
    Type type = analysis.coercion.commonType(results, "CASE");
    List<RexNode> operands = new ArrayList<>();
    for (int i = 0; i < conditionList.size(); i++) {
      operands.add(conditionList.get(i));
      operands.add(analysis.coercion.toCommon(results.get(i + 1), type, "CASE/WHEN"));
    }
    operands.add(analysis.coercion.toCommon(results.getFirst(), type, "CASE/ELSE"));
    operands.reversed().forEach(o -> SetReturning.refuseIn(o, "CASE"));
    return analysis.call(
        new Shape.Case(), commonTypmod(type, operands, true), operands, position(node));
  }

  /**
   * {@code CASE x WHEN y THEN z} as it was written: the parser makes all its conditions comparisons
   * of one and the same node. Null for another CASE.
   */
  private @Nullable RexNode switched(SqlCase node) {
    SqlNode subject = null;
    List<RexNode> operands = new ArrayList<>();
    for (SqlNode when : node.getWhenOperands()) {
      if (!(when instanceof SwitchedComparison comparison)) {
        return null;
      }
      subject = comparison.operand(0);
      operands.add(analysis.coercion.unknownToText(analyze((SqlNode) comparison.operand(1))));
    }
    if (subject == null) {
      return null;
    }
    PgCall conditional = (PgCall) caseOf(SwitchedComparison.searched(node));
    List<RexNode> all = new ArrayList<>();
    all.add(analysis.coercion.unknownToText(analyze(subject)));
    for (int i = 0; i < operands.size(); i++) {
      PgCall equal = conditional.operands.get(2 * i) instanceof PgCall call ? call : null;
      all.add(
          equal == null || equal.operands.size() != 2 ? operands.get(i) : equal.operands.get(1));
      all.add(conditional.operands.get(2 * i + 1));
    }
    all.add(conditional.operands.getLast());
    return analysis.call(
        new Shape.SwitchedCase(), conditional.getType(), all, conditional.position());
  }

  /** The type with a typmod that all results share. */
  private org.apache.calcite.rel.type.RelDataType commonTypmod(
      Type type, List<RexNode> operands, boolean pairs) {
    int typmod = RelTypes.typmodOf(operands.getLast());
    for (int i = pairs ? 1 : 0; i < operands.size(); i += pairs ? 2 : 1) {
      if (RelTypes.typmodOf(operands.get(i)) != typmod) {
        return analysis.types.of(type);
      }
    }
    return analysis.types.of(type, typmod);
  }

  private RexNode call(SqlCall call) {
    SqlOperator operator = call.getOperator();
    int position = position(call);
    return switch (call.getKind()) {
      case AND, OR -> conditions.connected(call);
      case NOT -> conditions.not(call);
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE, IS_UNKNOWN ->
          conditions.test(call);
      case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> conditions.distinctFrom(call);
      case BETWEEN -> conditions.between(call);
      case IN, NOT_IN -> conditions.in(call);
      case LIKE, SIMILAR -> conditions.like(call);
      case EXISTS -> subqueries.exists(call.operand(0), position);
      case ARRAY_QUERY_CONSTRUCTOR -> subqueries.array(call.operand(0), position);
      case ARRAY_VALUE_CONSTRUCTOR -> composites.array(call, null);
      case ITEM -> composites.subscripted(call);
      case ROW -> composites.row(call);
      case DOT -> composites.field(call);
      case CAST -> cast(call);
      case SOME, ALL -> subqueries.quantified(call);
      case FILTER, OVER, WITHIN_GROUP -> calls.call(call);
      case GROUPING -> calls.grouping(call);
      case DEFAULT ->
          throw SqlException.of(SqlState.SYNTAX_ERROR, "DEFAULT is not allowed in this context")
              .at(position);
      default -> {
        if (operator instanceof QuantifiedOperator) {
          yield subqueries.quantified(call);
        }
        if (operator == PgOperators.COLLATE) {
          yield collate(call);
        }
        if (operator == PgOperators.PARENTHESES) {
          yield analyze((SqlNode) call.operand(0));
        }
        if (operator instanceof SqlPrefixOperator) {
          yield prefix(operator.getName(), call.operand(0), position);
        }
        if (operator instanceof SqlBinaryOperator
            || call.operandCount() == 2
                && (call.getKind() == SqlKind.MOD
                    || operator == SqlStdOperatorTable.CONCAT
                    || operator == SqlStdOperatorTable.PERCENT_REMAINDER)) {
          yield conditions.binary(operator.getName(), call.operand(0), call.operand(1), position);
        }
        yield calls.call(call);
      }
    };
  }

  /** A minus before a number is part of it. */
  private RexNode prefix(String name, SqlNode operand, int position) {
    return name.equals("-")
            && operand instanceof FoldedLiteral folded
            && kept(folded) instanceof PgNumber number
        ? literal(number.negated(operand.getParserPosition()))
        : analysis.operatorResolution.prefix(name, analyze(operand), position);
  }

  private RexNode collate(SqlCall call) {
    SqlIdentifier collation = (SqlIdentifier) call.operand(1);
    RexNode operand = analyze((SqlNode) call.operand(0));
    RexNode text = analysis.coercion.unknownToText(operand);
    List<String> names = collation.names;
    QualifiedName name =
        new QualifiedName(names.size() < 2 ? null : names.get(names.size() - 2), names.getLast());
    try {
      return analysis.collations.explicit(
          text, Collations.resolve(analysis.catalog, name, RelTypes.typeOf(text)), position(call));
    } catch (SqlException e) {
      throw e.at(position(call));
    }
  }

  private RexNode cast(SqlCall call) {
    PgTypeName name = (PgTypeName) ((SqlDataTypeSpec) call.operand(1)).getTypeNameSpec();
    ResolvedType target = new TypeResolution(analysis.catalog).resolve(name);
    SqlNode operand = call.operand(0);
    Type element = target.type().elementType();
    RexNode value =
        target.type().isArray()
                && element != null
                && operand instanceof SqlBasicCall array
                && array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
            ? composites.array(array, element)
            : analyze(operand);
    return cast(value, target, position(call));
  }

  /** An explicit cast. */
  RexNode cast(RexNode value, ResolvedType target, int position) {
    RexNode result =
        analysis.coercion.coerceTo(
            value, target.type(), target.typmod(), Context.EXPLICIT, position);
    if (result == null) {
      throw SqlException.of(
              SqlState.CANNOT_COERCE,
              String.format(
                  Locale.ROOT,
                  "cannot cast type %s to %s",
                  RelTypes.typeOf(value).displayName(),
                  target.type().displayName()))
          .at(position);
    }
    return result;
  }
}
