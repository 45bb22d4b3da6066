package dev.tusk.sql.planner.algebra;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A relational node of ours: a row type, inputs, and an identity of its own, so that no two are
 * ever taken for the same.
 */
abstract class RelRow extends AbstractRelNode {
  private List<RelNode> inputs;

  RelRow(RelOptCluster cluster, List<? extends RelNode> inputs, RelDataType rowType) {
    super(cluster, cluster.traitSet());
    this.inputs = List.copyOf(inputs);
    this.rowType = rowType;
  }

  @Override
  public final List<RelNode> getInputs() {
    return inputs;
  }

  @Override
  public final void replaceInput(int ordinal, RelNode newInput) {
    var changed = new java.util.ArrayList<>(inputs);
    changed.set(ordinal, newInput);
    inputs = List.copyOf(changed);
    recomputeDigest();
  }

  public final RelNode input() {
    return inputs.getFirst();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    super.explainTerms(writer);
    for (int i = 0; i < inputs.size(); i++) {
      writer.input("input" + i, inputs.get(i));
    }
    return writer.item("node", System.identityHashCode(this));
  }

  /** The same node over other inputs. */
  abstract RelNode over(List<RelNode> newInputs);

  @Override
  public final RelNode copy(org.apache.calcite.plan.RelTraitSet traits, List<RelNode> newInputs) {
    if (newInputs.equals(inputs)) {
      return this;
    }
    return over(newInputs);
  }
}
