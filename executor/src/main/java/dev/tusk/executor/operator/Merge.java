package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.table.TableAccess;
import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.MergeChange;
import dev.tusk.sql.plan.PolicyMoment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MERGE: for each row found the first action whose condition holds.
 *
 * <p>All rows are found before the first is changed. A row of the table that another transaction
 * changed meanwhile is looked at again: where it still belongs to the row that is merged, by its
 * newest version, where not, as one that does not.
 */
final class Merge implements Operator {
  private final PhysicalPlan.Merge plan;
  private final Operator input;
  private final boolean counted;
  private final Evaluator belongs;
  private final List<Action> actions;
  private final PolicyChecks policies;
  private final NewestVersion newest;

  /** Live columns of the table, which come first in a row. */
  private final int width;

  /** An action, compiled. */
  private record Action(boolean matched, @Nullable Evaluator condition, Change change) {}

  /** What an action does. */
  private sealed interface Change {}

  private record Update(Assignments assignments) implements Change {}

  private record Delete() implements Change {}

  private record Add(Evaluator[] row) implements Change {}

  private record Nothing() implements Change {}

  /** A row that was changed; of which table, where there are several. */
  private record Changed(@Nullable Object table, long rowId) {}

  Merge(PhysicalPlan.Merge plan, Operator input, boolean counted, ExpressionCompiler compiler) {
    this.plan = plan;
    this.input = input;
    this.counted = counted;
    this.policies = new PolicyChecks(plan.policies(), compiler);
    this.belongs = compiler.compile(plan.condition());
    this.newest = new NewestVersion(plan.table(), plan.versions());
    this.width = Insert.liveColumns(plan.table()).size();
    this.actions =
        plan.actions().stream()
            .map(action ->
                new Action(
                    action.matched(),
                    compiler.compileOrNull(action.condition()),
                    change(action.change(), compiler)))
            .toList();
  }

  private Change change(MergeChange change, ExpressionCompiler compiler) {
    return switch (change) {
      case MergeChange.Update(var assignments) ->
          new Update(new Assignments(plan.table(), assignments, compiler));
      case MergeChange.Delete _ -> new Delete();
      case MergeChange.Insert(var row) -> new Add(compiler.compileAll(row));
      case MergeChange.Nothing _ -> new Nothing();
    };
  }

  @Override
  public RowSource open(PlanExecution execution) {
    return new Lazy(() -> run(execution));
  }

  private List<@Nullable Object[]> run(PlanExecution execution) {
    TableWriter writer = execution.tables().writer(plan.table());
    writer.merges();
    begin(writer);
    List<@Nullable Object[]> found = Rows.drain(input.open(execution), execution);
    Set<Changed> changed = new HashSet<>();
    for (@Nullable Object[] row : found) {
      execution.checkCancelled();
      if (row[width] == null || !matched(row, writer, changed, execution)) {
        unmatched(row, writer, execution);
      }
    }
    writer.finish();
    return List.of();
  }

  private void begin(TableWriter writer) {
    Set<Integer> updated = new HashSet<>();
    boolean inserts = false;
    boolean deletes = false;
    for (Action action : actions) {
      switch (action.change()) {
        case Update(var assignments) -> updated.addAll(assignments.columns());
        case Add _ -> inserts = true;
        case Delete _ -> deletes = true;
        case Nothing _ -> {}
      }
    }
    if (inserts) {
      writer.begin(Operation.INSERT, Set.of());
    }
    if (!updated.isEmpty()) {
      writer.begin(Operation.UPDATE, updated);
    }
    if (deletes) {
      writer.begin(Operation.DELETE, Set.of());
    }
  }

  private @Nullable Change chosen(
      boolean matched, @Nullable Object[] row, PlanExecution execution) {
    for (Action action : actions) {
      if (action.matched() == matched
          && (action.condition() == null || action.condition().holds(row, execution))) {
        return action.change();
      }
    }
    return null;
  }

  /** Changes the table's row; false when it does not belong to the one that is merged any more. */
  private boolean matched(
      @Nullable Object[] found, TableWriter writer, Set<Changed> changed, PlanExecution execution) {
    newest.tell(found, writer);
    @Nullable Object[] row = found;
    while (true) {
      Change change = chosen(true, row, execution);
      if (change == null || change instanceof Nothing) {
        return true;
      }
      long rowId = (Long) Objects.requireNonNull(row[width]);
      @Nullable Object[] before = Arrays.copyOf(row, width);
      @Nullable Object @Nullable [] after =
          change instanceof Update(var assignments)
              ? assignments.apply(before, row, execution)
              : null;
      Changed one = new Changed(newest.table(row), rowId);
      if (changed.contains(one)) {
        throw again();
      }
      long locked = writer.lock(rowId, writer.locksKey(before, after));
      if (locked == rowId) {
        changed.add(one);
        change(row, rowId, before, after, writer, execution);
        return true;
      }
      @Nullable Object @Nullable [] next =
          locked == TableAccess.GONE ? null : newest.in(row, locked, writer);
      if (next == null || !belongs.holds(next, execution)) {
        return false;
      }
      row = next;
    }
  }

  private void change(
      @Nullable Object[] row,
      long rowId,
      @Nullable Object[] before,
      @Nullable Object @Nullable [] after,
      TableWriter writer,
      PlanExecution execution) {
    policies.check(
        after == null ? PolicyMoment.MERGE_DELETE : PolicyMoment.MERGE_UPDATE, row, execution);
    if (after == null) {
      if (!writer.beforeDelete(before)) {
        return;
      }
      writer.delete(rowId, before);
    } else {
      @Nullable Object[] now = writer.beforeUpdate(before, after);
      if (now == null) {
        return;
      }
      checkPolicies(PolicyMoment.UPDATE, row, now, writer, execution);
      if (writer.update(rowId, before, now, false) == TableAccess.GONE) {
        return;
      }
    }
    count(execution);
  }

  private void unmatched(@Nullable Object[] found, TableWriter writer, PlanExecution execution) {
    @Nullable Object[] row = found.clone();
    Arrays.fill(row, 0, width + 1, null);
    if (chosen(false, row, execution) instanceof Add(var values)) {
      @Nullable Object[] inserted = writer.beforeInsert(Rows.evaluate(values, row, execution));
      if (inserted != null) {
        checkPolicies(PolicyMoment.INSERT, row, inserted, writer, execution);
        writer.insert(inserted);
        count(execution);
      }
    }
  }

  /** Before constraints are asked, which might tell of other rows. */
  private void checkPolicies(
      PolicyMoment when,
      @Nullable Object[] row,
      @Nullable Object[] written,
      TableWriter writer,
      PlanExecution execution) {
    if (policies.isEmpty()) {
      return;
    }
    writer.complete(written);
    @Nullable Object[] now = row.clone();
    System.arraycopy(written, 0, now, 0, width);
    policies.check(when, now, execution);
  }

  private void count(PlanExecution execution) {
    if (counted) {
      execution.countProcessed();
    }
  }

  private static SqlException again() {
    return SqlException.of(
            SqlState.CARDINALITY_VIOLATION, "MERGE command cannot affect row a second time")
        .withHint("Ensure that not more than one source row matches any one target row.");
  }
}
