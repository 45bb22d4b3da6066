package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.grammar.ParenthesizedCondition;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Conditions: connectives, tests, comparisons of values and of rows, IN lists, patterns. */
final class Conditions {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;
  private final RelDataType bool;

  Conditions(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    this.analysis = expressions.analysis();
    this.bool = analysis.types.of(Types.BOOL);
  }

  RexNode connected(SqlCall call) {
    String name = call.getKind() == SqlKind.AND ? "AND" : "OR";
    List<RexNode> operands = new ArrayList<>();
    flatten(call, call.getKind(), name, operands);
    return call.getKind() == SqlKind.AND ? and(operands) : or(operands);
  }

  private void flatten(SqlNode node, SqlKind kind, String name, List<RexNode> into) {
    if (node.getKind() == kind) {
      SqlNode first = ((SqlCall) node).operand(0);
      for (SqlNode operand : ((SqlCall) node).getOperandList()) {
        boolean apart =
            operand != first || analysis.printed && operand instanceof ParenthesizedCondition;
        if (analysis.asWritten && apart) {
          into.add(expressions.condition(operand, name));
        } else {
          flatten(operand, kind, name, into);
        }
      }
    } else {
      into.add(expressions.condition(node, name));
    }
  }

  RexNode and(List<RexNode> operands) {
    return connect(SqlStdOperatorTable.AND, operands);
  }

  RexNode or(List<RexNode> operands) {
    return connect(SqlStdOperatorTable.OR, operands);
  }

  private RexNode connect(SqlOperator operator, List<RexNode> operands) {
    return operands.size() == 1
        ? operands.getFirst()
        : analysis.asWritten
            ? analysis.cluster.getRexBuilder().makeCall(bool, operator, operands)
            : RexUtil.flatten(
                analysis.cluster.getRexBuilder(),
                analysis.cluster.getRexBuilder().makeCall(bool, operator, operands));
  }

  RexNode not(RexNode operand) {
    return analysis
        .cluster
        .getRexBuilder()
        .makeCall(bool, SqlStdOperatorTable.NOT, List.of(operand));
  }

  RexNode not(SqlCall call) {
    return not(expressions.condition(call.operand(0), "NOT"));
  }

  RexNode test(SqlCall call) {
    SqlOperator operator = call.getOperator();
    int position = ExpressionAnalyzer.position(call);
    boolean unknown = operator == SqlStdOperatorTable.IS_UNKNOWN;
    boolean notUnknown = operator == SqlStdOperatorTable.IS_NOT_UNKNOWN;
    if ((call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL)
        && !unknown
        && !notUnknown) {
      RexNode operand =
          analysis.coercion.unknownToText(expressions.analyze((SqlNode) call.operand(0)));
      return analysis.call(
          new Shape.IsNull(call.getKind() == SqlKind.IS_NOT_NULL),
          bool,
          List.of(operand),
          position);
    }
    RexNode operand = expressions.condition(call.operand(0), operator.getName());
    Shape shape =
        switch (call.getKind()) {
          case IS_TRUE -> new Shape.BooleanTest(true, false);
          case IS_NOT_TRUE -> new Shape.BooleanTest(true, true);
          case IS_FALSE -> new Shape.BooleanTest(false, false);
          case IS_NOT_FALSE -> new Shape.BooleanTest(false, true);
          default -> new Shape.BooleanTest(null, notUnknown);
        };
    return analysis.call(shape, bool, List.of(operand), position);
  }

  RexNode distinctFrom(SqlCall call) {
    boolean negated = call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    RexNode left = expressions.analyze((SqlNode) call.operand(0));
    RexNode right = expressions.analyze((SqlNode) call.operand(1));
    return distinctFrom(left, right, negated, ExpressionAnalyzer.position(call));
  }

