package dev.tusk.executor.expression;

import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/** Three-valued logic, tests and choices. */
final class LogicCompiler {
  private LogicCompiler() {}

  static Evaluator and(Evaluator[] operands) {
    return (row, execution) -> {
      Boolean result = Boolean.TRUE;
      for (Evaluator operand : operands) {
        Object value = operand.evaluate(row, execution);
        if (value == null) {
          result = null;
        } else if (!(Boolean) value) {
          return Boolean.FALSE;
        }
      }
      return result;
    };
  }

  static Evaluator or(Evaluator[] operands) {
    return (row, execution) -> {
      Boolean result = Boolean.FALSE;
      for (Evaluator operand : operands) {
        Object value = operand.evaluate(row, execution);
        if (value == null) {
          result = null;
        } else if ((Boolean) value) {
          return Boolean.TRUE;
        }
      }
      return result;
    };
  }

  static Evaluator not(Evaluator operand) {
    return (row, execution) -> {
      Object value = operand.evaluate(row, execution);
      return value == null ? null : !(Boolean) value;
    };
  }

  /** A row IS NULL when all its fields are, IS NOT NULL when none is. */
  static Evaluator isNull(Evaluator operand, boolean negated) {
    return (row, execution) -> {
      Object value = operand.evaluate(row, execution);
      if (value instanceof RecordValue record) {
        return allFields(record, !negated);
      }
      return (value == null) != negated;
    };
  }

  private static boolean allFields(RecordValue record, boolean beNull) {
    for (int i = 0; i < record.size(); i++) {
      if ((record.get(i) == null) != beNull) {
        return false;
      }
    }
    return true;
  }

  static Evaluator booleanTest(Evaluator operand, Expression.BooleanTest test) {
    Boolean expected = test.expected();
    boolean negated = test.negated();
    return (row, execution) -> {
      Object value = operand.evaluate(row, execution);
      boolean is = expected == null ? value == null : expected.equals(value);
      return is != negated;
    };
  }

  static Evaluator distinctFrom(ExpressionCompiler compiler, Expression.DistinctFrom test) {
    Evaluator left = compiler.compile(test.left());
    Evaluator right = compiler.compile(test.right());
    TwoValues equality =
        compiler.function(test.equality(), test.left().type(), test.right().type(), test.type());
    boolean negated = test.negated();
    return (row, execution) -> {
      Object a = left.evaluate(row, execution);
      Object b = right.evaluate(row, execution);
      boolean distinct =
          a == null || b == null ? a != b : !Boolean.TRUE.equals(equality.apply(a, b, execution));
      return distinct != negated;
    };
  }

  static Evaluator choose(ExpressionCompiler compiler, Expression.Case choice) {
    int count = choice.whens().size();
    Evaluator[] conditions = new Evaluator[count];
    Evaluator[] results = new Evaluator[count];
    for (int i = 0; i < count; i++) {
      conditions[i] = compiler.compile(choice.whens().get(i).condition());
      results[i] = compiler.compile(choice.whens().get(i).result());
    }
    Evaluator otherwise = compiler.compileOrNull(choice.otherwise());
    return (row, execution) -> {
      for (int i = 0; i < conditions.length; i++) {
        if (conditions[i].holds(row, execution)) {
          return results[i].evaluate(row, execution);
        }
      }
      return otherwise == null ? null : otherwise.evaluate(row, execution);
    };
  }

  static Evaluator coalesce(Evaluator[] operands) {
    return (row, execution) -> {
      for (Evaluator operand : operands) {
        Object value = operand.evaluate(row, execution);
        if (value != null) {
          return value;
        }
      }
      return null;
    };
  }

  static Evaluator nullIf(ExpressionCompiler compiler, Expression.NullIf test) {
    Evaluator left = compiler.compile(test.left());
    Evaluator right = compiler.compile(test.right());
    TwoValues equality =
        compiler.function(test.equality(), test.left().type(), test.right().type(), test.type());
    return (row, execution) -> {
      Object a = left.evaluate(row, execution);
      Object b = right.evaluate(row, execution);
      return Boolean.TRUE.equals(equality.apply(a, b, execution)) ? null : a;
    };
  }

  static Evaluator extreme(ExpressionCompiler compiler, Expression.Extreme extreme) {
    Evaluator[] operands = compiler.compileAll(extreme.operands());
    Type type = extreme.type();
    int sign = extreme.greatest() ? 1 : -1;
    return (row, execution) -> {
      @Nullable Object best = null;
      for (Evaluator operand : operands) {
        Object value = operand.evaluate(row, execution);
        if (value != null && (best == null || sign * type.compare(value, best) > 0)) {
          best = value;
        }
      }
      return best;
    };
  }
}
