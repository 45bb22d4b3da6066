package dev.tusk.sql.planner.physical;

import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The inner table of a join, filtered by the join's conditions with the outer row's fields as
 * values of the execution: what an index lookup per outer row needs.
 *
 * @param complete whether all conditions went into the filter
 */
record LateralScan(
    RelNode filtered, Correlation correlation, List<RexNode> outerValues, boolean complete) {

  static @Nullable LateralScan of(
      PhysicalPlanner planner,
      RelNode inner,
      int offset,
      List<RexNode> local,
      List<RexNode> conditions) {
    RelNode base = inner;
    List<RexNode> all = new ArrayList<>(local);
    if (inner instanceof LogicalFilter filter) {
      all.addAll(Rex.conjuncts(filter.getCondition()));
      base = filter.getInput();
    }
    if (!(base instanceof Rels.Scan scan)
        || scan.single().stream().allMatch(one -> one.table.indexes().isEmpty())
        || conditions.isEmpty()) {
      return null;
    }
    int end = offset + scan.columns.size();
    Correlation correlation = new Correlation();
    for (RexNode condition : conditions) {
      BitSet fields = Rex.fields(condition);
      if (fields.nextSetBit(offset) < 0 || fields.nextSetBit(offset) >= end) {
        return null;
      }
      all.add(bound(planner.analysis(), condition, offset, end, correlation));
    }
    RexNode whole = Rex.and(planner.analysis().cluster.getRexBuilder(), all);
    return new LateralScan(
        LogicalFilter.create(scan, whole), correlation, correlation.values(), true);
  }

  /** Outer fields become slots, inner fields the scan's own. */
  private static RexNode bound(
      Analysis analysis, RexNode condition, int offset, int end, Correlation correlation) {
    return Rex.replace(
        condition,
        n -> {
          if (!(n instanceof RexInputRef field)) {
            return null;
          }
          if (field.getIndex() >= offset && field.getIndex() < end) {
            return new RexInputRef(field.getIndex() - offset, field.getType());
          }
          int index = correlation.capture(new RexInputRef(field.getIndex(), field.getType()));
          return analysis.call(new Shape.Outer(correlation, index), field.getType(), List.of(), 0);
        });
  }
}
