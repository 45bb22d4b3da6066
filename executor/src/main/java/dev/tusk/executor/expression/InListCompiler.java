package dev.tusk.executor.expression;

import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Operands;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code x IN (many constants)}, {@code x = ANY (array)}: a hash set made once an execution. */
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
  static boolean readsRow(Expression member) {
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

  /** {@code x = ANY (array)} and {@code x <> ALL (array)} for an array that is no row's. */
  static Evaluator amongElements(
      Expression.Quantified quantified, Evaluator left, Evaluator array) {
    Type[] types = {quantified.left().type()};
    boolean all = quantified.all();
    return (row, execution) -> {
      Members known = execution.memo(quantified, () -> elements(array, types, row, execution));
      if (known == NO_ARRAY) {
        return null;
      }
      Object value = left.evaluate(row, execution);
      if (value == null) {
        return known.keys().isEmpty() && !known.hasNull() ? (Boolean) all : null;
      }
      if (known.keys().contains(new RowKey(new Object[] {value}, types))) {
        return !all;
      }
      return known.hasNull() ? null : all;
    };
  }

  private static final Members NO_ARRAY = new Members(Set.of(), true);

  private static Members elements(
      Evaluator array, Type[] types, @Nullable Object[] row, Execution execution) {
    ArrayValue values = (ArrayValue) array.evaluate(row, execution);
    if (values == null) {
      return NO_ARRAY;
    }
    Set<RowKey> keys = new HashSet<>();
    boolean hasNull = false;
    for (Object value : values.elements()) {
      if (value == null) {
        hasNull = true;
      } else {
        keys.add(new RowKey(new Object[] {value}, types));
      }
    }
    return new Members(keys, hasNull);
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
