package dev.tusk.executor.expression;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Subqueries in expressions. One that names no outer row runs once an execution and its answer is
 * kept; {@code = ANY} over such a one becomes a probe of a hash set.
 */
final class SubqueryCompiler {
  private final ExpressionCompiler compiler;

  SubqueryCompiler(ExpressionCompiler compiler) {
    this.compiler = compiler;
  }

  private record Kept(@Nullable Object value) {}

  Evaluator compile(Expression.Subquery subquery) {
    boolean correlated = !subquery.outerValues().isEmpty() || OuterReads.in(subquery.plan());
    return switch (subquery.kind()) {
      case SCALAR -> correlated ? scalar(subquery) : once(subquery, scalar(subquery));
      case EXISTS -> correlated ? exists(subquery) : once(subquery, exists(subquery));
      case ARRAY -> correlated ? array(subquery) : once(subquery, array(subquery));
      case ANY, ALL -> correlated ? quantified(subquery) : kept(subquery);
    };
  }

  private static Evaluator once(Expression.Subquery subquery, Evaluator evaluator) {
    return (row, execution) ->
        execution.memo(subquery, () -> new Kept(evaluator.evaluate(row, execution))).value();
  }

  private RowSource open(
      Expression.Subquery subquery,
      Evaluator[] outerValues,
      @Nullable Object[] row,
      Execution execution) {
    @Nullable Object[] slots = execution.slots();
    for (int i = 0; i < outerValues.length; i++) {
      slots[subquery.firstSlot() + i] = outerValues[i].evaluate(row, execution);
    }
    return execution.open(subquery.plan());
  }

  private Evaluator scalar(Expression.Subquery subquery) {
    Evaluator[] outerValues = compiler.compileAll(subquery.outerValues());
    return (row, execution) -> {
      try (RowSource rows = open(subquery, outerValues, row, execution)) {
        @Nullable Object[] first = rows.next();
        if (first == null) {
          return null;
        }
        if (rows.next() != null) {
          throw SqlException.of(
              SqlState.CARDINALITY_VIOLATION,
              "more than one row returned by a subquery used as an expression");
        }
        return first[0];
      }
    };
  }

  private Evaluator exists(Expression.Subquery subquery) {
    Evaluator[] outerValues = compiler.compileAll(subquery.outerValues());
    return (row, execution) -> {
      try (RowSource rows = open(subquery, outerValues, row, execution)) {
        return rows.next() != null;
      }
    };
  }

  private Evaluator array(Expression.Subquery subquery) {
    Evaluator[] outerValues = compiler.compileAll(subquery.outerValues());
    boolean nested = subquery.plan().types().getFirst() == subquery.type();
    Type element = ArrayCompiler.elementType(subquery.type());
    return (row, execution) -> {
      List<@Nullable Object> elements = new ArrayList<>();
      List<ArrayValue> arrays = new ArrayList<>();
      try (RowSource rows = open(subquery, outerValues, row, execution)) {
        for (@Nullable Object[] r = rows.next(); r != null; r = rows.next()) {
          if (nested) {
            arrays.add(ArrayValue.gathered(arrays, r[0]));
          } else {
            elements.add(r[0]);
          }
        }
      }
      return nested ? ArrayValue.stacked(element, arrays) : ArrayValue.of(element, elements);
    };
  }

  /** ANY and ALL of a subquery run anew for each row. */
  private Evaluator quantified(Expression.Subquery subquery) {
    Evaluator[] outerValues = compiler.compileAll(subquery.outerValues());
    Evaluator[] left = compiler.compileAll(subquery.left());
    Evaluator test = compiler.compile(test(subquery));
    boolean all = subquery.kind() == Expression.SubqueryKind.ALL;
    return (row, execution) -> {
      @Nullable Object[] leftValues = CallCompiler.evaluateAll(left, row, execution);
      boolean unknown = false;
      try (RowSource rows = open(subquery, outerValues, row, execution)) {
        for (@Nullable Object[] r = rows.next(); r != null; r = rows.next()) {
          Object holds = test.evaluate(joined(leftValues, r), execution);
          if (holds == null) {
            unknown = true;
          } else if ((Boolean) holds != all) {
            return !all;
          }
        }
      }
      return unknown ? null : all;
    };
  }

  private static Expression test(Expression.Subquery subquery) {
    Expression test = subquery.test();
    if (test == null) {
      throw new IllegalStateException("ANY and ALL come with a test");
    }
    return test;
  }

