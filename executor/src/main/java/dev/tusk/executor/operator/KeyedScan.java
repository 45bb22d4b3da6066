package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Equalities;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.RowKey;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scan that a correlated subquery or a lateral join opens again and again, each time for the rows
 * whose key equals another outer value: {@code where t.a = outer.b}.
 *
 * <p>All openings of an execution share one reading of the table. It goes on only when somebody
 * wants a row that has not been read yet, and what it reads is kept by key; so every row is read
 * once at most, and never one more than the plain scans would have read. The first opening is such
 * a plain scan, as there may be no second. Rows come in the same order as from plain scans.
 */
final class KeyedScan implements Operator {
  /** Rows that are kept; in a larger table every opening scans for itself. */
  private static final int MOST_ROWS = 250_000;

  private final Operator input;
  private final Evaluator whole;
  private final Evaluator[] keys;
  private final Evaluator[] wanted;
  private final Type[] types;
  private final @Nullable Evaluator rest;
  private final int query;

  private KeyedScan(
      Operator input,
      int query,
      Evaluator whole,
      Evaluator[] keys,
      Evaluator[] wanted,
      Type[] types,
      @Nullable Evaluator rest) {
    this.input = input;
    this.query = query;
    this.whole = whole;
    this.keys = keys;
    this.wanted = wanted;
    this.types = types;
    this.rest = rest;
  }

  /**
   * Null when no part of the condition compares a column with an outer value.
   *
   * @param input gives the same rows whenever it is opened in an execution
   * @param query the query of WITH that it reads; negative for a table
   */
  static @Nullable KeyedScan of(
      Operator input, int query, Expression condition, ExpressionCompiler compiler) {
    List<Expression> conjuncts =
        condition instanceof Expression.And(var operands, _) ? operands : List.of(condition);
    List<Expression> keys = new ArrayList<>();
    List<Expression> wanted = new ArrayList<>();
    List<Expression> rest = new ArrayList<>();
    for (Expression conjunct : conjuncts) {
      Equalities.Sides sides = Equalities.columnAndOuter(conjunct);
      if (sides == null) {
        rest.add(conjunct);
      } else {
        keys.add(sides.column());
        wanted.add(sides.outer());
      }
    }
    if (keys.isEmpty()) {
      return null;
    }
    return new KeyedScan(
        input,
        query,
        compiler.compile(condition),
        compiler.compileAll(keys),
        compiler.compileAll(wanted),
        keys.stream().map(Expression::type).toArray(Type[]::new),
        rest.isEmpty() ? null : compiler.compile(new Expression.And(rest, condition.type())));
  }

  int query() {
    return query;
  }

  @Override
  public RowSource open(PlanExecution execution) {
    Table table = execution.memo(this, Table::new);
    if (table.openings++ == 0 || table.given) {
      return new Filter(input.open(execution), whole, execution);
    }
    RowKey key = new RowKey(Rows.evaluate(wanted, Limit.NO_FIELDS, execution), types);
    if (key.hasNull()) {
      return new Rows(List.of());
    }
    return new Opening(table, key, execution);
  }

  /** What has been read so far in an execution. */
  private static final class Table {
    private final Map<RowKey, List<@Nullable Object[]>> rows = new HashMap<>();
    private @Nullable RowSource source;
    private int openings;
    private int count;
    private boolean complete;

    /** The table is too large: nothing is kept any more. */
    private boolean given;
  }

  private final class Opening implements RowSource {
    private final Table table;
    private final RowKey key;
    private final PlanExecution execution;
    private final List<@Nullable Object[]> matching;
    private int next;
    private @Nullable RowSource own;

    Opening(Table table, RowKey key, PlanExecution execution) {
      this.table = table;
      this.key = key;
      this.execution = execution;
      this.matching = table.rows.computeIfAbsent(key, _ -> new ArrayList<>(2));
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      for (@Nullable Object[] row = nextMatching(); row != null; row = nextMatching()) {
        if (rest == null || rest.holds(row, execution)) {
          return row;
        }
        execution.checkCancelled();
      }
      return null;
    }

    private @Nullable Object @Nullable [] nextMatching() {
      while (next == matching.size() && own == null) {
        if (table.complete) {
          return null;
        }
        if (table.given) {
          own = remaining();
        } else {
          readOne();
        }
      }
      if (next < matching.size()) {
        return matching.get(next++);
      }
      RowSource alone = java.util.Objects.requireNonNull(own);
      for (@Nullable Object[] row = alone.next(); row != null; row = alone.next()) {
        if (key.equals(new RowKey(Rows.evaluate(keys, row, execution), types))) {
          return row;
        }
        execution.checkCancelled();
      }
      return null;
    }

    private void readOne() {
      RowSource source = table.source;
      if (source == null) {
        source = input.open(execution);
        table.source = source;
      }
      execution.checkCancelled();
      @Nullable Object[] row = source.next();
      if (row == null) {
        table.complete = true;
        source.close();
        return;
      }
      RowKey rowKey = new RowKey(Rows.evaluate(keys, row, execution), types);
      if (!rowKey.hasNull()) {
        table.rows.computeIfAbsent(rowKey, _ -> new ArrayList<>(2)).add(row);
      }
      if (++table.count == MOST_ROWS) {
        table.given = true;
        table.rows.clear();
        source.close();
      }
    }

    /** A scan of what the shared one had not read when it was given up. */
    private RowSource remaining() {
      RowSource scan = input.open(execution);
      for (int i = 0; i < table.count; i++) {
        scan.next();
        execution.checkCancelled();
      }
      return scan;
    }

    @Override
    public void close() {
      if (own != null) {
        own.close();
      }
    }
  }
}
