package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.RoutineVariables;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.grammar.PgSelect;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.parser.LexicalSettings;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.planner.algebra.BoundQuery;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of functions in LANGUAGE sql in the place of their calls, where nobody can tell the
 * difference but by the time it takes ({@code clauses.c}: {@code inline_function}, {@code
 * inline_set_returning_function}).
 */
final class Inlining {
  /** Calls in an argument beyond which it is not evaluated twice (10 cpu_operator_cost). */
  private static final int MOST_CALLS = 10;

  private final Analysis analysis;

  Inlining(Analysis analysis) {
    this.analysis = analysis;
  }

  /** What a call of a function that gives one value comes to; null where it stays a call. */
  @Nullable RexNode value(FunctionSignature function, List<RexNode> given, Type result) {
    Routine routine = candidate(function);
    if (routine == null
        || function.kind() != FunctionSignature.Kind.SCALAR
        || result == Types.RECORD
        || result == Types.VOID) {
      return null;
    }
    try {
      SqlNode item = singleExpression(routine);
      if (item == null) {
        return null;
      }
      InlinedArguments arguments = new InlinedArguments(function, given, analysis.arguments);
      Analysis inside = inside(function, arguments);
      RexNode body =
          new ExpressionAnalyzer(inside, new Scope(inside, null, null), Clause.SELECT)
              .analyze(item);
      RexNode value =
          inside.coercion.coerceTo(
              inside.coercion.unknownToText(body), result, -1, Context.ASSIGNMENT, 0);
      return value != null && fits(function, value, arguments)
          ? untyped(unplaced(value, arguments.values()))
          : null;
    } catch (SqlException e) {
      throw inlining(function, routine, e);
    }
  }

  /** The body without the places of another text; the arguments are where they are written. */
  private static RexNode unplaced(RexNode node, List<RexNode> arguments) {
    for (RexNode argument : arguments) {
      if (sameNode(argument, node)) {
        return node;
      }
    }
    return switch (node) {
      case PgCall call ->
          new PgCall(
              call.shape(), call.getType(), Rex.map(call.operands, o -> unplaced(o, arguments)), 0);
      case RexCall call ->
          call.clone(call.getType(), Rex.map(call.operands, o -> unplaced(o, arguments)));
      default -> node;
    };
  }

  @SuppressWarnings("ReferenceEquality") // An equal node of the body is not the argument.
  private static boolean sameNode(RexNode argument, RexNode node) {
    return argument == node;
  }

  /** A function's result has no modifier, whatever that of the expression. */
  private RexNode untyped(RexNode value) {
    return RelTypes.typmodOf(value) < 0
        ? value
        : analysis.call(new Shape.Relabel(), RelTypes.typeOf(value), List.of(value), 0);
  }

  /**
   * The rows of a function in FROM as a query; null where it stays a call.
   *
   * @param types of the columns that the function gives
   */
  @Nullable RelNode rows(RexNode called, List<String> names, List<RelDataType> types) {
    if (!(called instanceof PgCall call)
        || !(call.shape() instanceof Shape.Function(FunctionSignature function))) {
      return null;
    }
    Routine routine = candidate(function);
    if (routine == null
        || function.kind() != FunctionSignature.Kind.SET
        || function.strict()
        || function.volatility() == Volatility.VOLATILE
        || RelTypes.typeOf(called) == Types.VOID
        || call.operands.stream().anyMatch(o -> Rex.isVolatile(o) || Rex.hasSubquery(o))) {
      return null;
    }
    try {
      SqlNode query = singleQuery(routine);
      if (query == null) {
        return null;
      }
      InlinedArguments arguments =
          new InlinedArguments(function, call.operands, analysis.arguments);
      Analysis inside = inside(function, arguments);
      BoundQuery bound = new QueryAnalyzer(inside).query(query, null, null, true);
      boolean outer = call.operands.stream().anyMatch(Inlining::readsOuter);
      if (outer && Rex.anyExpression(bound.rel(), Rex::hasSubquery)) {
        return null; // Its answer would be kept though the argument changes.
      }
      return project(inside, bound.rel(), names, types);
    } catch (SqlException e) {
      throw inlining(function, routine, e);
    }
  }

  private static boolean readsOuter(RexNode node) {
    return Rex.any(node, n -> n instanceof RexInputRef || PgCall.shapeOf(n) instanceof Shape.Outer);
  }

