package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.grammar.PgOperators;
import dev.tusk.sql.grammar.SyntaxFunction;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.ResolvedType;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.algebra.Shape.SortDirection;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.jspecify.annotations.Nullable;

/** Calls of functions, aggregates and window functions ({@code ParseFuncOrColumn}). */
final class CallAnalyzer {
  private final ExpressionAnalyzer expressions;
  private final Analysis analysis;

  CallAnalyzer(ExpressionAnalyzer expressions) {
    this.expressions = expressions;
    this.analysis = expressions.analysis();
  }

  /** A call with what stands behind its parentheses. */
  private static final class Parts {
    SqlCall call;
    @Nullable SqlNodeList orderBy;
    @Nullable SqlNodeList withinGroup;
    @Nullable SqlNode filter;
    @Nullable SqlNode over;

    Parts(SqlNode node) {
      SqlNode current = node;
      while (current instanceof SqlCall wrapper) {
        switch (wrapper.getKind()) {
          case OVER -> over = wrapper.operand(1);
          case FILTER -> filter = wrapper.operand(1);
          case WITHIN_GROUP -> {
            if (wrapper.getOperator() == PgOperators.AGGREGATE_ORDER_BY) {
              orderBy = wrapper.operand(1);
            } else {
              withinGroup = wrapper.operand(1);
            }
          }
          default -> {
            call = wrapper;
            return;
          }
        }
        current = wrapper.operand(0);
      }
      throw new IllegalStateException("no call in " + node);
    }

    int position() {
      return ExpressionAnalyzer.position(call);
    }

    PgCall.Form form() {
      return call.getOperator() instanceof SyntaxFunction
          ? PgCall.Form.SQL_SYNTAX
          : PgCall.Form.CALL;
    }

    boolean distinct() {
      SqlLiteral quantifier = call.getFunctionQuantifier();
      return quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
    }

    List<String> names() {
      SqlIdentifier name =
          call.getOperator() instanceof org.apache.calcite.sql.SqlFunction function
              ? function.getSqlIdentifier()
              : null;
      return name == null ? List.of(call.getOperator().getName()) : name.names;
    }
  }

  RexNode call(SqlNode node) {
    Parts parts = new Parts(node);
    List<String> names = parts.names();
    String name = names.getLast();
    String schema = names.size() > 1 ? names.get(names.size() - 2) : null;
    if (schema == null) {
      RexNode special = special(name, parts);
      if (special != null) {
        return special;
      }
    }
    List<Integer> captured = expressions.scope().captured();
    boolean star = false;
    ExpressionAnalyzer inner = expressions;
    CallArguments.Builder written = new CallArguments.Builder();
    for (SqlNode operand : parts.call.getOperandList()) {
      if (operand instanceof SqlIdentifier identifier && identifier.isStar()) {
        star = identifier.names.size() == 1;
        if (!star) {
          int at = ExpressionAnalyzer.position(identifier);
          String table = identifier.names.get(identifier.names.size() - 2);
          written.add(inner.resolve(List.of(table), at).value(), at);
        }
      } else {
        argument(operand, inner, written);
      }
    }
    List<RexNode> arguments = written.values;
    if (parts.withinGroup == null) {
      arguments.removeIf(CallAnalyzer::outOnly);
    }
    int direct = arguments.size();
    SqlNodeList within = parts.withinGroup;
    if (within != null) {
      for (SqlNode item : within) {
        arguments.add(inner.analyze(SortItem.of(item).expression()));
      }
    }
    FunctionResolution.Resolved resolved =
        analysis.functionResolution.resolve(
            schema, name, written.build(false), star, parts.position());
    RexNode cast = resolved.cast();
    if (cast != null) {
      return cast;
    }
    FunctionSignature function = java.util.Objects.requireNonNull(resolved.function());
    if (function.name().equals("pg_collation_for") && !analysis.asWritten) {
      return analysis.collations.nameOf(arguments.getFirst(), parts.position());
    }
    return switch (function.kind()) {
      case AGGREGATE ->
          aggregate(parts, new Call(function, resolved, name, star, direct, arguments, captured));
      case WINDOW -> window(parts, function, resolved, name);
      case SCALAR, SET -> plain(parts, function, resolved, name, star);
      case PROCEDURE -> throw new IllegalStateException("resolved outside of CALL: " + name);
    };
  }

