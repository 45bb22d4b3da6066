package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * A left join of whose right side nobody reads a field, and which finds at most one row there for
 * each on the left, changes nothing and is left out ({@code remove_useless_joins}).
 */
final class UselessJoins {
  private UselessJoins() {}

  /**
   * Whether a left join is such.
   *
   * @param leftFields how many fields the left side has
   * @param condition over both sides' fields
   * @param required the fields of both sides that are read above
   */
  static boolean test(int leftFields, RelNode right, RexNode condition, BitSet required) {
    return required.nextSetBit(leftFields) < 0
        && !Rex.isVolatile(condition)
        && (hasOneRow(right) || isUnique(right, equated(condition, leftFields)));
  }

  /** Fields of the right side that the condition sets equal to something of the left. */
  private static BitSet equated(RexNode condition, int leftFields) {
    BitSet fields = new BitSet();
    for (RexNode conjunct : Rex.conjuncts(condition)) {
      if (PgCall.shapeOf(conjunct) instanceof Shape.Function(FunctionSignature function)
          && ConditionOrder.isEquality(function)) {
        List<RexNode> operands = ((RexCall) conjunct).operands;
        equated(operands.get(0), operands.get(1), leftFields, fields);
        equated(operands.get(1), operands.get(0), leftFields, fields);
      }
    }
    return fields;
  }

  private static void equated(RexNode right, RexNode left, int leftFields, BitSet into) {
    boolean ofLeft = Rex.fields(left).nextSetBit(leftFields) < 0;
    if (ofLeft && right instanceof RexInputRef field && field.getIndex() >= leftFields) {
      into.set(field.getIndex() - leftFields);
    }
  }

  private static boolean hasOneRow(RelNode rel) {
    return switch (rel) {
      case LogicalProject project -> hasOneRow(project.getInput());
      case LogicalFilter filter -> hasOneRow(filter.getInput());
      case LogicalAggregate aggregate -> aggregate.getGroupSet().isEmpty();
      case Rels.Rows rows -> rows.rows.size() <= 1;
      default -> false;
    };
  }

  /** Whether no two rows are equal in all these fields. */
  private static boolean isUnique(RelNode rel, BitSet fields) {
    if (fields.isEmpty()) {
      return false;
    }
    return switch (rel) {
      case LogicalProject project -> isUnique(project.getInput(), below(project, fields));
      case LogicalFilter filter -> isUnique(filter.getInput(), fields);
      case LogicalAggregate aggregate ->
          fields.get(0, aggregate.getGroupCount()).cardinality() == aggregate.getGroupCount();
      case Rels.Scan scan -> scan.members.isEmpty() && isUnique(scan.table, fields);
      default -> false;
    };
  }

  private static BitSet below(LogicalProject project, BitSet fields) {
    BitSet below = new BitSet();
    fields.stream()
        .mapToObj(i -> project.getProjects().get(i))
        .forEach(p -> {
          if (p instanceof RexInputRef field) {
            below.set(field.getIndex());
          }
        });
    return below;
  }

  private static boolean isUnique(Table table, BitSet fields) {
    List<Integer> equated =
        fields.stream()
            .filter(f -> f < table.liveColumns().size())
            .mapToObj(f -> table.liveColumns().get(f))
            .map(Column::number)
            .toList();
    return table.indexes().stream()
        .anyMatch(index ->
            table.immediatelyUnique(index)
                && index.valid()
                && index.predicateText() == null
                && index.keys().stream().map(Index.Key::column).allMatch(equated::contains));
  }
}
