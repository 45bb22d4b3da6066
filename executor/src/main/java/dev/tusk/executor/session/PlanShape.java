package dev.tusk.executor.session;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.List;

/** What a plan's nodes tell of it: the tables it changes, and whether it is sure to be quick. */
final class PlanShape {
  /** Most rows that a node of a short plan may be expected to read. */
  private static final double FEW_ROWS = 200;

  private PlanShape() {}

  /** Adds the tables of INSERT, UPDATE and DELETE nodes; whether the plan only reads. */
  static boolean collectTargets(PhysicalPlan plan, List<Table> targets) {
    boolean reads = true;
    switch (plan) {
      case PhysicalPlan.Insert p -> {
        targets.add(p.table());
        collectTargets(p.input(), targets);
        reads = false;
      }
      case PhysicalPlan.Update p -> {
        targets.add(p.table());
        collectTargets(p.input(), targets);
        reads = false;
      }
      case PhysicalPlan.Delete p -> {
        targets.add(p.table());
        collectTargets(p.input(), targets);
        reads = false;
      }
      case PhysicalPlan.LockRows p -> {
        collectTargets(p.input(), targets);
        reads = false;
      }
      default -> {
        for (PhysicalPlan input : inputs(plan)) {
          reads &= collectTargets(input, targets);
        }
      }
    }
    return reads;
  }

  /** What FOR UPDATE and its kin lock. */
  static List<PhysicalPlan.RowLock> rowLocks(PhysicalPlan plan) {
    List<PhysicalPlan.RowLock> locks = new java.util.ArrayList<>();
    if (plan instanceof PhysicalPlan.LockRows rows) {
      locks.addAll(rows.locks());
    }
    for (PhysicalPlan input : inputs(plan)) {
      locks.addAll(rowLocks(input));
    }
    return locks;
  }

  /** Inputs that rows flow from; subqueries of expressions are not among them. */
  static List<PhysicalPlan> inputs(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.SeqScan _ -> List.of();
      case PhysicalPlan.IndexScan _ -> List.of();
      case PhysicalPlan.VectorSearch _ -> List.of();
      case PhysicalPlan.SystemScan _ -> List.of();
      case PhysicalPlan.FunctionScan _ -> List.of();
      case PhysicalPlan.Values _ -> List.of();
      case PhysicalPlan.CteScan _ -> List.of();
      case PhysicalPlan.Filter p -> List.of(p.input());
      case PhysicalPlan.Project p -> List.of(p.input());
      case PhysicalPlan.ProjectSet p -> List.of(p.input());
      case PhysicalPlan.NestedLoopJoin p -> List.of(p.left(), p.right());
      case PhysicalPlan.HashJoin p -> List.of(p.left(), p.right());
      case PhysicalPlan.Aggregate p -> List.of(p.input());
      case PhysicalPlan.Window p -> List.of(p.input());
      case PhysicalPlan.Sort p -> List.of(p.input());
      case PhysicalPlan.TopK p -> List.of(p.input());
      case PhysicalPlan.Limit p -> List.of(p.input());
      case PhysicalPlan.Distinct p -> List.of(p.input());
      case PhysicalPlan.DistinctOn p -> List.of(p.input());
      case PhysicalPlan.SetOperation p -> List.of(p.left(), p.right());
      case PhysicalPlan.Append p -> p.inputs();
      case PhysicalPlan.With p -> {
        List<PhysicalPlan> all = new java.util.ArrayList<>();
        p.ctes().forEach(cte -> all.add(cte.plan()));
        all.add(p.body());
        yield all;
      }
      case PhysicalPlan.RecursiveUnion p -> List.of(p.start(), p.step());
      case PhysicalPlan.LockRows p -> List.of(p.input());
      case PhysicalPlan.Insert p -> List.of(p.input());
      case PhysicalPlan.Update p -> List.of(p.input());
      case PhysicalPlan.Delete p -> List.of(p.input());
    };
  }

  /** Look-ups by key, searches of a vector index, constants: what never waits and reads little. */
  static boolean isShort(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.IndexScan p -> !p.equalTo().isEmpty() && p.estimate().rows() <= FEW_ROWS;
      case PhysicalPlan.VectorSearch p ->
          p.index() != null && p.limit() != null && p.filter() == null;
      case PhysicalPlan.Values p -> p.rows().size() <= FEW_ROWS;
      case PhysicalPlan.Filter p -> isShort(p.input());
      case PhysicalPlan.Project p -> isShort(p.input());
      case PhysicalPlan.Limit p -> isShort(p.input());
      case PhysicalPlan.Sort p -> isShort(p.input());
      case PhysicalPlan.TopK p -> isShort(p.input());
      default -> false;
    };
  }
}
