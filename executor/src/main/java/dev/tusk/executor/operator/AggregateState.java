package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.RowKey;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.Expression.AggregateCall;
import dev.tusk.sql.plan.SortKey;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate over one group: filter, strictness, DISTINCT and ORDER BY around an accumulator.
 */
final class AggregateState {
  /** What counts or compares gives the same in any order. */
  private static final Set<String> INDIFFERENT =
      Set.of("count", "min", "max", "bool_and", "bool_or", "every", "bit_and", "bit_or");

  private final Compiled call;
  private final PlanExecution execution;
  private final Accumulator accumulator;
  private final @Nullable Set<RowKey> seen;
  private final @Nullable List<RowOrder.Keyed> toSort;

  /** An aggregate call, compiled once a plan. */
  static final class Compiled {
    private final AggregateCall call;
    private final FunctionBody.Aggregate body;
    private final Evaluator[] arguments;
    private final @Nullable Evaluator filter;
    private final RowOrder order;
    private final Type[] types;

    Compiled(AggregateCall call, ExpressionCompiler compiler, FunctionBody body) {
      this.call = call;
      if (!(body instanceof FunctionBody.Aggregate aggregate)) {
        throw SqlException.notSupported("aggregate function " + call.function().key());
      }
      this.body = aggregate;
      List<Expression> inputs = inputs(call);
      this.arguments = compiler.compileAll(inputs);
      this.filter = compiler.compileOrNull(call.filter());
      this.order = new RowOrder(order(call, inputs), compiler);
      this.types = inputs.stream().map(Expression::type).toArray(Type[]::new);
    }

    /**
     * The written order, and behind it the values' own where DISTINCT sorts them, as PostgreSQL's
     * does ({@code transformDistinctClause}), if the result shows it.
     */
    private static List<SortKey> order(AggregateCall call, List<Expression> inputs) {
      if (!call.distinct()
          || call.function().routine() == null && INDIFFERENT.contains(call.function().name())
          || !inputs.stream().allMatch(input -> input.type().ordered())) {
        return call.orderBy();
      }
      List<SortKey> keys = new ArrayList<>(call.orderBy());
      for (Expression input : inputs) {
        if (keys.stream().noneMatch(key -> key.expression().equals(input))) {
          keys.add(new SortKey(input, false, false));
        }
      }
      return keys;
    }

    /** Whether PostgreSQL sorts for it, and so never finds its groups by hashing. */
    boolean ordered() {
      return call.distinct()
          || !call.orderBy().isEmpty()
          || call.function().arguments().size() > call.arguments().size();
    }

    /**
     * What the accumulator is given: the arguments, and for an ordered-set aggregate, which
     * declares more than are written in its parentheses, the columns of WITHIN GROUP.
     */
    static List<Expression> inputs(AggregateCall call) {
      if (call.function().arguments().size() <= call.arguments().size()) {
        return call.arguments();
      }
      List<Expression> inputs = new ArrayList<>(call.arguments());
      call.orderBy().forEach(key -> inputs.add(key.expression()));
      return inputs;
    }

    AggregateState start(PlanExecution execution) {
      return new AggregateState(this, execution);
    }
  }

  private AggregateState(Compiled call, PlanExecution execution) {
    this.call = call;
    this.execution = execution;
    this.accumulator = call.body.start(execution.functions());
    this.seen = call.call.distinct() ? new HashSet<>() : null;
    this.toSort = call.order.isEmpty() ? null : new ArrayList<>();
  }

  void add(@Nullable Object[] row) {
    if (call.filter != null && !call.filter.holds(row, execution)) {
      return;
    }
    @Nullable Object[] values = Rows.evaluate(call.arguments, row, execution);
    if (call.call.function().strict() && hasNull(values)) {
      return;
    }
    if (seen != null && !seen.add(new RowKey(values, call.types))) {
      return;
    }
    if (toSort == null) {
      accumulator.add(values);
    } else {
      toSort.add(new RowOrder.Keyed(values, call.order.keysOf(row, execution)));
    }
  }

  private static boolean hasNull(@Nullable Object[] values) {
    for (Object value : values) {
      if (value == null) {
        return true;
      }
    }
    return false;
  }

  @Nullable Object result() {
    if (toSort != null) {
      RowOrder.Keyed[] sorted = toSort.toArray(RowOrder.Keyed[]::new);
      TupleSort.sort(sorted, call.order.comparator());
      for (RowOrder.Keyed keyed : sorted) {
        accumulator.add(keyed.row());
      }
      toSort.clear();
    }
    return accumulator.result();
  }
}
