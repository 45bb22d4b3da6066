package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.Recheck;
import dev.tusk.sql.plan.RowLock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at a row again that another transaction changed before it was locked. */
final class RowRecheck {
  private final List<RowLock> locks;
  private final Recheck plan;
  private final Evaluator[] conditions;
  private final Evaluator[] outputs;

  RowRecheck(PhysicalPlan.LockRows lock, ExpressionCompiler compiler) {
    this.locks = lock.locks();
    this.plan = lock.recheck();
    this.conditions =
        plan.checks().stream()
            .map(check -> compiler.compile(check.condition()))
            .toArray(Evaluator[]::new);
    this.outputs =
        plan.outputs().stream()
            .map(output -> compiler.compile(output.expression()))
            .toArray(Evaluator[]::new);
  }

  /**
   * The row of the newest versions.
   *
   * @param found the row of the snapshot's versions
   * @param newest ids of the locked versions; 0 for none
   * @return null when the row does not meet the conditions any more
   */
  @Nullable Object @Nullable [] apply(
      @Nullable Object[] found, long[] newest, PlanExecution execution) {
    @Nullable Object[] row = new @Nullable Object[plan.width()];
    for (Recheck.Copied copied : plan.copied()) {
      row[copied.field()] = found[copied.from()];
    }
    for (int i = 0; i < newest.length; i++) {
      RowLock lock = locks.get(i);
      if (newest[i] != 0) {
        PhysicalPlan.Member member = lock.member(found);
        @Nullable Object[] columns =
            execution.tables().fetch(member.table(), newest[i], member.columns());
        if (columns == null) {
          return null;
        }
        System.arraycopy(columns, 0, row, lock.start(), columns.length);
      }
    }
    for (int i = 0; i < conditions.length; i++) {
      Recheck.Check check = plan.checks().get(i);
      if (!conditions[i].holds(row, execution)) {
        if (check.nullFrom() == check.nullTo()) {
          return null;
        }
        Arrays.fill(row, check.nullFrom(), check.nullTo(), null);
      }
    }
    @Nullable Object[] output = found.clone();
    for (int i = 0; i < outputs.length; i++) {
      output[plan.outputs().get(i).field()] = outputs[i].evaluate(row, execution);
    }
    return output;
  }
}
