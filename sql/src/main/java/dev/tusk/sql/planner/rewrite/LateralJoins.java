package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A lateral item whose own relations do not read the row on its left is an ordinary join: what
 * reads it, in its conditions and its columns, moves up to the join. The planner then may hash it,
 * and choose its place in the order of joins.
 *
 * <p>As PostgreSQL's pulling up of simple subqueries and VALUES. What counts, sorts or limits per
 * left row, and what calls a volatile function, stays as it is.
 */
final class LateralJoins {
  private final Analysis analysis;

  LateralJoins(Analysis analysis) {
    this.analysis = analysis;
  }

  RelNode rewrite(RelNode rel) {
    List<RelNode> inputs = rel.getInputs().stream().map(this::rewrite).toList();
    RelNode node = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    return node instanceof Rels.Lateral lateral ? joined(lateral) : node;
  }

  private RelNode joined(Rels.Lateral lateral) {
    RelNode right = lateral.getInput(1);
    if (Rex.isVolatile(right) || hasWith(right)) {
      return lateral;
    }
    Parts parts = parts(right, lateral.correlation);
    if (parts == null) {
      return reordered(lateral);
    }
    return switch (lateral.joinType) {
      case INNER -> inner(lateral, parts);
      case LEFT -> left(lateral, parts);
      case RIGHT, FULL, SEMI, ANTI -> lateral;
    };
  }

  private RelNode inner(Rels.Lateral lateral, Parts parts) {
    RelNode left = lateral.getInput(0);
    RelNode base = parts.base();
    RexNode condition = condition(lateral, parts);
    RelNode both =
        base == null
            ? filtered(left, condition)
            : LogicalJoin.create(left, base, List.of(), condition, Set.of(), JoinRelType.INNER);
    return project(lateral, parts, both);
  }

  /** Columns of the missing side are NULL: only plain ones are so by themselves. */
  private RelNode left(Rels.Lateral lateral, Parts parts) {
    RelNode base = parts.base();
    RexNode condition = condition(lateral, parts);
    if (base == null) {
      // A row that is always there.
      return condition.isAlwaysTrue() ? project(lateral, parts, lateral.getInput(0)) : lateral;
    }
    if (!parts.outputs().stream().allMatch(output -> output instanceof RexInputRef)) {
      return lateral;
    }
    RelNode both =
        LogicalJoin.create(
            lateral.getInput(0), base, List.of(), condition, Set.of(), JoinRelType.LEFT);
    return project(lateral, parts, both);
  }

  /** What reads only the left side goes next to it, as far as that can be. */
  private RelNode reordered(Rels.Lateral lateral) {
    LateralOrder order = LateralOrder.of(lateral);
    return order == null ? lateral : order.joined(joined(order.near(analysis)), analysis);
  }

  private RelNode filtered(RelNode rel, RexNode condition) {
    return condition.isAlwaysTrue() ? rel : LogicalFilter.create(rel, condition);
  }

  /** All conditions over the row of the left side and the base. */
  private RexNode condition(Rels.Lateral lateral, Parts parts) {
    UnaryOperator<RexNode> place = place(lateral);
    List<RexNode> all = Rex.map(parts.conditions(), place);
    int leftFields = leftFields(lateral);
    List<RexNode> outputs = Rex.map(parts.outputs(), place);
    all.add(
        Rex.replace(
            lateral.condition,
            n ->
                n instanceof RexInputRef field && field.getIndex() >= leftFields
                    ? outputs.get(field.getIndex() - leftFields)
                    : null));
    return Rex.and(analysis.cluster.getRexBuilder(), all);
  }

  private RelNode project(Rels.Lateral lateral, Parts parts, RelNode both) {
    List<RexNode> fields = new ArrayList<>(Rels.fieldsOf(lateral.getInput(0)));
    fields.addAll(Rex.map(parts.outputs(), place(lateral)));
    return LogicalProject.create(
        both, List.of(), fields, analysis.types.names(fields.size()), Set.of());
  }

  private static int leftFields(Rels.Lateral lateral) {
    return lateral.getInput(0).getRowType().getFieldCount();
  }