  /** The query's columns as the function's; null where they do not fit. */
  private @Nullable RelNode project(
      Analysis inside, RelNode rel, List<String> names, List<RelDataType> types) {
    int count = rel.getRowType().getFieldCount();
    if (count != types.size()) {
      return null;
    }
    List<RexNode> columns = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < count; i++) {
      RelDataType actual = rel.getRowType().getFieldList().get(i).getType();
      RexNode column = new RexInputRef(i, actual);
      RelDataType wanted = types.get(i);
      RexNode converted =
          inside.coercion.coerceTo(
              column, RelTypes.type(wanted), RelTypes.typmod(wanted), Context.ASSIGNMENT, 0);
      if (converted == null) {
        return null;
      }
      if (!converted.getType().equals(wanted)) {
        converted = inside.call(new Shape.Relabel(), wanted, List.of(converted), 0);
      }
      same &= converted == column;
      columns.add(converted);
    }
    return same
        ? rel
        : LogicalProject.create(
            rel, List.of(), columns, inside.types.names(names.size()), Set.of());
  }

  /** The body of a function that may be inlined; null for any other. */
  private @Nullable Routine candidate(FunctionSignature function) {
    Routine routine = function.routine();
    return analysis.inlines
            && routine != null
            && routine.language().equals("sql")
            && !routine.securityDefiner()
            && routine.settings().isEmpty()
            && !InlinedArguments.contains(analysis.arguments, function)
        ? routine
        : null;
  }

  private Analysis inside(FunctionSignature function, InlinedArguments arguments) {
    List<Type> types = arguments.values().stream().map(RelTypes::typeOf).toList();
    return new Analysis(analysis, new RoutineVariables(function, types), arguments);
  }

  private static SqlException inlining(
      FunctionSignature function, Routine routine, SqlException e) {
    int position = e.fields().position();
    SqlException placed = position > 0 ? e.inside(position, routine.source()) : e;
    return placed.within("SQL function \"" + function.name() + "\" during inlining");
  }

  private static @Nullable SqlNode singleQuery(Routine routine) {
    List<Statement> statements = SqlParser.parseBody(routine, LexicalSettings.STANDARD);
    return statements.size() == 1 && statements.getFirst() instanceof Query(CalciteTree tree)
        ? tree.node()
        : null;
  }

  /** The expression of a body that is SELECT of one value, without anything else. */
  private static @Nullable SqlNode singleExpression(Routine routine) {
    SqlNode query = singleQuery(routine);
    if (query instanceof SqlOrderBy || query instanceof SqlWith) {
      return null;
    }
    if (!(query instanceof PgSelect select)
        || select.getFrom() != null
        || select.getWhere() != null
        || select.getGroup() != null
        || select.getHaving() != null
        || !select.getWindowList().isEmpty()
        || select.distinctOn() != null
        || select.isDistinct()
        || select.into() != null
        || select.getSelectList().size() != 1) {
      return null;
    }
    SqlNode item = select.getSelectList().get(0);
    return switch (item.getKind()) {
      case AS -> ((org.apache.calcite.sql.SqlCall) item).operand(0);
      case IDENTIFIER -> ((org.apache.calcite.sql.SqlIdentifier) item).isStar() ? null : item;
      default -> item;
    };
  }

  private static boolean fits(
      FunctionSignature function, RexNode value, InlinedArguments arguments) {
    boolean plain =
        !Rex.any(
            value,
            n ->
                Rex.setReturning(n)
                    || switch (PgCall.shapeOf(n)) {
                      case Shape.Subquery _, Shape.Aggregate _, Shape.Window _, Shape.Grouping _ ->
                          true;
                      case null, default -> false;
                    });
    return plain
        && volatilityKept(function, value, arguments)
        && (!function.strict() || strict(value, arguments))
        && cheap(arguments);
  }

  /** The body itself may not change more than the function was declared to. */
  private static boolean volatilityKept(
      FunctionSignature function, RexNode value, InlinedArguments arguments) {
    return switch (function.volatility()) {
      case VOLATILE -> true;
      case STABLE ->
          !Rex.isVolatile(value) || arguments.values().stream().anyMatch(Rex::isVolatile);
      case IMMUTABLE ->
          Rex.isImmutable(value) || arguments.values().stream().anyMatch(a -> !Rex.isImmutable(a));
    };
  }

  /** NULL for a NULL argument: every argument is used, and only in what is strict itself. */
  private static boolean strict(RexNode value, InlinedArguments arguments) {
    for (int i = 0; i < arguments.values().size(); i++) {
      if (arguments.uses(i) == 0) {
        return false;
      }
    }
    return strictOnly(value, arguments.values());
  }

  private static boolean strictOnly(RexNode value, List<RexNode> arguments) {
    for (RexNode argument : arguments) {
      if (sameNode(argument, value)) {
        return true;
      }
    }
    boolean strict =
        switch (PgCall.shapeOf(value)) {
          case Shape.Function(FunctionSignature f) -> f.strict();
          case Shape.Constant _,
              Shape.Parameter _,
              Shape.Outer _,
              Shape.Relabel _,
              Shape.InOutCast _,
              Shape.ApplyTypmod _ ->
              true;
          case null, default -> value.getKind() == org.apache.calcite.sql.SqlKind.NOT;
        };
    return strict
        && (!(value instanceof RexCall call)
            || call.operands.stream().allMatch(o -> strictOnly(o, arguments)));
  }

  /** What is used more than once is evaluated more than once. */
  private static boolean cheap(InlinedArguments arguments) {
    for (int i = 0; i < arguments.values().size(); i++) {
      RexNode argument = arguments.values().get(i);
      boolean again = arguments.uses(i) > 1;
      if (again
          && (Rex.isVolatile(argument)
              || Rex.hasSubquery(argument)
              || calls(argument) > MOST_CALLS)) {
        return false;
      }
    }
    return true;
  }

  private static int calls(RexNode node) {
    int calls =
        switch (PgCall.shapeOf(node)) {
          case Shape.Function(FunctionSignature f) -> f.routine() == null ? 1 : 100;
          case null, default -> 0;
        };
    if (node instanceof RexCall call) {
      for (RexNode operand : call.operands) {
        calls += calls(operand);
      }
    }
    return calls;
  }
}
