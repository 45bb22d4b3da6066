package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Policy.Command;
import dev.tusk.sql.grammar.RowLock;
import dev.tusk.sql.planner.algebra.Rels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;

/** Rows that FOR UPDATE and its kin lock must be such as one may update, besides being seen. */
final class LockedPolicies {
  private final Analysis analysis;

  /** The places of the locked rows' ids in the row of FROM. */
  private final Set<Integer> locked = new TreeSet<>();

  LockedPolicies(Analysis analysis, Scope scope, List<RowLock> clauses) {
    this.analysis = analysis;
    for (RowLock clause : clauses) {
      for (NamespaceItem item : scope.items()) {
        boolean named =
            clause.tables().isEmpty()
                || clause.tables().stream().anyMatch(t -> t.names.getLast().equals(item.alias()));
        if (named && item.rowId() instanceof RexInputRef rowId) {
          locked.add(rowId.getIndex());
        }
      }
    }
  }

  RelNode secured(RelNode rows) {
    return locked.isEmpty() ? rows : secured(rows, 0);
  }

  private RelNode secured(RelNode rel, int offset) {
    if (rel instanceof Rels.Scan scan) {
      return locked.contains(offset + scan.rowIdField())
          ? new RowPolicies(analysis, scan.table).secured(scan, Command.UPDATE, Command.SELECT)
          : scan;
    }
    boolean known =
        rel instanceof Filter
            || rel instanceof Project
            || rel instanceof Join
            || rel instanceof Rels.Lateral;
    if (!known) {
      return rel;
    }
    List<RelNode> inputs = new ArrayList<>();
    int start = offset;
    for (RelNode input : rel.getInputs()) {
      inputs.add(secured(input, start));
      start += input.getRowType().getFieldCount();
    }
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }
}
