package dev.tusk.executor.operator;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.ExpressionCompiler;
import dev.tusk.executor.search.RowCondition;
import dev.tusk.executor.search.RowCondition.Sought;
import dev.tusk.executor.table.RowSets;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.Bitmap;
import java.util.ArrayList;
import java.util.List;

/** A bitmap of a plan, compiled: gives the rows that its indexes find. */
final class BitmapRows {
  private final Bitmap plan;
  private final List<Evaluator> sought = new ArrayList<>();
  private final List<BitmapRows> inputs = new ArrayList<>();
  private final List<IndexRanges> ranges = new ArrayList<>(1);

  BitmapRows(Bitmap plan, ExpressionCompiler compiler) {
    this.plan = plan;
    switch (plan) {
      case PhysicalPlan.BitmapIndexScan scan ->
          scan.searches().forEach(search -> sought.add(compiler.compile(search.value())));
      case PhysicalPlan.BitmapRangeScan(var scan) -> ranges.add(new IndexRanges(scan, compiler));
      case PhysicalPlan.BitmapAnd and -> inputs(and.inputs(), compiler);
      case PhysicalPlan.BitmapOr or -> inputs(or.inputs(), compiler);
    }
  }

  private void inputs(List<Bitmap> plans, ExpressionCompiler compiler) {
    plans.forEach(input -> inputs.add(new BitmapRows(input, compiler)));
  }

  /** What the indexes are asked, with the values of this execution. */
  RowCondition condition(PlanExecution execution) {
    return switch (plan) {
      case PhysicalPlan.BitmapIndexScan scan -> contained(scan, execution);
      case PhysicalPlan.BitmapRangeScan(var scan) ->
          new RowCondition.Ranges(scan.index(), ranges.getFirst().evaluate(execution));
      case PhysicalPlan.BitmapAnd _ ->
          new RowCondition.All(inputs.stream().map(i -> i.condition(execution)).toList());
      case PhysicalPlan.BitmapOr _ ->
          new RowCondition.Any(inputs.stream().map(i -> i.condition(execution)).toList());
    };
  }

  private RowCondition contained(PhysicalPlan.BitmapIndexScan scan, PlanExecution execution) {
    List<Sought> values = new ArrayList<>(sought.size());
    for (int i = 0; i < sought.size(); i++) {
      Object value = sought.get(i).evaluate(Limit.NO_FIELDS, execution);
      if (value == null) {
        return new RowCondition.None();
      }
      PhysicalPlan.KeySearch search = scan.searches().get(i);
      values.add(new Sought(search.key(), search.operator(), value));
    }
    return new RowCondition.Contained(scan.index(), values);
  }

  /**
   * Ids of the rows, ascending.
   *
   * @param measured whether each index's rows are counted, for EXPLAIN ANALYZE
   */
  long[] rows(Table table, PlanExecution execution, boolean measured) {
    if (!measured) {
      return execution.tables().find(table, condition(execution), execution);
    }
    PlanActuals actuals = execution.measure(plan);
    long start = System.nanoTime();
    long[] rows =
        switch (plan) {
          case PhysicalPlan.BitmapIndexScan _, PhysicalPlan.BitmapRangeScan _ ->
              execution.tables().find(table, condition(execution), execution);
          case PhysicalPlan.BitmapAnd _ ->
              inputs.stream()
                  .map(input -> input.rows(table, execution, true))
                  .reduce(RowSets::intersection)
                  .orElseThrow();
          case PhysicalPlan.BitmapOr _ ->
              inputs.stream()
                  .map(input -> input.rows(table, execution, true))
                  .reduce(RowSets::union)
                  .orElseThrow();
        };
    actuals.loops++;
    actuals.nanos += System.nanoTime() - start;
    actuals.startupNanos = actuals.nanos;
    // An AND or OR of bitmaps counts no rows, as in PostgreSQL.
    actuals.rows += inputs.isEmpty() ? rows.length : 0;
    return rows;
  }
}
