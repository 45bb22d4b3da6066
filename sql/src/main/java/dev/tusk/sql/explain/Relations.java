package dev.tusk.sql.explain;

import dev.tusk.sql.plan.PhysicalPlan;

/** Counts what a plan reads: with more than one relation, columns are shown with their alias. */
final class Relations {
  private Relations() {}

  static int count(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.SeqScan _,
          PhysicalPlan.SystemScan _,
          PhysicalPlan.IndexScan _,
          PhysicalPlan.BitmapHeapScan _,
          PhysicalPlan.VectorSearch _,
          PhysicalPlan.FunctionScan _,
          PhysicalPlan.CteScan _ ->
          1;
      case PhysicalPlan.Bitmap _ -> 0;
      case PhysicalPlan.Values v -> v.rows().size() > 1 ? 1 : 0;
      case PhysicalPlan.Filter f -> count(f.input());
      case PhysicalPlan.Project p -> count(p.input());
      case PhysicalPlan.ProjectSet p -> count(p.input());
      case PhysicalPlan.NestedLoopJoin j -> count(j.left()) + count(j.right());
      case PhysicalPlan.HashJoin j -> count(j.left()) + count(j.right());
      case PhysicalPlan.MergeJoin j -> count(j.left()) + count(j.right());
      case PhysicalPlan.Aggregate a -> count(a.input());
      case PhysicalPlan.Window w -> count(w.input());
      case PhysicalPlan.Sort s -> count(s.input());
      case PhysicalPlan.TopK t -> count(t.input());
      case PhysicalPlan.Limit l -> count(l.input());
      case PhysicalPlan.Distinct d -> count(d.input());
      case PhysicalPlan.DistinctOn d -> count(d.input());
      case PhysicalPlan.SetOperation s -> count(s.left()) + count(s.right());
      case PhysicalPlan.Append a -> a.inputs().stream().mapToInt(Relations::count).sum();
      case PhysicalPlan.MergeAppend a -> a.inputs().stream().mapToInt(Relations::count).sum();
      case PhysicalPlan.Steps s -> s.steps().stream().mapToInt(Relations::count).sum();
      case PhysicalPlan.With w ->
          count(w.body()) + w.ctes().stream().mapToInt(c -> count(c.plan())).sum();
      case PhysicalPlan.RecursiveUnion r -> count(r.start()) + count(r.step());
      case PhysicalPlan.LockRows l -> count(l.input());
      case PhysicalPlan.Insert i -> count(i.input()) + 1;
      case PhysicalPlan.Update u -> count(u.input());
      case PhysicalPlan.Delete d -> count(d.input());
      case PhysicalPlan.Merge m -> count(m.input());
    };
  }
}
