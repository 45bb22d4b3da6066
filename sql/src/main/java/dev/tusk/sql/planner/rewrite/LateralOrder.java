package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.plan.PhysicalPlan.JoinType;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code a, b JOIN LATERAL r(a)} in another order: {@code r} goes next to the {@code a} that it
 * reads, and {@code b}, which reads nothing, is joined to both. As it was written {@code b} would
 * be gone through for each row of {@code a}.
 */
final class LateralOrder {
  private final Rels.Lateral outer;
  private final Rels.Lateral inner;

  private LateralOrder(Rels.Lateral outer, Rels.Lateral inner) {
    this.outer = outer;
    this.inner = inner;
  }

  /** Null where it is not of that kind. */
  static @Nullable LateralOrder of(Rels.Lateral lateral) {
    RelNode right = lateral.getInput(1);
    RelNode below = right instanceof LogicalProject project ? project.getInput() : right;
    return lateral.joinType == JoinType.INNER
            && below instanceof Rels.Lateral inner
            && inner.joinType == JoinType.INNER
            && inner.outerValues.stream().allMatch(v -> Rex.fields(v).isEmpty())
            && !reads(inner.getInput(0), lateral.correlation)
            && !reads(inner.getInput(1), lateral.correlation)
        ? new LateralOrder(lateral, inner)
        : null;
  }

  private static boolean reads(RelNode rel, Correlation correlation) {
    return Rex.anyExpression(rel, e -> Rex.reads(e, correlation));
  }

  private RelNode first() {
    return outer.getInput(0);
  }

  private static int fields(RelNode rel) {
    return rel.getRowType().getFieldCount();
  }

  /** What reads the first relation, beside it. */
  Rels.Lateral near(Analysis analysis) {
    RelNode third = inner.getInput(1);
    List<RelDataType> types = new ArrayList<>();
    first().getRowType().getFieldList().forEach(f -> types.add(f.getType()));
    third.getRowType().getFieldList().forEach(f -> types.add(f.getType()));
    return new Rels.Lateral(
        first(),
        third,
        JoinType.INNER,
        analysis.cluster.getRexBuilder().makeLiteral(true),
        inner.correlation,
        Rex.map(inner.outerValues, v -> Rex.replace(v, this::read)),
        analysis.types.row(types));
  }

  /** The value of the first relation that is read from outside. */
  private @Nullable RexNode read(RexNode node) {
    return PgCall.shapeOf(node) instanceof Shape.Outer(Correlation c, int index)
            && c == outer.correlation
        ? outer.outerValues.get(index)
        : null;
  }

  /** The other relation joined to both, with the fields in their old order. */
  RelNode joined(RelNode near, Analysis analysis) {
    int firstFields = fields(first());
    RelNode right = outer.getInput(1);
    List<RexNode> written =
        right instanceof LogicalProject project ? project.getProjects() : Rels.fieldsOf(right);
    List<RexNode> outputs = Rex.map(written, this::placed);
    List<RexNode> conditions = new ArrayList<>(List.of(placed(inner.condition)));
    conditions.add(
        Rex.replace(
            outer.condition,
            n ->
                n instanceof RexInputRef field && field.getIndex() >= firstFields
                    ? outputs.get(field.getIndex() - firstFields)
                    : null));
    RelNode all =
        LogicalJoin.create(
            near,
            inner.getInput(0),
            List.of(),
            Rex.and(analysis.cluster.getRexBuilder(), conditions),
            Set.of(),
            JoinRelType.INNER);
    List<RexNode> fields = new ArrayList<>(Rels.fieldsOf(first()));
    fields.addAll(outputs);
    return LogicalProject.create(
        all, List.of(), fields, analysis.types.names(fields.size()), Set.of());
  }

  /** From the row of the second and third relation to that of first, third and second. */
  private RexNode placed(RexNode node) {
    int first = fields(first());
    int second = fields(inner.getInput(0));
    int third = fields(inner.getInput(1));
    return Rex.replace(
        node,
        n -> {
          if (!(n instanceof RexInputRef field)) {
            return read(n);
          }
          int index = field.getIndex();
          int moved = index < second ? first + third + index : first + index - second;
          return new RexInputRef(moved, field.getType());
        });
  }
}