  /** From the base's row to the joined one, where the outer values are fields. */
  private static UnaryOperator<RexNode> place(Rels.Lateral lateral) {
    int leftFields = leftFields(lateral);
    return node ->
        Rex.replace(
            node,
            n -> {
              if (n instanceof RexInputRef field) {
                return new RexInputRef(field.getIndex() + leftFields, field.getType());
              }
              return PgCall.shapeOf(n) instanceof Shape.Outer(Correlation c, int index)
                      && c == lateral.correlation
                  ? lateral.outerValues.get(index)
                  : null;
            });
  }

  /**
   * A relation taken apart.
   *
   * @param base what does not read the outer row; null for one row without fields
   * @param conditions over the base's row and the outer one, as are the outputs
   */
  private record Parts(@Nullable RelNode base, List<RexNode> conditions, List<RexNode> outputs) {
    int fields() {
      return base == null ? 0 : base.getRowType().getFieldCount();
    }
  }

  private @Nullable Parts parts(RelNode rel, Correlation correlation) {
    if (!Rex.anyExpression(rel, e -> Rex.reads(e, correlation))) {
      return new Parts(rel, List.of(), Rels.fieldsOf(rel));
    }
    return switch (rel) {
      case LogicalProject project -> {
        Parts below = parts(project.getInput(), correlation);
        yield below == null
            ? null
            : new Parts(
                below.base(), below.conditions(), over(project.getProjects(), below.outputs()));
      }
      case LogicalFilter filter -> {
        Parts below = parts(filter.getInput(), correlation);
        yield below == null
            ? null
            : with(below, over(Rex.conjuncts(filter.getCondition()), below.outputs()), correlation);
      }
      case LogicalJoin join when join.getJoinType() == JoinRelType.INNER -> join(join, correlation);
      case Rels.Rows rows when rows.rows.size() == 1 ->
          new Parts(null, List.of(), rows.rows.getFirst());
      default -> null;
    };
  }

  private @Nullable Parts join(LogicalJoin join, Correlation correlation) {
    Parts left = parts(join.getLeft(), correlation);
    Parts right = left == null ? null : parts(join.getRight(), correlation);
    if (left == null || right == null) {
      return null;
    }
    int shift = left.fields();
    RelNode base = left.base();
    RelNode rightBase = right.base();
    if (base == null) {
      base = rightBase;
    } else if (rightBase != null) {
      RexNode yes = analysis.cluster.getRexBuilder().makeLiteral(true);
      base = LogicalJoin.create(base, rightBase, List.of(), yes, Set.of(), JoinRelType.INNER);
    }
    List<RexNode> conditions = new ArrayList<>(left.conditions());
    conditions.addAll(Rex.map(right.conditions(), c -> Rex.shift(c, shift)));
    List<RexNode> outputs = new ArrayList<>(left.outputs());
    outputs.addAll(Rex.map(right.outputs(), o -> Rex.shift(o, shift)));
    Parts both = new Parts(base, conditions, outputs);
    return with(both, over(Rex.conjuncts(join.getCondition()), outputs), correlation);
  }

  /** With more conditions, of which those that do not read the outer row stay at the base. */
  private Parts with(Parts parts, List<RexNode> added, Correlation correlation) {
    List<RexNode> own = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>(parts.conditions());
    for (RexNode condition : added) {
      boolean free = parts.base() != null && !Rex.reads(condition, correlation);
      (free ? own : conditions).add(condition);
    }
    RelNode base = parts.base();
    if (base != null && !own.isEmpty()) {
      base = filtered(base, Rex.and(analysis.cluster.getRexBuilder(), own));
    }
    return new Parts(base, conditions, parts.outputs());
  }

  private static List<RexNode> over(List<RexNode> expressions, List<RexNode> inputs) {
    return Rex.map(expressions, e -> Rex.substitute(e, inputs));
  }

  /** Queries of WITH are no inputs, so that what they read is not seen. */
  private static boolean hasWith(RelNode rel) {
    return rel instanceof Rels.With
        || rel instanceof Rels.Recursion
        || rel instanceof Rels.CteRows
        || rel.getInputs().stream().anyMatch(LateralJoins::hasWith);
  }
}
