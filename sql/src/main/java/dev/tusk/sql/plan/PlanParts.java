package dev.tusk.sql.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node of a plan is made of. */
public final class PlanParts {
  private PlanParts() {}

  /** Inputs that rows flow from; subqueries of expressions are not among them. */
  public static List<PhysicalPlan> inputs(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.SeqScan _, PhysicalPlan.IndexScan _ -> List.of();
      case PhysicalPlan.BitmapHeapScan p -> List.of(p.bitmap());
      case PhysicalPlan.BitmapIndexScan _, PhysicalPlan.BitmapRangeScan _ -> List.of();
      case PhysicalPlan.BitmapAnd p -> List.copyOf(p.inputs());
      case PhysicalPlan.BitmapOr p -> List.copyOf(p.inputs());
      case PhysicalPlan.VectorSearch _, PhysicalPlan.SystemScan _ -> List.of();
      case PhysicalPlan.FunctionScan _, PhysicalPlan.Values _ -> List.of();
      case PhysicalPlan.CteScan _ -> List.of();
      case PhysicalPlan.Filter p -> List.of(p.input());
      case PhysicalPlan.Project p -> List.of(p.input());
      case PhysicalPlan.ProjectSet p -> List.of(p.input());
      case PhysicalPlan.NestedLoopJoin p -> List.of(p.left(), p.right());
      case PhysicalPlan.HashJoin p -> List.of(p.left(), p.right());
      case PhysicalPlan.MergeJoin p -> List.of(p.left(), p.right());
      case PhysicalPlan.Aggregate p -> List.of(p.input());
      case PhysicalPlan.Window p -> List.of(p.input());
      case PhysicalPlan.Sort p -> List.of(p.input());
      case PhysicalPlan.TopK p -> List.of(p.input());
      case PhysicalPlan.Limit p -> List.of(p.input());
      case PhysicalPlan.Distinct p -> List.of(p.input());
      case PhysicalPlan.DistinctOn p -> List.of(p.input());
      case PhysicalPlan.SetOperation p -> List.of(p.left(), p.right());
      case PhysicalPlan.Append p -> p.inputs();
      case PhysicalPlan.MergeAppend p -> p.inputs();
      case PhysicalPlan.Steps p -> p.steps();
      case PhysicalPlan.With p -> {
        List<PhysicalPlan> all = new ArrayList<>();
        p.ctes().forEach(cte -> all.add(cte.plan()));
        all.add(p.body());
        yield all;
      }
      case PhysicalPlan.RecursiveUnion p -> List.of(p.start(), p.step());
      case PhysicalPlan.LockRows p -> List.of(p.input());
      case PhysicalPlan.Insert p -> List.of(p.input());
      case PhysicalPlan.Update p -> List.of(p.input());
      case PhysicalPlan.Delete p -> List.of(p.input());
      case PhysicalPlan.Merge p -> List.of(p.input());
    };
  }

  /** The expressions that a node itself evaluates, outermost ones only. */
  public static List<Expression> expressions(PhysicalPlan plan) {
    List<Expression> all = new ArrayList<>();
    switch (plan) {
      case PhysicalPlan.SeqScan p -> add(all, p.filter());
      case PhysicalPlan.SystemScan p -> add(all, p.filter());
      case PhysicalPlan.IndexScan p -> indexScan(all, p);
      case PhysicalPlan.BitmapHeapScan p -> {
        all.add(p.recheck());
        add(all, p.filter());
      }
      case PhysicalPlan.BitmapIndexScan p ->
          p.searches().forEach(search -> all.add(search.value()));
      case PhysicalPlan.BitmapRangeScan p -> indexScan(all, p.scan());
      case PhysicalPlan.BitmapAnd _, PhysicalPlan.BitmapOr _ -> {}
      case PhysicalPlan.VectorSearch p -> vectorSearch(all, p);
      case PhysicalPlan.FunctionScan p -> p.calls().forEach(call -> all.add(call.call()));
      case PhysicalPlan.Values p -> p.rows().forEach(all::addAll);
      case PhysicalPlan.Filter p -> all.add(p.condition());
      case PhysicalPlan.Project p -> all.addAll(p.expressions());
      case PhysicalPlan.ProjectSet p -> all.addAll(p.expressions());
      case PhysicalPlan.NestedLoopJoin p -> {
        all.addAll(p.outerValues());
        add(all, p.condition());
      }
      case PhysicalPlan.HashJoin p -> join(all, p.leftKeys(), p.rightKeys(), p.residual());
      case PhysicalPlan.MergeJoin p -> join(all, p.leftKeys(), p.rightKeys(), p.residual());
      case PhysicalPlan.Aggregate p -> {
        all.addAll(p.keys());
        p.calls().forEach(call -> aggregate(all, call));
      }
      case PhysicalPlan.Window p -> window(all, p);
      case PhysicalPlan.Sort p -> keys(all, p.keys());
      case PhysicalPlan.MergeAppend p -> keys(all, p.keys());
      case PhysicalPlan.TopK p -> {
        keys(all, p.keys());
        add(all, p.limit());
        add(all, p.offset());
      }
      case PhysicalPlan.Limit p -> {
        add(all, p.limit());
        add(all, p.offset());
        keys(all, p.tieKeys());
      }
      case PhysicalPlan.DistinctOn p -> all.addAll(p.keys());
      case PhysicalPlan.LockRows p -> {
        p.recheck().checks().forEach(check -> all.add(check.condition()));
        p.recheck().outputs().forEach(output -> all.add(output.expression()));
      }
      case PhysicalPlan.Insert p -> insert(all, p);
      case PhysicalPlan.Update p -> {
        p.assignments().forEach(assignment -> all.add(assignment.value()));
        p.checks().forEach(check -> all.add(check.condition()));
        add(all, p.recheck());
        all.addAll(p.returning());
      }
      case PhysicalPlan.Delete p -> {
        add(all, p.recheck());
        all.addAll(p.returning());
      }
      case PhysicalPlan.Merge p -> merge(all, p);
      case PhysicalPlan.Distinct _, PhysicalPlan.SetOperation _, PhysicalPlan.Append _ -> {}
      case PhysicalPlan.Steps _ -> {}
      case PhysicalPlan.With _, PhysicalPlan.CteScan _, PhysicalPlan.RecursiveUnion _ -> {}
    }
    return all;
  }

  private static void join(
      List<Expression> all,
      List<Expression> leftKeys,
      List<Expression> rightKeys,
      @Nullable Expression residual) {
    all.addAll(leftKeys);
    all.addAll(rightKeys);
    add(all, residual);
  }

  private static void merge(List<Expression> all, PhysicalPlan.Merge merge) {
    all.add(merge.condition());
    for (PhysicalPlan.MergeAction action : merge.actions()) {
      add(all, action.condition());
      switch (action.change()) {
        case PhysicalPlan.MergeChange.Update(var assignments) ->
            assignments.forEach(assignment -> all.add(assignment.value()));
        case PhysicalPlan.MergeChange.Insert(var row) -> all.addAll(row);
        case PhysicalPlan.MergeChange.Delete _, PhysicalPlan.MergeChange.Nothing _ -> {}
      }
    }
  }

  private static void indexScan(List<Expression> all, PhysicalPlan.IndexScan scan) {
    scan.equalTo().forEach(match -> all.addAll(match.values()));
    PhysicalPlan.KeyRange range = scan.range();
    if (range != null) {
      add(all, range.lower());
      add(all, range.upper());
    }
    add(all, scan.filter());
  }

  private static void vectorSearch(List<Expression> all, PhysicalPlan.VectorSearch search) {
    all.add(search.query());
    add(all, search.filter());
    add(all, search.predicate());
    add(all, search.limit());
    add(all, search.reach());
  }

  private static void window(List<Expression> all, PhysicalPlan.Window window) {
    all.addAll(window.partitionBy());
    keys(all, window.orderBy());
    for (Expression.WindowCall call : window.calls()) {
      aggregate(all, call.call());
      add(all, call.frame().start().offset());
      add(all, call.frame().end().offset());
    }
  }

  private static void aggregate(List<Expression> all, Expression.AggregateCall call) {
    all.addAll(call.arguments());
    keys(all, call.orderBy());
    add(all, call.filter());
  }

  private static void insert(List<Expression> all, PhysicalPlan.Insert insert) {
    PhysicalPlan.OnConflict conflict = insert.onConflict();
    if (conflict != null) {
      conflict.assignments().forEach(assignment -> all.add(assignment.value()));
      add(all, conflict.where());
    }
    insert.checks().forEach(check -> all.add(check.condition()));
    all.addAll(insert.returning());
  }

  private static void keys(List<Expression> all, List<SortKey> keys) {
    keys.forEach(key -> all.add(key.expression()));
  }

  private static void add(List<Expression> all, @Nullable Expression expression) {
    if (expression != null) {
      all.add(expression);
    }
  }
}