  /** What CALL calls. */
  FunctionResolution.Resolved procedure(SqlNode node) {
    Parts parts = new Parts(node);
    List<String> names = parts.names();
    String schema = names.size() > 1 ? names.get(names.size() - 2) : null;
    CallArguments.Builder written = new CallArguments.Builder();
    boolean star = false;
    for (SqlNode operand : parts.call.getOperandList()) {
      star |= operand instanceof SqlIdentifier identifier && identifier.isStar();
      if (!star) {
        argument(operand, expressions, written);
      }
    }
    FunctionResolution.Resolved resolved =
        analysis.functionResolution.resolve(
            schema, names.getLast(), written.build(true), star, parts.position());
    resolved
        .arguments()
        .forEach(argument ->
            SetReturning.refuse(
                argument, "set-returning functions are not allowed in CALL arguments"));
    return resolved;
  }

  /** One argument as written: by position, by name, or behind VARIADIC. */
  private static void argument(
      SqlNode operand, ExpressionAnalyzer inner, CallArguments.Builder written) {
    SqlNode value = operand;
    if (value instanceof SqlCall c && c.getOperator() == PgOperators.VARIADIC) {
      written.variadic();
      value = c.operand(0);
    }
    if (value.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
      SqlCall assignment = (SqlCall) value;
      SqlIdentifier name = assignment.operand(1);
      RexNode given = inner.analyze((SqlNode) assignment.operand(0));
      written.add(name.getSimple(), given, ExpressionAnalyzer.position(name));
    } else {
      written.add(inner.analyze(value), ExpressionAnalyzer.start(value));
    }
  }

  /**
   * A parameter that was declared {@code void} stands for an OUT parameter of {@code {? = call
   * f(?)}}, which JDBC drivers write among the others; it is no argument.
   */
  private static boolean outOnly(RexNode argument) {
    return PgCall.shapeOf(argument) instanceof Shape.Parameter
        && RelTypes.typeOf(argument) == Types.VOID;
  }