  private static @Nullable Object[] joined(@Nullable Object[] left, @Nullable Object[] right) {
    @Nullable Object[] both = new Object[left.length + right.length];
    System.arraycopy(left, 0, both, 0, left.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  /**
   * The rows of an uncorrelated ANY or ALL.
   *
   * @param keys those without NULL, when the test is an equality
   * @param partial those with NULL, by which fields they have: they may make the answer NULL
   */
  private record Rows(
      List<@Nullable Object[]> rows,
      @Nullable Set<RowKey> keys,
      Map<List<Integer>, Set<RowKey>> partial) {

    /** Whether a row with NULL has the same values wherever it has any. */
    boolean mayContain(@Nullable Object[] values, Type[] types) {
      for (Map.Entry<List<Integer>, Set<RowKey>> rows : partial.entrySet()) {
        if (rows.getValue().contains(part(values, types, rows.getKey()))) {
          return true;
        }
      }
      return false;
    }

    static RowKey part(@Nullable Object[] values, Type[] types, List<Integer> fields) {
      return new RowKey(
          fields.stream().map(i -> values[i]).toArray(),
          fields.stream().map(i -> types[i]).toArray(Type[]::new));
    }

    static List<Integer> present(@Nullable Object[] row) {
      return IntStream.range(0, row.length).filter(i -> row[i] != null).boxed().toList();
    }
  }

  private Evaluator kept(Expression.Subquery subquery) {
    Evaluator[] none = {};
    Evaluator[] left = compiler.compileAll(subquery.left());
    Evaluator test = compiler.compile(test(subquery));
    boolean all = subquery.kind() == Expression.SubqueryKind.ALL;
    Type[] types = all ? null : equalityTypes(subquery);
    return (row, execution) -> {
      Rows rows =
          execution.memo(
              subquery,
              () -> {
                try (RowSource source = open(subquery, none, row, execution)) {
                  return collect(source, types);
                }
              });
      @Nullable Object[] leftValues = CallCompiler.evaluateAll(left, row, execution);
      Set<RowKey> keys = rows.keys();
      if (keys == null || types == null) {
        return compareAll(rows.rows(), leftValues, test, all, execution);
      }
      if (!CallCompiler.hasNull(leftValues)) {
        if (keys.contains(new RowKey(leftValues, types))) {
          return true;
        }
        return rows.mayContain(leftValues, types) ? null : (Object) false;
      }
      if (types.length == 1) {
        return rows.rows().isEmpty() ? (Object) false : null;
      }
      return compareAll(rows.rows(), leftValues, test, false, execution);
    };
  }

  private static @Nullable Object compareAll(
      List<@Nullable Object[]> rows,
      @Nullable Object[] left,
      Evaluator test,
      boolean all,
      Execution execution) {
    boolean unknown = false;
    for (@Nullable Object[] r : rows) {
      execution.checkCancelled();
      Object holds = test.evaluate(joined(left, r), execution);
      if (holds == null) {
        unknown = true;
      } else if ((Boolean) holds != all) {
        return !all;
      }
    }
    return unknown ? null : all;
  }

  private static Rows collect(RowSource source, Type @Nullable [] types) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Set<RowKey> keys = types == null ? null : new HashSet<>();
    Map<List<Integer>, Set<RowKey>> partial = new HashMap<>();
    for (@Nullable Object[] r = source.next(); r != null; r = source.next()) {
      rows.add(r);
      if (keys != null && types != null) {
        RowKey key = new RowKey(r, types);
        if (key.hasNull()) {
          List<Integer> present = Rows.present(r);
          partial.computeIfAbsent(present, _ -> new HashSet<>()).add(Rows.part(r, types, present));
        } else {
          keys.add(key);
        }
      }
    }
    return new Rows(rows, keys, partial);
  }

  /**
   * The types to hash by when the test is {@code left = field}, and'ed over all fields and with
   * both sides of one type; else null.
   */
  private static Type @Nullable [] equalityTypes(Expression.Subquery subquery) {
    Expression test = test(subquery);
    List<Expression> terms =
        test instanceof Expression.And(var operands, _) ? operands : List.of(test);
    int count = subquery.left().size();
    if (terms.size() != count) {
      return null;
    }
    Type[] types = new Type[count];
    for (int i = 0; i < count; i++) {
      if (!(terms.get(i) instanceof Expression.Call(var function, var arguments, _, _))
          || !Equalities.isEquality(function)
          || !(arguments.get(0) instanceof Expression.Input(var l, var leftType))
          || !(arguments.get(1) instanceof Expression.Input(var r, var rightType))
          || l != i
          || r != count + i
          || leftType != rightType) {
        return null;
      }
      types[i] = leftType;
    }
    return types;
  }
}
