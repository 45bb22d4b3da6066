package dev.tusk.executor.expression;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.JsonbPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code j['a'][0] = x}, as PostgreSQL's jsonb_subscript_assign. */
final class JsonbAssignment {
  private JsonbAssignment() {}

  static Evaluator compile(ExpressionCompiler compiler, Expression.ArrayAssign assign) {
    Evaluator before = compiler.compile(assign.array());
    Evaluator value = compiler.compile(assign.value());
    Evaluator[] subscripts = compiler.compileAll(subscripts(assign.bounds()));
    return (row, execution) -> {
      Object old = before.evaluate(row, execution);
      Object assigned = value.evaluate(row, execution);
      @Nullable Object[] steps = CallCompiler.evaluateAll(subscripts, row, execution);
      if (CallCompiler.hasNull(steps)) {
        throw SqlException.of(
            SqlState.NULL_VALUE_NOT_ALLOWED, "jsonb subscript in assignment must not be null");
      }
      return path(steps)
          .changed(
              old instanceof Jsonb json ? json : empty(steps[0]),
              assigned instanceof Jsonb json ? json : Jsonb.NULL,
              JsonbPath.Change.ASSIGN);
    };
  }

  private static List<Expression> subscripts(List<Expression.Bounds> bounds) {
    List<Expression> subscripts = new ArrayList<>();
    for (Expression.Bounds bound : bounds) {
      Expression subscript = bound.upper();
      if (subscript == null) {
        throw new IllegalStateException("slices of jsonb are refused");
      }
      subscripts.add(subscript);
    }
    return subscripts;
  }

  /** What stands for NULL: a first subscript that is a number asks for an array. */
  private static Jsonb empty(@Nullable Object first) {
    return first instanceof Integer
        ? new Jsonb.JsonArray(List.of())
        : new Jsonb.JsonObject(Jsonb.members());
  }

  /** Subscripts, numbers among them, as a path. */
  static JsonbPath path(@Nullable Object[] subscripts) {
    List<@Nullable Object> steps = new ArrayList<>(subscripts.length);
    for (Object subscript : subscripts) {
      steps.add(subscript == null ? null : subscript.toString());
    }
    return new JsonbPath(steps);
  }
}
