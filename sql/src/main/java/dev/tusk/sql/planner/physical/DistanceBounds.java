package dev.tusk.sql.planner.physical;

import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that hold up to some distance and no farther: {@code v <=> $1 < 0.3}, in any monotone
 * form.
 *
 * @param order what they bound
 * @param conjuncts the conditions, at least one
 */
record DistanceBounds(DistanceOrder order, List<RexNode> conjuncts) {

  /** Those of the conjuncts that bound a distance; null when none does. */
  static @Nullable DistanceBounds of(
      Analysis analysis, DistanceOrder order, List<RexNode> conjuncts) {
    List<RexNode> bounds = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      DistanceOrder of = near(analysis, conjunct);
      if (of != null
          && of.metric().equals(order.metric())
          && of.vector().equals(order.vector())
          && of.query().equals(order.query())) {
        bounds.add(conjunct);
      }
    }
    return bounds.isEmpty() ? null : new DistanceBounds(order, bounds);
  }

  /** The distances that the conjuncts bound, each with all its bounds. */
  static List<DistanceBounds> all(Analysis analysis, List<RexNode> conjuncts) {
    List<DistanceBounds> all = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      DistanceOrder order = near(analysis, conjunct);
      if (order != null && all.stream().noneMatch(b -> b.conjuncts.contains(conjunct))) {
        DistanceBounds bounds = of(analysis, order, conjuncts);
        if (bounds != null) {
          all.add(bounds);
        }
      }
    }
    return all;
  }

  /** The distance that a condition bounds from above. */
  private static @Nullable DistanceOrder near(Analysis analysis, RexNode conjunct) {
    IndexCondition condition = IndexCondition.of(analysis, conjunct);
    if (condition == null) {
      return null;
    }
    boolean less =
        switch (condition.comparison()) {
          case LESS, LESS_OR_EQUAL -> true;
          case GREATER, GREATER_OR_EQUAL -> false;
          case EQUAL, IN, ANY -> false;
        };
    boolean bound = less || !condition.equality();
    DistanceOrder of = bound ? DistanceOrder.of(analysis, condition.target()) : null;
    return of == null || of.reversed() == less ? null : of;
  }

  /**
   * The same conditions over a row that has the distance at a field: they hold up to some distance,
   * but for the last bits of what is computed of it.
   */
  List<RexNode> overDistance(Analysis analysis, int field) {
    List<RexNode> over = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      over.add(
          Rex.replace(
              conjunct,
              node -> {
                DistanceOrder of =
                    node.equals(order.call()) ? order : DistanceOrder.of(analysis, node);
                return of != null && of.call() == node
                    ? of.from(analysis, new RexInputRef(field, node.getType()))
                    : null;
              }));
    }
    return over;
  }
}
