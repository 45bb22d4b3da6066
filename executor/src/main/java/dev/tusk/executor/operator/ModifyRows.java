package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.table.TableAccess;
import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PolicyMoment;
import dev.tusk.sql.plan.VersionFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE and DELETE: locks each row found, looks at it again when another transaction changed it
 * meanwhile, then changes it.
 *
 * <p>All rows are found before the first is changed, so that the statement never meets its own
 * work; all are changed before the first RETURNING row is given.
 */
final class ModifyRows implements Operator {
  private final Table table;
  private final Operator input;
  private final @Nullable Evaluator recheck;
  private final Evaluator[] returning;
  private final ReturnedVersion version;
  private final ViewChecks checks;
  private final PolicyChecks policies;
  private final @Nullable Assignments assignments;
  private final List<Integer> liveColumns;
  private final NewestVersion newest;
  private final VersionFields versions;
  private final boolean counted;

  private ModifyRows(
      Table table,
      Operator input,
      @Nullable Expression recheck,
      VersionFields versions,
      List<PhysicalPlan.ViewCheck> checks,
      PolicyChecks policies,
      List<Expression> returning,
      @Nullable Assignments assignments,
      boolean counted,
      ExpressionCompiler compiler) {
    this.table = table;
    this.input = input;
    this.versions = versions;
    this.recheck = compiler.compileOrNull(recheck);
    this.returning = compiler.compileAll(returning);
    this.version =
        ReturnedVersion.of(
            table, returning, List.of(versions.xmin(), versions.xmax(), versions.cmin()));
    this.checks = new ViewChecks(table, checks, compiler);
    this.policies = policies;
    this.assignments = assignments;
    this.liveColumns = Insert.liveColumns(table);
    this.newest = new NewestVersion(table, versions);
    this.counted = counted;
  }

  static ModifyRows update(
      PhysicalPlan.Update plan, Operator input, boolean counted, ExpressionCompiler compiler) {
    return new ModifyRows(
        plan.table(),
        input,
        plan.recheck(),
        plan.versions(),
        plan.checks(),
        new PolicyChecks(plan.policies(), compiler),
        plan.returning(),
        new Assignments(plan.table(), plan.assignments(), compiler),
        counted,
        compiler);
  }

  static ModifyRows delete(
      PhysicalPlan.Delete plan, Operator input, boolean counted, ExpressionCompiler compiler) {
    return new ModifyRows(
        plan.table(),
        input,
        plan.recheck(),
        plan.versions(),
        List.of(),
        new PolicyChecks(List.of(), compiler),
        plan.returning(),
        null,
        counted,
        compiler);
  }

  @Override
  public RowSource open(PlanExecution execution) {
    return new Lazy(() -> run(execution));
  }

  private List<@Nullable Object[]> run(PlanExecution execution) {
    TableWriter writer = execution.tables().writer(table);
    if (assignments == null) {
      writer.begin(Operation.DELETE, Set.of());
    } else {
      writer.begin(Operation.UPDATE, assignments.columns());
    }
    List<@Nullable Object[]> found = Rows.drain(input.open(execution), execution);
    List<@Nullable Object[]> returned = new ArrayList<>();
    for (@Nullable Object[] row : found) {
      execution.checkCancelled();
      modify(row, writer, returned, execution);
    }
    writer.finish();
    return returned;
  }

  private void modify(
      @Nullable Object[] found,
      TableWriter writer,
      List<@Nullable Object[]> returned,
      PlanExecution execution) {
    int width = liveColumns.size();
    Long rowId = (Long) found[width];
    if (rowId == null) {
      return;
    }
    newest.tell(found, writer);
    @Nullable Object[] row = found;
    @Nullable Object[] before = Arrays.copyOf(row, width);
    @Nullable Object[] after = after(before, row, execution);
    long locked = writer.lock(rowId, writer.locksKey(before, after));
    if (locked == TableAccess.GONE) {
      return;
    }
    if (locked != rowId) {
      row = newest.in(found, locked, writer);
      if (row == null || (recheck != null && !recheck.holds(row, execution))) {
        return;
      }
      before = Arrays.copyOf(row, width);
      after = after(before, row, execution);
    }
    long newId = locked;
    boolean deleted = after == null;
    if (after == null) {
      if (!writer.beforeDelete(before)) {
        return;
      }
      writer.delete(locked, before);
      after = before;
    } else {
      after = writer.beforeUpdate(before, after);
      if (after == null) {
        return;
      }
      checkPolicies(row, after, locked, writer, execution);
      newId = writer.update(locked, before, after, false);
      if (newId == TableAccess.GONE) {
        return;
      }
    }
    if (counted) {
      execution.countProcessed();
    }
    if (returning.length > 0 || !checks.isEmpty()) {
      @Nullable Object[] result = row.clone();
      System.arraycopy(after, 0, result, 0, width);
      result[width] = newId;
      stamp(result, deleted, writer);
      checks.check(result, execution);
      if (returning.length > 0) {
        version.check(writer);
        returned.add(Rows.evaluate(returning, result, execution));
      }
    }
  }

  /** Before constraints are asked, which might tell of other rows. */
  private void checkPolicies(
      @Nullable Object[] row,
      @Nullable Object[] after,
      long rowId,
      TableWriter writer,
      PlanExecution execution) {
    if (policies.isEmpty()) {
      return;
    }
    writer.complete(after);
    @Nullable Object[] now = row.clone();
    System.arraycopy(after, 0, now, 0, after.length);
    now[after.length] = rowId;
    stamp(now, false, writer);
    policies.check(PolicyMoment.UPDATE, now, execution);
  }

  /** Puts into a row given back who wrote it, which is us, or who deleted it. */
  private void stamp(@Nullable Object[] row, boolean deleted, TableWriter writer) {
    if (versions.tableOid() >= 0) {
      row[versions.tableOid()] = writer.tableOid();
    }
    if (versions.xmin() >= 0 && !deleted) {
      row[versions.xmin()] = writer.xid();
    }
    if (versions.xmax() >= 0) {
      row[versions.xmax()] = deleted ? writer.xid() : (Object) 0L;
    }
    if (versions.cmin() >= 0) {
      row[versions.cmin()] = writer.command();
    }
    if (versions.ctid() >= 0 && !deleted) {
      row[versions.ctid()] = writer.place();
    }
  }

  /** The row's columns after the UPDATE; null for DELETE. */
  private @Nullable Object @Nullable [] after(
      @Nullable Object[] before, @Nullable Object[] row, PlanExecution execution) {
    return assignments == null ? null : assignments.apply(before, row, execution);
  }
}
