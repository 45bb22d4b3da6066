package dev.tusk.executor.expression;

import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns expressions into closures.
 *
 * <p>Done once a plan, in about a microsecond, and shared by its executions: an {@link Evaluator}
 * keeps nothing between rows. What must be kept for the length of an execution (a parsed literal,
 * the answer of a subquery) goes to {@link Execution#memo}.
 */
public final class ExpressionCompiler {
  private final FunctionLibrary library;
  private final boolean folds;
  private final Constants constants = new Constants();
  private final Map<Expression, Evaluator> compiled = new IdentityHashMap<>();
  private @Nullable Folding folding;

  /** For one plan or expression: it remembers what it has compiled. */
  public ExpressionCompiler(FunctionLibrary library) {
    this(library, true);
  }

  private ExpressionCompiler(FunctionLibrary library, boolean folds) {
    this.library = library;
    this.folds = folds;
  }

  /** Compiles what is constant as a whole, whose parts need not be known before. */
  ExpressionCompiler plain() {
    return new ExpressionCompiler(library, false);
  }

  Constants constants() {
    return constants;
  }

  public FunctionLibrary library() {
    return library;
  }

  /** What is constant for an execution is computed once in it. */
  public Evaluator compile(Expression expression) {
    if (!folds || Constants.isLeaf(expression)) {
      return bare(expression);
    }
    Evaluator known = compiled.get(expression);
    if (known == null) {
      known =
          switch (constants.of(expression)) {
            case NEVER -> bare(expression);
            case MAYBE -> folded(expression);
            case ALWAYS -> constant(expression);
          };
      compiled.put(expression, known);
    }
    return known;
  }

  private Evaluator constant(Expression expression) {
    Fold fold = fold(expression);
    return (_, execution) -> {
      Known known = fold.fold(execution);
      return known == null ? null : known.value();
    };
  }

  private Evaluator folded(Expression expression) {
    Evaluator evaluator = bare(expression);
    Fold fold = fold(expression);
    return (row, execution) -> {
      Known known = fold.fold(execution);
      return known == null ? evaluator.evaluate(row, execution) : known.value();
    };
  }

  private Fold fold(Expression expression) {
    Folding own = folding;
    if (own == null) {
      // Subqueries have been looked at when the execution began.
      own = new Folding(this, _ -> null);
      folding = own;
    }
    return Objects.requireNonNull(own.of(expression));
  }

  /** The expression itself, not looked up among the constants. */
  Evaluator bare(Expression expression) {
    return switch (expression) {
      case Expression.Constant(var value, _) -> (_, _) -> value;
      case Expression.Parameter(var index, _, _) -> (_, execution) -> execution.parameters()[index];
      case Expression.Input(var index, _) -> (row, _) -> row[index];
      case Expression.Outer(var slot, _) -> (_, execution) -> execution.slots()[slot];
      case Expression.Call call -> new CallCompiler(this).compile(call);
      case Expression.InOutCast cast -> CastCompiler.inOut(this, cast);
      case Expression.Relabel(var operand, _, _) -> compile(operand);
      case Expression.CurrentOf current -> currentOf(current);
      case Expression.ApplyTypmod typmod -> CastCompiler.applyTypmod(this, typmod);
      case Expression.ArrayCast cast -> ArrayCompiler.cast(this, cast);
      case Expression.And(var operands, _) -> LogicCompiler.and(compileAll(operands));
      case Expression.Or(var operands, _) -> LogicCompiler.or(compileAll(operands));
      case Expression.Not(var operand, _) -> LogicCompiler.not(compile(operand));
      case Expression.IsNull test -> LogicCompiler.isNull(compile(test.operand()), test.negated());
      case Expression.BooleanTest test -> LogicCompiler.booleanTest(compile(test.operand()), test);
      case Expression.DistinctFrom test -> LogicCompiler.distinctFrom(this, test);
      case Expression.Case choice -> LogicCompiler.choose(this, choice);
      case Expression.Coalesce(var operands, _) -> LogicCompiler.coalesce(compileAll(operands));
      case Expression.NullIf test -> LogicCompiler.nullIf(this, test);
      case Expression.Extreme extreme -> LogicCompiler.extreme(this, extreme);
      case Expression.ArrayOf array -> ArrayCompiler.arrayOf(this, array);
      case Expression.Spread _ ->
          throw new IllegalStateException("VARIADIC is compiled with its call");
      case Expression.RowOf row -> ArrayCompiler.rowOf(this, row);
      case Expression.Field field -> ArrayCompiler.field(this, field);
      case Expression.Subscript subscript -> ArrayCompiler.subscript(this, subscript);
      case Expression.Slice slice -> ArrayCompiler.slice(this, slice);
      case Expression.ArrayAssign assign -> ArrayAssignment.compile(this, assign);
      case Expression.DomainCheck check -> DomainCompiler.compile(this, check);
      case Expression.FieldAssign assign -> ArrayCompiler.fieldAssign(this, assign);
      case Expression.Quantified quantified -> ArrayCompiler.quantified(this, quantified);
      case Expression.InList list -> InListCompiler.compile(this, list);
      case Expression.Subquery subquery -> new SubqueryCompiler(this).compile(subquery);
    };
  }

  public @Nullable Evaluator compileOrNull(@Nullable Expression expression) {
    return expression == null ? null : compile(expression);
  }

  public Evaluator[] compileAll(List<Expression> expressions) {
    Evaluator[] evaluators = new Evaluator[expressions.size()];
    for (int i = 0; i < evaluators.length; i++) {
      evaluators[i] = compile(expressions.get(i));
    }
    return evaluators;
  }

  /** A function of two values, for comparisons that are not written as calls. */
  public TwoValues function(
      dev.tusk.sql.function.FunctionSignature function, Type left, Type right, Type result) {
    return new CallCompiler(this).twoValues(function, left, right, result);
  }

  /** The types of the expressions, in order. */
  static List<Type> types(List<Expression> expressions) {
    List<Type> types = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      types.add(expression.type());
    }
    return types;
  }

  private Evaluator currentOf(Expression.CurrentOf current) {
    Evaluator cursor = compile(current.cursor());
    Evaluator rowId = compile(current.rowId());
    Evaluator table = compile(current.tableOid());
    return (row, execution) -> {
      Object id = rowId.evaluate(row, execution);
      Object oid = table.evaluate(row, execution);
      Object name = cursor.evaluate(row, execution);
      return id != null
          && oid != null
          && id.equals(
              execution.functions().session().currentRow(String.valueOf(name), (Long) oid));
    };
  }
}
