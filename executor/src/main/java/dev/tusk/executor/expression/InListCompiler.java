package dev.tusk.executor.expression;

import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.type.Type;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code x IN (many constants)}: a hash set made once an execution. */
final class InListCompiler {
  private InListCompiler() {}

  private record Members(Set<RowKey> keys, boolean hasNull) {}

  static Evaluator compile(ExpressionCompiler compiler, Expression.InList list) {
    Evaluator left = compiler.compile(list.left());
    Evaluator[] members = compiler.compileAll(list.members());
    boolean hashed =
        list.members().stream().allMatch(m -> m.type() == list.left().type() && !readsRow(m));
    return hashed ? byHash(list, left, members) : byEquality(compiler, list, left, members);
  }

  /** Whether the value may be another for each row, of this query or of one around. */
  private static boolean readsRow(Expression member) {
    return member instanceof Expression.Outer
        || member instanceof Expression.Input
        || Operands.of(member).stream().anyMatch(InListCompiler::readsRow);
  }

  private static Evaluator byHash(Expression.InList list, Evaluator left, Evaluator[] members) {
    Type[] types = {list.left().type()};
    boolean negated = list.negated();
    return (row, execution) -> {
      Object value = left.evaluate(row, execution);
      if (value == null) {
        return null;
      }
      Members known = execution.memo(list, () -> collect(members, types, row, execution));
      if (known.keys().contains(new RowKey(new Object[] {value}, types))) {
        return !negated;
      }
      return known.hasNull() ? null : negated;
    };
  }

  private static Members collect(
      Evaluator[] members, Type[] types, @Nullable Object[] row, Execution execution) {
    Set<RowKey> keys = new HashSet<>();
    boolean hasNull = false;
    for (Evaluator member : members) {
      Object value = member.evaluate(row, execution);
      if (value == null) {
        hasNull = true;
      } else {
        keys.add(new RowKey(new Object[] {value}, types));
      }
    }
    return new Members(keys, hasNull);
  }

  private static Evaluator byEquality(
      ExpressionCompiler compiler, Expression.InList list, Evaluator left, Evaluator[] members) {
    TwoValues equality =
        compiler.function(
            list.equality(), list.left().type(), list.members().getFirst().type(), list.type());
    boolean negated = list.negated();
    return (row, execution) -> {
      Object value = left.evaluate(row, execution);
      boolean unknown = value == null;
      for (Evaluator member : members) {
        Object equal = equality.apply(value, member.evaluate(row, execution), execution);
        if (Boolean.TRUE.equals(equal)) {
          return !negated;
        }
        unknown |= equal == null;
      }
      return unknown ? null : negated;
    };
  }
}