  private RexNode distinctFrom(RexNode left, RexNode right, boolean negated, int position) {
    List<RexNode> leftFields = Composites.fields(left);
    List<RexNode> rightFields = Composites.fields(right);
    boolean whole = analysis.asWritten && (isWholeRow(left) || isWholeRow(right));
    if (leftFields != null && rightFields != null && !whole) {
      checkSizes(leftFields, rightFields, position);
      List<RexNode> parts = new ArrayList<>();
      for (int i = 0; i < leftFields.size(); i++) {
        parts.add(distinctFrom(leftFields.get(i), rightFields.get(i), negated, position));
      }
      return negated ? and(parts) : or(parts);
    }
    var resolved =
        analysis.operatorResolution.resolve(
            "=", RelTypes.typeOf(left), RelTypes.typeOf(right), position);
    RexNode equal = analysis.operatorResolution.apply(resolved, left, right, position);
    return analysis.call(
        new Shape.DistinctFrom(resolved.function(), negated),
        bool,
        ((PgCall) equal).operands,
        position);
  }

  private static boolean isWholeRow(RexNode node) {
    return node instanceof PgCall call && call.form() == PgCall.Form.WHOLE_ROW;
  }

  RexNode between(SqlCall call) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    int position = ExpressionAnalyzer.position(call);
    SqlNode x = call.operand(0);
    SqlNode low = call.operand(1);
    SqlNode high = call.operand(2);
    boolean symmetric = operator.flag == SqlBetweenOperator.Flag.SYMMETRIC;
    if (operator.isNegated()) {
      RexNode outside = outside(x, low, high, position);
      return symmetric ? and(List.of(outside, outside(x, high, low, position))) : outside;
    }
    RexNode inside = inside(x, low, high, position);
    return symmetric ? or(List.of(inside, inside(x, high, low, position))) : inside;
  }

  private RexNode inside(SqlNode x, SqlNode low, SqlNode high, int position) {
    return and(List.of(binary(">=", x, low, position), binary("<=", x, high, position)));
  }

  private RexNode outside(SqlNode x, SqlNode low, SqlNode high, int position) {
    return or(List.of(binary("<", x, low, position), binary(">", x, high, position)));
  }

  /** An infix operator; between rows, the comparison of their fields. */
  RexNode binary(String name, SqlNode left, SqlNode right, int position) {
    if (left.getKind() == SqlKind.ROW && SubqueryAnalyzer.isQuery(right)) {
      return expressions.subqueries().rowComparison(name, left, right, position);
    }
    return compare(name, expressions.analyze(left), expressions.analyze(right), position);
  }

  RexNode compare(String name, RexNode left, RexNode right, int position) {
    List<RexNode> leftFields = Composites.fields(left);
    List<RexNode> rightFields = Composites.fields(right);
    if (leftFields != null
        && rightFields != null
        && RelTypes.typeOf(left) == Types.RECORD
        && RelTypes.typeOf(right) == Types.RECORD) {
      checkSizes(leftFields, rightFields, position);
      if (!isComparison(name)) {
        throw uninterpreted(name, leftFields, rightFields, position);
      }
      return rows(name, leftFields, rightFields, position);
    }
    return analysis.operatorResolution.binary(name, left, right, position);
  }

  /** An operator between rows that orders nothing, if there is one at all for their fields. */
  private SqlException uninterpreted(
      String name, List<RexNode> left, List<RexNode> right, int position) {
    for (int i = 0; i < left.size(); i++) {
      compare(name, left.get(i), right.get(i), position);
    }
    return SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            "could not determine interpretation of row comparison operator " + name)
        .withHint("Row comparison operators must be associated with btree operator families.")
        .at(position);
  }

  private static boolean isComparison(String name) {
    return switch (name) {
      case "=", "<>", "<", "<=", ">", ">=" -> true;
      default -> false;
    };
  }

  static void checkSizes(List<RexNode> left, List<RexNode> right, int position) {
    if (left.size() != right.size()) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "unequal number of entries in row expressions")
          .at(position);
    }
    if (left.isEmpty()) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "cannot compare rows of zero length")
          .at(position);
    }
  }

  private RexNode rows(String name, List<RexNode> left, List<RexNode> right, int position) {
    if (analysis.asWritten && !name.equals("=") && !name.equals("<>") && left.size() > 1) {
      return rowComparison(name, left, right, position);
    }
    if (name.equals("=") || name.equals("<>")) {
      List<RexNode> parts = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        parts.add(compare(name, left.get(i), right.get(i), position));
      }
      return name.equals("=") ? and(parts) : or(parts);
    }
    String strict = name.substring(0, 1);
    RexNode result = compare(name, left.getLast(), right.getLast(), position);
    for (int i = left.size() - 2; i >= 0; i--) {
      RexNode less = compare(strict, left.get(i), right.get(i), position);
      RexNode equal = compare("=", left.get(i), right.get(i), position);
      result = or(List.of(less, and(List.of(equal, result))));
    }
    return result;
  }

  private RexNode rowComparison(
      String name, List<RexNode> left, List<RexNode> right, int position) {
    List<RexNode> lefts = new ArrayList<>();
    List<RexNode> rights = new ArrayList<>();
    FunctionSignature first = null;
    for (int i = 0; i < left.size(); i++) {
      PgCall pair = (PgCall) compare(name, left.get(i), right.get(i), position);
      if (first == null && pair.shape() instanceof Shape.Function(FunctionSignature function)) {
        first = function;
      }
      lefts.add(pair.operands.get(0));
      rights.add(pair.operands.get(1));
    }
    lefts.addAll(rights);
    return analysis.call(
        new Shape.RowComparison(java.util.Objects.requireNonNull(first)), bool, lefts, position);
  }

  RexNode in(SqlCall call) {
    boolean negated = call.getKind() == SqlKind.NOT_IN;
    int position = ExpressionAnalyzer.position(call);
    SqlNode right = call.operand(1);
    if (!(right instanceof SqlNodeList list)) {
      return expressions.subqueries().in(call.operand(0), right, negated, position);
    }
    RexNode left = expressions.analyze((SqlNode) call.operand(0));
    List<RexNode> members = expressions.analyze(list.getList());
    RexNode together =
        Composites.fields(left) == null ? inList(left, members, negated, position) : null;
    if (together != null) {
      return together;
    }
    List<RexNode> comparisons = new ArrayList<>();
    for (RexNode member : members) {
      comparisons.add(compare(negated ? "<>" : "=", left, member, position));
    }
    return negated ? and(comparisons) : or(comparisons);
  }

  /** A parameter that is still free becomes of the list's type, not of the operator's. */
  private RexNode member(RexNode constant, Type common, Type operand) {
    int position = PgCall.positionOf(constant);
    boolean free =
        RelTypes.typeOf(constant) == Types.UNKNOWN
            && PgCall.shapeOf(constant) instanceof Shape.Parameter(Parameters.Index.Declared _);
    RexNode decided =
        free ? analysis.coercion.coerce(constant, common, Context.IMPLICIT, position) : constant;
    return analysis.coercion.coerce(decided, operand, Context.IMPLICIT, position);
  }

  /** One test against all constants, when they and the left side have a common type. */
  private @org.jspecify.annotations.Nullable RexNode inList(
      RexNode left, List<RexNode> members, boolean negated, int position) {
    List<RexNode> constants = members.stream().filter(Conditions::isConstant).toList();
    if (constants.size() < 2) {
      return null;
    }
    List<Type> types = new ArrayList<>();
    types.add(RelTypes.typeOf(left));
    constants.forEach(c -> types.add(RelTypes.typeOf(c)));
    Type common = analysis.coercion.commonTypeOrNull(types);
    if (common == null || common == Types.RECORD) {
      return null;
    }
    var resolved =
        analysis.operatorResolution.resolve("=", RelTypes.typeOf(left), common, position);
    if (resolved.left() != resolved.right()) {
      resolved = analysis.operatorResolution.resolve("=", common, common, position);
    }
    Type type = resolved.right();
    List<RexNode> operands = new ArrayList<>();
    operands.add(analysis.coercion.coerce(left, type, Context.IMPLICIT, position));
    if (analysis.asWritten) {
      return inArray(left, resolved, common, members, negated);
    }
    for (RexNode constant : constants) {
      operands.add(member(constant, common, type));
    }
    RexNode list =
        analysis.call(new Shape.InList(resolved.function(), negated), bool, operands, position);
    List<RexNode> all = new ArrayList<>(List.of(list));
    for (RexNode member : members) {
      if (!isConstant(member)) {
        all.add(compare(negated ? "<>" : "=", left, member, position));
      }
    }
    return negated ? and(all) : or(all);
  }

  /** An IN list as PostgreSQL keeps it: {@code x = ANY (ARRAY[…])}. */
  private @org.jspecify.annotations.Nullable RexNode inArray(
      RexNode left,
      OperatorResolution.Resolved resolved,
      Type common,
      List<RexNode> members,
      boolean negated) {
    Type array = analysis.coercion.arrayOf(common);
    Type wanted = analysis.coercion.arrayOf(resolved.right());
    if (array == null || wanted == null) {
      return null;
    }
    List<RexNode> elements = new ArrayList<>();
    List<RexNode> others = new ArrayList<>();
    for (RexNode member : members) {
      if (isConstant(member)) {
        elements.add(member(member, common, common));
      } else {
        others.add(member);
      }
    }
    RexNode list = analysis.call(new Shape.ArrayOf(false), array, elements, 0);
    List<RexNode> operands =
        List.of(
            analysis.coercion.coerce(left, resolved.right(), Context.IMPLICIT, 0),
            analysis.coercion.coerce(list, wanted, Context.IMPLICIT, 0));
    FunctionSignature operator =
        analysis
            .operatorResolution
            .resolve(negated ? "<>" : "=", resolved.right(), resolved.right(), 0)
            .function();
    List<RexNode> all = new ArrayList<>();
    all.add(analysis.call(new Shape.Quantified(operator, negated), bool, operands, 0));
    others.forEach(m -> all.add(compare(negated ? "<>" : "=", left, m, 0)));
    return negated ? and(all) : or(all);
  }

  private static boolean isConstant(RexNode member) {
    return Rex.constant(member) && Composites.fields(member) == null;
  }

  RexNode like(SqlCall call) {
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    int position = ExpressionAnalyzer.position(call);
    RexNode value = expressions.analyze((SqlNode) call.operand(0));
    RexNode pattern = expressions.analyze((SqlNode) call.operand(1));
    boolean similar = call.getKind() == SqlKind.SIMILAR;
    if (similar) {
      pattern = patternCall("similar_to_escape", call, pattern, position);
    } else if (call.operandCount() == 3) {
      pattern = patternCall("like_escape", call, pattern, position);
    }
    String name = similar ? "~" : operator.getName().endsWith("ILIKE") ? "~~*" : "~~";
    return analysis.operatorResolution.binary(
        operator.isNegated() ? "!" + name : name, value, pattern, position);
  }

  private RexNode patternCall(String function, SqlCall call, RexNode pattern, int position) {
    List<RexNode> arguments = new ArrayList<>(List.of(pattern));
    if (call.operandCount() == 3) {
      arguments.add(expressions.analyze((SqlNode) call.operand(2)));
    }
    var resolved =
        analysis.functionResolution.resolve(
            "pg_catalog", function, CallArguments.of(arguments), false, position);
    return analysis.call(
        new Shape.Function(java.util.Objects.requireNonNull(resolved.function())),
        resolved.result(),
        resolved.arguments(),
        position);
  }
}
