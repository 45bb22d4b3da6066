package dev.tusk.executor.plancache;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PlanParts;
import dev.tusk.sql.plan.RowLock;
import java.util.List;

/** What a plan's nodes tell of it: the tables it changes, the rows it locks. */
public final class PlanShape {
  private PlanShape() {}

  /** Adds the tables of INSERT, UPDATE, DELETE and MERGE nodes; whether the plan only reads. */
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
      case PhysicalPlan.Merge p -> {
        targets.add(p.table());
        collectTargets(p.input(), targets);
        reads = false;
      }
      case PhysicalPlan.LockRows p -> {
        collectTargets(p.input(), targets);
        reads = false;
      }
      default -> {
        for (PhysicalPlan input : PlanParts.inputs(plan)) {
          reads &= collectTargets(input, targets);
        }
      }
    }
    return reads;
  }

  /** How many relations a plan reads, each time that it does. */
  public static int relations(PhysicalPlan plan) {
    int count =
        switch (plan) {
          case PhysicalPlan.SeqScan _, PhysicalPlan.IndexScan _, PhysicalPlan.SystemScan _ -> 1;
          case PhysicalPlan.BitmapHeapScan _, PhysicalPlan.VectorSearch _ -> 1;
          case PhysicalPlan.FunctionScan _, PhysicalPlan.CteScan _ -> 1;
          default -> 0;
        };
    for (PhysicalPlan input : PlanParts.inputs(plan)) {
      count += relations(input);
    }
    return count;
  }

  /** What FOR UPDATE and its kin lock. */
  public static List<RowLock> rowLocks(PhysicalPlan plan) {
    List<RowLock> locks = new java.util.ArrayList<>();
    if (plan instanceof PhysicalPlan.LockRows rows) {
      locks.addAll(rows.locks());
    }
    for (PhysicalPlan input : PlanParts.inputs(plan)) {
      locks.addAll(rowLocks(input));
    }
    return locks;
  }

  /**
   * Whether a cursor over the plan may move back though nobody said SCROLL: where PostgreSQL's node
   * for the same step can run backwards (ExecSupportsBackwardScan).
   */
  public static boolean supportsBackward(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.SeqScan _, PhysicalPlan.IndexScan _, PhysicalPlan.SystemScan _ -> true;
      case PhysicalPlan.BitmapHeapScan _, PhysicalPlan.Bitmap _ -> false;
      case PhysicalPlan.FunctionScan _, PhysicalPlan.CteScan _ -> true;
      case PhysicalPlan.Sort _, PhysicalPlan.TopK _ -> true;
      case PhysicalPlan.VectorSearch p -> p.index() == null;
      case PhysicalPlan.Values p -> p.rows().size() > 1;
      case PhysicalPlan.Filter p -> supportsBackward(p.input());
      case PhysicalPlan.Project p -> supportsBackward(p.input());
      case PhysicalPlan.Limit p -> supportsBackward(p.input());
      case PhysicalPlan.Append p -> p.inputs().stream().allMatch(PlanShape::supportsBackward);
      case PhysicalPlan.MergeAppend _ -> false;
      case PhysicalPlan.With p -> supportsBackward(p.body());
      case PhysicalPlan.ProjectSet _, PhysicalPlan.NestedLoopJoin _ -> false;
      case PhysicalPlan.HashJoin _, PhysicalPlan.MergeJoin _ -> false;
      case PhysicalPlan.Aggregate _, PhysicalPlan.Window _ -> false;
      case PhysicalPlan.Distinct _, PhysicalPlan.DistinctOn _ -> false;
      case PhysicalPlan.SetOperation _, PhysicalPlan.RecursiveUnion _ -> false;
      case PhysicalPlan.LockRows _, PhysicalPlan.Insert _ -> false;
      case PhysicalPlan.Update _, PhysicalPlan.Delete _, PhysicalPlan.Merge _ -> false;
      case PhysicalPlan.Steps _ -> false;
    };
  }
}
