package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Targets that are computed behind the sort: until then NULL stands in their place, and behind all
 * targets the fields that they read.
 */
final class LateTargets {
  private final Analysis analysis;
  private final TargetList targets;
  private final BitSet late;
  private final List<Integer> read;

  LateTargets(Analysis analysis, TargetList targets, BitSet late) {
    this.analysis = analysis;
    this.targets = targets;
    this.late = late;
    BitSet fields = new BitSet();
    late.stream().forEach(i -> Rex.fields(targets.expression(i), fields));
    this.read = fields.stream().boxed().toList();
  }

  /** The other targets and what the late ones read. */
  RelNode early(RelNode below) {
    List<RexNode> expressions = new ArrayList<>();
    for (int i = 0; i < targets.fields().size(); i++) {
      RexNode expression = targets.expression(i);
      expressions.add(
          late.get(i) ? analysis.constant(null, RelTypes.typeOf(expression), 0) : expression);
    }
    SetReturning.Unfolded unfolded = SetReturning.unfold(analysis, below, expressions);
    List<RexNode> all = new ArrayList<>(unfolded.expressions());
    for (int field : read) {
      all.add(new RexInputRef(field, below.getRowType().getFieldList().get(field).getType()));
    }
    return project(unfolded.rel(), all);
  }

  /** All targets, over what {@link #early} gave. */
  RelNode late(RelNode sorted) {
    int count = targets.fields().size();
    List<RexNode> expressions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      OutputField field = targets.fields().get(i);
      expressions.add(
          late.get(i)
              ? Rex.mapFields(field.expression(), f -> count + read.indexOf(f))
              : new RexInputRef(i, field.expression().getType()));
    }
    SetReturning.Unfolded unfolded = SetReturning.unfold(analysis, sorted, expressions);
    return project(unfolded.rel(), unfolded.expressions());
  }

  private RelNode project(RelNode below, List<RexNode> expressions) {
    return LogicalProject.create(
        below, List.of(), expressions, analysis.types.names(expressions.size()), Set.of());
  }
}
