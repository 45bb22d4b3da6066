package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.table.TableAccess;
import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PolicyMoment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** INSERT, with ON CONFLICT. All rows are inserted before the first RETURNING row is given. */
final class Insert implements Operator {
  private final PhysicalPlan.Insert plan;
  private final Operator input;
  private final boolean counted;
  private final Evaluator[] returning;
  private final ReturnedVersion version;
  private final ViewChecks checks;
  private final PolicyChecks policies;
  private final @Nullable Evaluator conflictWhere;
  private final Assignments assignments;

  /** A row that the statement has written. */
  private record Place(long table, long rowId) {}

  /** The live columns and the system columns. */
  private final List<Integer> allColumns;

  Insert(PhysicalPlan.Insert plan, Operator input, boolean counted, ExpressionCompiler compiler) {
    this.plan = plan;
    this.input = input;
    this.counted = counted;
    this.returning = compiler.compileAll(plan.returning());
    int live = liveColumns(plan.table()).size();
    this.version =
        ReturnedVersion.of(
            plan.table(),
            plan.returning(),
            Stream.of(PhysicalPlan.XMIN, PhysicalPlan.XMAX, PhysicalPlan.CMIN)
                .map(column -> live + PhysicalPlan.SYSTEM_COLUMNS.indexOf(column))
                .toList());
    this.checks = new ViewChecks(plan.table(), plan.checks(), compiler);
    this.policies = new PolicyChecks(plan.policies(), compiler);
    PhysicalPlan.OnConflict onConflict = plan.onConflict();
    this.conflictWhere = onConflict == null ? null : compiler.compileOrNull(onConflict.where());
    this.assignments =
        new Assignments(
            plan.table(), onConflict == null ? List.of() : onConflict.assignments(), compiler);
    this.allColumns = new ArrayList<>(liveColumns(plan.table()));
    allColumns.addAll(PhysicalPlan.SYSTEM_COLUMNS);
  }

  static List<Integer> liveColumns(Table table) {
    return table.columns().stream().filter(c -> !c.dropped()).map(Column::number).toList();
  }

  @Override
  public RowSource open(PlanExecution execution) {
    return new Lazy(() -> run(execution));
  }

  private List<@Nullable Object[]> run(PlanExecution execution) {
    TableWriter writer = execution.tables().writer(plan.table());
    writer.begin(Operation.INSERT, Set.of());
    if (updates()) {
      writer.begin(Operation.UPDATE, assignments.columns());
    }
    List<@Nullable Object[]> returned = new ArrayList<>();
    Set<Place> touched = plan.onConflict() == null ? Set.of() : new HashSet<>();
    try (RowSource rows = input.open(execution)) {
      for (@Nullable Object[] values = rows.next(); values != null; values = rows.next()) {
        execution.checkCancelled();
        @Nullable Object[] row = writer.beforeInsert(values);
        if (row == null) {
          continue;
        }
        checkPolicies(PolicyMoment.INSERT, row, writer, execution);
        if (plan.onConflict() == null) {
          inserted(writer.insert(row), false, row, writer, returned, execution);
        } else {
          insertOrResolve(plan.onConflict(), row, writer, touched, returned, execution);
        }
      }
    }
    writer.finish();
    return returned;
  }

  /** Before constraints are asked, which might tell of other rows. */
  private void checkPolicies(
      PolicyMoment when, @Nullable Object[] row, TableWriter writer, PlanExecution execution) {
    if (!policies.isEmpty()) {
      writer.complete(row);
      policies.check(when, whole(0, false, row, writer), execution);
    }
  }

  private @Nullable Object[] whole(
      long rowId, boolean updated, @Nullable Object[] values, TableWriter writer) {
    return Rows.join(
        values,
        new @Nullable Object[] {
          rowId,
          writer.tableOid(),
          writer.xid(),
          updated ? writer.xid() : (Object) 0L,
          writer.command(),
          writer.place()
        });
  }

  private boolean updates() {
    PhysicalPlan.OnConflict onConflict = plan.onConflict();
    return onConflict != null && !onConflict.assignments().isEmpty();
  }

  private void inserted(
      long rowId,
      boolean updated,
      @Nullable Object[] values,
      TableWriter writer,
      List<@Nullable Object[]> returned,
      PlanExecution execution) {
    if (counted) {
      execution.countProcessed();
    }
    if (returning.length > 0 || !checks.isEmpty()) {
      @Nullable Object[] row = whole(rowId, updated, values, writer);
      checks.check(row, execution);
      if (returning.length > 0) {
        version.check(writer);
        returned.add(Rows.evaluate(returning, row, execution));
      }
    }
  }

  private void insertOrResolve(
      PhysicalPlan.OnConflict onConflict,
      @Nullable Object[] values,
      TableWriter writer,
      Set<Place> touched,
      List<@Nullable Object[]> returned,
      PlanExecution execution) {
    while (true) {
      long existing = writer.findConflict(values, onConflict.arbiters());
      if (existing == TableAccess.GONE) {
        long rowId = writer.insert(values);
        touched.add(new Place(writer.tableOid(), rowId));
        inserted(rowId, false, values, writer, returned, execution);
        return;
      }
      if (onConflict.assignments().isEmpty()) {
        writer.checkSeen(existing);
        return;
      }
      if (touched.contains(new Place(writer.tableOid(), existing))) {
        throw SqlException.of(
                SqlState.CARDINALITY_VIOLATION,
                "ON CONFLICT DO UPDATE command cannot affect row a second time")
            .withHint(
                "Ensure that no rows proposed for insertion within the same command have"
                    + " duplicate constrained values.");
      }
      long locked = writer.lock(existing, false);
      if (locked == existing) {
        updateExisting(locked, values, writer, touched, returned, execution);
        return;
      }
      execution.functions().checkCancelled();
    }
  }

  private void updateExisting(
      long rowId,
      @Nullable Object[] excluded,
      TableWriter writer,
      Set<Place> touched,
      List<@Nullable Object[]> returned,
      PlanExecution execution) {
    @Nullable Object[] existing = writer.version(rowId, allColumns);
    if (existing == null) {
      throw new IllegalStateException("a locked row is gone");
    }
    int xmax = excluded.length + PhysicalPlan.SYSTEM_COLUMNS.indexOf(PhysicalPlan.XMAX);
    existing[xmax] = writer.xid(); // It is locked.
    @Nullable Object[] before = Arrays.copyOf(existing, excluded.length);
    @Nullable Object[] both = Rows.join(existing, excluded);
    // Before WHERE, which may tell something of a row that the role must not see.
    policies.check(PolicyMoment.CONFLICT, existing, execution);
    if (conflictWhere != null && !conflictWhere.holds(both, execution)) {
      return;
    }
    @Nullable Object[] after =
        writer.beforeUpdate(before, assignments.apply(before, both, execution));
    if (after == null) {
      return;
    }
    checkPolicies(PolicyMoment.UPDATE, after, writer, execution);
    long newId = writer.update(rowId, before, after, true);
    touched.add(new Place(writer.tableOid(), newId));
    inserted(newId, true, after, writer, returned, execution);
  }
}
