package dev.tusk.sql.planner.rewrite;

import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * An inner join with one row of constants, as {@code FROM items, (SELECT $1::vector AS q) AS x}, is
 * no join: the constants stand where they are read.
 */
final class SingleRows {
  private SingleRows() {}

  static RelNode rewrite(RelNode rel, RelTypes types) {
    List<RelNode> inputs = rel.getInputs().stream().map(i -> rewrite(i, types)).toList();
    RelNode node = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    if (!(node instanceof LogicalJoin join) || join.getJoinType() != JoinRelType.INNER) {
      return node;
    }
    List<RexNode> right = constants(join.getRight());
    if (right != null) {
      List<RexNode> fields = new ArrayList<>(Rels.fieldsOf(join.getLeft()));
      fields.addAll(right);
      return joined(join, join.getLeft(), fields, types);
    }
    List<RexNode> left = constants(join.getLeft());
    if (left != null) {
      List<RexNode> fields = new ArrayList<>(left);
      fields.addAll(Rels.fieldsOf(join.getRight()));
      return joined(join, join.getRight(), fields, types);
    }
    return node;
  }

  private static RelNode joined(
      LogicalJoin join, RelNode other, List<RexNode> fields, RelTypes types) {
    RelNode input =
        join.getCondition().isAlwaysTrue()
            ? other
            : LogicalFilter.create(other, Rex.substitute(join.getCondition(), fields));
    return LogicalProject.create(input, List.of(), fields, types.names(fields.size()), Set.of());
  }

  /** The values of a relation that is one row of them. */
  private static @Nullable List<RexNode> constants(RelNode rel) {
    List<RexNode> values =
        switch (rel) {
          case LogicalProject project
              when project.getInput() instanceof Rels.Rows rows
                  && rows.rows.size() == 1
                  && rows.getRowType().getFieldCount() == 0 ->
              project.getProjects();
          case Rels.Rows rows when rows.rows.size() == 1 -> rows.rows.getFirst();
          default -> null;
        };
    return values != null && values.stream().allMatch(Rex::constant) ? values : null;
  }
}