  private RexNode plain(
      Parts parts,
      FunctionSignature function,
      FunctionResolution.Resolved resolved,
      String name,
      boolean star) {
    String misused =
        star
            ? name + "(*) specified"
            : parts.distinct()
                ? "DISTINCT specified"
                : parts.withinGroup != null
                    ? "WITHIN GROUP specified"
                    : parts.orderBy != null
                        ? "ORDER BY specified"
                        : parts.filter != null ? "FILTER specified" : null;
    if (misused != null) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              String.format(Locale.ROOT, "%s, but %s is not an aggregate function", misused, name))
          .at(parts.position());
    }
    if (parts.over != null) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              String.format(
                  Locale.ROOT,
                  "OVER specified, but %s is not a window function nor an aggregate function",
                  name))
          .at(parts.position());
    }
    if (function.kind() == FunctionSignature.Kind.SET) {
      if (!expressions.clause().sets()) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED,
                "set-returning functions are not allowed in " + expressions.clause().setsName())
            .at(parts.position());
      }
      if (expressions.clause() == Clause.FROM_FUNCTION) {
        resolved.arguments().forEach(SetReturning::refuseBelowTop);
      }
    }
    // In FROM the function's name, or that of its output, is the column's.
    RexNode inlined =
        expressions.clause() == Clause.FROM_FUNCTION
            ? null
            : new Inlining(analysis)
                .value(
                    function, analysis.collations.alike(resolved.arguments()), resolved.result());
    if (inlined != null) {
      return inlined;
    }
    RexNode call =
        analysis.collations.of(
            new PgCall(
                    new Shape.Function(function),
                    resultType(function, resolved),
                    resolved.arguments(),
                    parts.position())
                .as(parts.form()));
    boolean populates =
        function.kind() == FunctionSignature.Kind.SCALAR && name.endsWith("_populate_record");
    return populates && DomainType.constrained(resolved.result())
        ? DomainRules.checked(analysis, call, resolved.result(), 0)
        : call;
  }

  /** The fields of a record that consists of several outputs are known. */
  private org.apache.calcite.rel.type.RelDataType resultType(
      FunctionSignature function, FunctionResolution.Resolved resolved) {
    if (resolved.outputs().isEmpty() || resolved.result() != Types.RECORD) {
      return analysis.types.of(resolved.result());
    }
    return analysis.types.record(
        OutParameters.names(analysis.functions.parameters(function)),
        resolved.outputs().stream().map(analysis.types::of).toList());
  }

  /**
   * What a call turned out to be.
   *
   * @param directCount arguments in front of WITHIN GROUP
   * @param arguments before they were converted
   * @param captured what the scopes around had been read before them
   */
  private record Call(
      FunctionSignature function,
      FunctionResolution.Resolved resolved,
      String name,
      boolean star,
      int directCount,
      List<RexNode> arguments,
      List<Integer> captured) {}

  private RexNode aggregate(Parts parts, Call call) {
    int position = parts.position();
    FunctionResolution.Resolved resolved = call.resolved();
    String name = call.name();
    if (resolved.arguments().isEmpty() && !call.star() && name.equals("count")) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              name + "(*) must be used to call a parameterless aggregate function")
          .at(position);
    }
    boolean windowed = parts.over != null;
    checkOrderedSet(name, parts);
    List<RexNode> operands = new ArrayList<>(resolved.arguments());
    List<SortDirection> directions = new ArrayList<>();
    SqlNodeList order = parts.orderBy;
    if (parts.withinGroup != null) {
      for (SqlNode item : parts.withinGroup) {
        directions.add(SortItem.of(item).direction());
      }
    } else if (order != null) {
      for (SqlNode item : order) {
        SortItem sort = SortItem.of(item);
        operands.add(orderKey(sort.expression(), call, parts.distinct()));
        directions.add(sort.direction());
      }
    }
    if (parts.distinct()) {
      for (RexNode argument : resolved.arguments()) {
        TargetList.checkGroupable(RelTypes.typeOf(argument), PgCall.positionOf(argument));
      }
    }
    SqlNode filter = parts.filter;
    if (filter != null) {
      operands.add(expressions.in(Clause.FILTER).condition(filter, "FILTER"));
    }
    Shape.Aggregate shape =
        new Shape.Aggregate(
            call.function(),
            parts.distinct(),
            parts.withinGroup == null ? resolved.arguments().size() : call.directCount(),
            List.copyOf(directions),
            filter != null);
    Type result = resolved.result();
    if (!windowed) {
      AggregateLevel level =
          level(
              operands,
              parts.withinGroup == null ? 0 : call.directCount(),
              call.captured(),
              "aggregate functions",
              position);
      checkNesting(level.operands(), false, position);
      return level.read(analysis.call(shape, result, level.operands(), position));
    }
    checkNesting(operands, true, position);
    if (parts.distinct()) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, "DISTINCT is not implemented for window functions")
          .at(position);
    }
    return windowed(parts, shape, result, operands, name);
  }

  /** The query that an aggregate belongs to, whose clause must be one that has aggregates. */
  private AggregateLevel level(
      List<RexNode> operands, int direct, List<Integer> captured, String what, int position) {
    AggregateLevel level = AggregateLevel.of(expressions, operands, direct, captured);
    if (!level.clause().aggregates()) {
      throw SqlException.of(
              SqlState.GROUPING_ERROR, what + " are not allowed in " + level.clause().displayName())
          .at(position);
    }
    return level;
  }

  /** A key of an aggregate's ORDER BY: what is an argument as written is the argument converted. */
  private RexNode orderKey(SqlNode node, Call call, boolean distinct) {
    RexNode key = expressions.analyze(node);
    if (RelTypes.typeOf(key) != Types.UNKNOWN) { // Which becomes text.
      TargetList.checkSortable(RelTypes.typeOf(key), ExpressionAnalyzer.start(node));
      analysis.collations.requireOne(key);
    }
    int argument = call.arguments().indexOf(key);
    if (argument >= 0) {
      return call.resolved().arguments().get(argument);
    }
    if (distinct) {
      throw SqlException.of(
              SqlState.INVALID_COLUMN_REFERENCE,
              "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
          .at(ExpressionAnalyzer.start(node));
    }
    return analysis.coercion.unknownToText(key);
  }

  private static void checkOrderedSet(String name, Parts parts) {
    boolean within = parts.withinGroup != null;
    if (OrderedSets.ordered(name) != within) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              within
                  ? String.format(
                      Locale.ROOT,
                      "%s is not an ordered-set aggregate, so it cannot have WITHIN GROUP",
                      name)
                  : "WITHIN GROUP is required for ordered-set aggregate " + name)
          .at(parts.position());
    }
    if (within && parts.over != null) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "OVER is not supported for ordered-set aggregate " + name)
          .at(parts.position());
    }
    if (OrderedSets.hypothetical(name)) {
      throw SqlException.notSupported("hypothetical-set aggregate " + name).at(parts.position());
    }
  }

  private static void checkNesting(List<RexNode> operands, boolean windowed, int position) {
    for (RexNode operand : operands) {
      if (!windowed && Rex.any(operand, n -> PgCall.shapeOf(n) instanceof Shape.Aggregate)) {
        throw SqlException.of(SqlState.GROUPING_ERROR, "aggregate function calls cannot be nested")
            .at(positionOf(operand, Shape.Aggregate.class, position));
      }
      if (Rex.any(operand, n -> PgCall.shapeOf(n) instanceof Shape.Window)) {
        throw (windowed
                ? SqlException.of(
                    SqlState.WINDOWING_ERROR, "window function calls cannot be nested")
                : SqlException.of(
                    SqlState.GROUPING_ERROR,
                    "aggregate function calls cannot contain window function calls"))
            .at(positionOf(operand, Shape.Window.class, position));
      }
      SetReturning.refuse(
          operand,
          String.format(
              Locale.ROOT,
              "%s function calls cannot contain set-returning function calls",
              windowed ? "window" : "aggregate"));
    }
  }

  /** Where the first call of that shape stands. */
  static int positionOf(RexNode node, Class<? extends Shape> shape, int otherwise) {
    int[] found = {0};
    Rex.any(
        node,
        n -> {
          if (n instanceof PgCall call && shape.isInstance(call.shape())) {
            found[0] = call.position();
            return true;
          }
          return false;
        });
    return found[0] > 0 ? found[0] : otherwise;
  }

  private RexNode window(
      Parts parts, FunctionSignature function, FunctionResolution.Resolved resolved, String name) {
    if (parts.over == null) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              String.format(Locale.ROOT, "window function %s requires an OVER clause", name))
          .at(parts.position());
    }
    if (parts.filter != null) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "FILTER is not implemented for non-aggregate window functions")
          .at(parts.position());
    }
    checkNesting(resolved.arguments(), true, parts.position());
    Shape.Aggregate shape =
        new Shape.Aggregate(function, false, resolved.arguments().size(), List.of(), false);
    return windowed(parts, shape, resolved.result(), resolved.arguments(), name);
  }

  private RexNode windowed(
      Parts parts, Shape.Aggregate shape, Type result, List<RexNode> operands, String name) {
    Windows windows = expressions.windows();
    if (windows == null || !expressions.clause().windows()) {
      throw SqlException.of(
              SqlState.WINDOWING_ERROR,
              "window functions are not allowed in " + expressions.clause().displayName())
          .at(parts.position());
    }
    int window = windows.window(java.util.Objects.requireNonNull(parts.over), expressions);
    return analysis.call(new Shape.Window(shape, window), result, operands, parts.position());
  }

  RexNode grouping(SqlCall call) {
    int position = ExpressionAnalyzer.position(call);
    List<Integer> captured = expressions.scope().captured();
    List<RexNode> operands = expressions.analyze(call.getOperandList());
    AggregateLevel level = level(operands, 0, captured, "grouping operations", position);
    return level.read(analysis.call(new Shape.Grouping(), Types.INT4, level.operands(), position));
  }

  /** What is no function in PostgreSQL either: COALESCE and its kin, CURRENT_DATE and its kin. */
  private @Nullable RexNode special(String name, Parts parts) {
    List<SqlNode> operands = parts.call.getOperandList();
    int position = parts.position();
    RexNode value = specialValue(name, operands, position);
    if (value != null) {
      return analysis.asWritten ? keyword(name, operands, value) : value;
    }
    return switch (name) {
      case "coalesce" -> common(new Shape.Coalesce(), operands, "COALESCE", position);
      case "greatest" -> common(new Shape.Extreme(true), operands, "GREATEST", position);
      case "least" -> common(new Shape.Extreme(false), operands, "LEAST", position);
      case "nullif" -> nullIf(operands, position);
      default -> null;
    };
  }

  /** The word itself, as it is printed ({@code SQLValueFunction}). */
  private RexNode keyword(String name, List<SqlNode> operands, RexNode value) {
    String word = name.toUpperCase(Locale.ROOT);
    String text =
        operands.isEmpty()
            ? word
            : String.format(Locale.ROOT, "%s(%d)", word, RelTypes.typmodOf(value));
    return analysis.call(
        new Shape.Keyword(text), value.getType(), List.of(), PgCall.positionOf(value));
  }

  private @Nullable RexNode specialValue(String name, List<SqlNode> operands, int position) {
    return switch (name) {
      case "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp" ->
          now(name, operands, position);
      case "current_catalog" -> simple("current_database", position);
      case "current_role" -> simple("current_user", position);
      case "user" -> operands.isEmpty() ? simple("current_user", position) : null;
      case "current_user", "session_user", "current_schema" ->
          operands.isEmpty() ? simple(name, position) : null;
      default -> null;
    };
  }

  private RexNode common(Shape shape, List<SqlNode> operands, String name, int position) {
    List<RexNode> values = expressions.analyze(operands);
    Type type = analysis.coercion.commonType(values, name);
    List<RexNode> converted = Rex.map(values, v -> analysis.coercion.toCommon(v, type, name));
    if (shape instanceof Shape.Coalesce) {
      converted.reversed().forEach(v -> SetReturning.refuseIn(v, name));
    }
    return analysis.call(shape, type, converted, position);
  }

  private RexNode nullIf(List<SqlNode> operands, int position) {
    RexNode left = expressions.analyze(operands.get(0));
    RexNode right = expressions.analyze(operands.get(1));
    var equality =
        analysis.operatorResolution.resolve(
            "=", RelTypes.typeOf(left), RelTypes.typeOf(right), position);
    PgCall equal = (PgCall) analysis.operatorResolution.apply(equality, left, right, position);
    return analysis.call(
        new Shape.NullIf(equality.function()),
        RelTypes.typeOf(equal.operands.getFirst()),
        equal.operands,
        position);
  }

  private RexNode simple(String function, int position) {
    var resolved =
        analysis.functionResolution.resolve(
            "pg_catalog", function, CallArguments.of(List.of()), false, position);
    return analysis.call(
        new Shape.Function(java.util.Objects.requireNonNull(resolved.function())),
        resolved.result(),
        List.of(),
        position);
  }

  private RexNode now(String name, List<SqlNode> operands, int position) {
    RexNode now = simple("now", position);
    Type type =
        switch (name) {
          case "current_date" -> Types.DATE;
          case "current_time" -> Types.TIMETZ;
          case "localtime" -> Types.TIME;
          case "localtimestamp" -> Types.TIMESTAMP;
          default -> Types.TIMESTAMPTZ;
        };
    int typmod = operands.isEmpty() ? -1 : type.typmodIn(List.of(operands.getFirst().toString()));
    return expressions.cast(now, new ResolvedType(type, typmod), position);
  }
}
