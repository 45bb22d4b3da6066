package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.Fold;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.Known;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.table.TableAccess;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a {@link CompiledPlan}: its parameters, slots, kept answers and row count. */
public final class PlanExecution implements Execution {
  private final CompiledPlan plan;
  private final @Nullable Object[] parameters;
  private final @Nullable Object[] slots;
  private final FunctionContext functions;
  private final TableAccess tables;
  private final Map<Integer, CteRows> ctes = new HashMap<>();
  private final Map<PhysicalPlan, PlanActuals> actuals = new IdentityHashMap<>();
  private final Map<Expression, Known> known = new IdentityHashMap<>();
  private @Nullable Map<Object, Object> memo;

  /** Which queries of WITH were read for a kept answer. */
  private final Map<Object, Set<Integer>> readFor = new IdentityHashMap<>();

  /** The same of answers that are being found, the innermost last. */
  private final Deque<Set<Integer>> reading = new ArrayDeque<>();

  private @Nullable StepRows stepRows;
  private long processed;
  private boolean comparesWithExact;
  private Map<Long, Long> askedRows = Map.of();
  private final int checkMask;
  private int sinceCheck;

  /**
   * @param parameters of the plan's parameter types, folded literals included
   */
  public PlanExecution(
      CompiledPlan plan,
      @Nullable Object[] parameters,
      FunctionContext functions,
      TableAccess tables) {
    this.plan = plan;
    this.parameters = parameters;
    this.slots = new Object[plan.slots()];
    this.functions = functions;
    this.tables = tables;
    this.checkMask = functions.inPlace() ? 3 : 63;
  }

  /** A step of the run, under another view of the tables. */
  private PlanExecution(PlanExecution whole, TableAccess tables) {
    this.plan = whole.plan;
    this.parameters = whole.parameters;
    this.slots = whole.slots;
    this.functions = whole.functions;
    this.tables = tables;
    this.checkMask = whole.checkMask;
    this.known.putAll(whole.known);
  }

  /** Runs a statement that rules made to its end. */
  List<@Nullable Object[]> step(Operator statement) {
    TableAccess own = tables.next();
    try {
      PlanExecution step = new PlanExecution(this, own);
      List<@Nullable Object[]> rows = Rows.drain(statement.open(step), step);
      own.finish();
      processed += step.processed;
      actuals.putAll(step.actuals);
      return rows;
    } finally {
      own.end();
    }
  }

  /** Where the rows go that rules' queries give beside the statement; nowhere without this. */
  public void tellTo(StepRows receiver) {
    stepRows = receiver;
  }

  void tell(List<OutputColumn> columns, List<@Nullable Object[]> rows) {
    if (stepRows != null) {
      stepRows.rows(columns, rows);
    }
  }

  /** Starts the run. What modifies data is run to its end before the first row is given. */
  public RowSource open() {
    fold();
    RowSource rows = plan.root().open(this);
    return plan.modifiesData() ? new Lazy(() -> finished(rows)) : rows;
  }

  private List<@Nullable Object[]> finished(RowSource rows) {
    List<@Nullable Object[]> all = Rows.drain(rows, this);
    tables.finish();
    return all;
  }

  /** Computes what is constant, as planning does in PostgreSQL, and fails where that fails. */
  public void fold() {
    Fold constants = plan.constants();
    if (constants != null) {
      constants.fold(this);
    }
  }

  /** Rows that the statement's INSERT, UPDATE or DELETE changed, for the command tag. */
  public long processed() {
    return processed;
  }

  void countProcessed() {
    processed++;
  }

  /** What EXPLAIN ANALYZE measured of a node; null when it never ran or was not measured. */
  public @Nullable PlanActuals actuals(PhysicalPlan node) {
    return actuals.get(node);
  }

  /** Whether measured searches by an index are compared with exact ones. */
  public void comparesWithExact(boolean asked) {
    comparesWithExact = asked;
  }

  boolean comparesWithExact() {
    return comparesWithExact;
  }

  /** Asks what becomes of rows in measured searches: by their tables' OIDs. */
  public void asksFor(Map<Long, Long> rowIds) {
    askedRows = Map.copyOf(rowIds);
  }

  /** The row of a table that is asked for; null for none. */
  @Nullable Long askedRow(long tableOid) {
    return askedRows.get(tableOid);
  }

  PlanActuals measure(PhysicalPlan node) {
    return actuals.computeIfAbsent(node, _ -> new PlanActuals());
  }

  TableAccess tables() {
    return tables;
  }

  void define(int id, CteRows rows) {
    if (ctes.put(id, rows) != null) {
      forget(id);
    }
  }

  /** A WITH is read for another outer row: what was kept of its query holds no longer. */
  private void forget(int id) {
    Map<Object, Object> kept = memo;
    if (kept != null) {
      kept.keySet().removeIf(key -> key instanceof KeyedScan scan && scan.query() == id);
      readFor.forEach((key, queries) -> {
        if (queries.contains(id)) {
          kept.remove(key);
        }
      });
    }
  }

  CteRows cte(int id) {
    Set<Integer> queries = reading.peekLast();
    if (queries != null) {
      queries.add(id);
    }
    CteRows rows = ctes.get(id);
    if (rows == null) {
      throw new IllegalStateException("no query of WITH has id " + id);
    }
    return rows;
  }

  @Override
  public @Nullable Object[] parameters() {
    return parameters;
  }

  @Override
  public @Nullable Object[] slots() {
    return slots;
  }

  @Override
  public FunctionContext functions() {
    return functions;
  }

  @Override
  public RowSource open(PhysicalPlan subplan) {
    return plan.operator(subplan).open(this);
  }

  @Override
  @SuppressWarnings("unchecked") // each key is used with one type, by the expression that owns it
  public <T> T memo(Object key, Supplier<T> first) {
    Map<Object, Object> kept = memo;
    if (kept == null) {
      kept = new IdentityHashMap<>();
      memo = kept;
    }
    Object known = kept.get(key);
    if (known == null) {
      Set<Integer> queries = new HashSet<>();
      reading.addLast(queries);
      try {
        known = first.get();
      } finally {
        reading.removeLast();
      }
      kept.put(key, known);
      readFor.put(key, queries);
    }
    Set<Integer> around = reading.peekLast();
    if (around != null) {
      around.addAll(readFor.getOrDefault(key, Set.of()));
    }
    return (T) known;
  }

  @Override
  public Known known(Expression expression, Supplier<Known> first) {
    Known found = known.get(expression);
    if (found == null) {
      found = first.get();
      known.put(expression, found);
    }
    return found;
  }

  /** Asks the session at every 64th call only, in place at every fourth. */
  @Override
  public void checkCancelled() {
    if ((++sinceCheck & checkMask) == 0) {
      functions.checkCancelled();
    }
  }
}
