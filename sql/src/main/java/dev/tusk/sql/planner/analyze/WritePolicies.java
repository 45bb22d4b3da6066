package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Policy.Command;
import dev.tusk.sql.plan.PolicyMoment;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.BoundDml.PolicyCheck;
import dev.tusk.sql.planner.algebra.OutputField;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of a table make of a statement that changes it: which of its rows are met, and
 * what rows must be. Where columns of the table are read, rows must also be such as may be seen.
 */
final class WritePolicies {
  private final RowPolicies policies;
  private final boolean reads;

  private WritePolicies(RowPolicies policies, boolean reads) {
    this.policies = policies;
    this.reads = reads;
  }

  /**
   * Of UPDATE and DELETE.
   *
   * @param width how many fields of the row are the table's
   */
  static WritePolicies of(
      RowPolicies policies,
      int width,
      @Nullable RexNode where,
      List<BoundDml.Set> sets,
      List<OutputField> returning) {
    List<RexNode> read = new ArrayList<>();
    if (where != null) {
      read.add(where);
    }
    sets.forEach(s -> read.add(s.value()));
    returning.forEach(f -> read.add(f.expression()));
    return new WritePolicies(policies, RowPolicies.reads(read, width));
  }

  /** Of INSERT. */
  static WritePolicies of(
      RowPolicies policies,
      int width,
      BoundDml.@Nullable Conflict conflict,
      List<OutputField> returning) {
    List<RexNode> read = new ArrayList<>();
    returning.forEach(f -> read.add(f.expression()));
    if (conflict != null) {
      conflict.assignments().forEach(s -> read.add(s.value()));
      if (conflict.where() != null) {
        read.add(conflict.where());
      }
    }
    boolean finds = conflict != null && !(conflict.arbiters() instanceof BoundDml.AnyIndex);
    return new WritePolicies(policies, finds || RowPolicies.reads(read, width));
  }

  /** Of MERGE. */
  static WritePolicies of(
      RowPolicies policies, int width, RexNode condition, List<BoundDml.Action> actions) {
    List<RexNode> read = new ArrayList<>(List.of(condition));
    for (BoundDml.Action action : actions) {
      if (action.condition() != null) {
        read.add(action.condition());
      }
      if (action.change() instanceof BoundDml.UpdateChange(var assignments)) {
        assignments.forEach(s -> read.add(s.value()));
      }
    }
    return new WritePolicies(policies, RowPolicies.reads(read, width));
  }

  /** The rows that UPDATE or DELETE may change; the table's come first in them. */
  RelNode changed(RelNode rows, Command command) {
    return policies.secured(rows, reads ? List.of(command, Command.SELECT) : List.of(command));
  }

  /** The rows that MERGE meets. */
  RelNode merged(RelNode rows) {
    return reads ? policies.secured(rows, List.of(Command.SELECT)) : rows;
  }

  List<PolicyCheck> update() {
    List<PolicyCheck> checks = new ArrayList<>();
    updated(checks);
    return checks;
  }

  private void updated(List<PolicyCheck> checks) {
    policies.addChecks(checks, PolicyMoment.UPDATE, Command.UPDATE, false);
    if (reads) {
      policies.addChecks(checks, PolicyMoment.UPDATE, Command.SELECT, true);
    }
  }

  List<PolicyCheck> insert(BoundDml.@Nullable Conflict conflict) {
    List<PolicyCheck> checks = new ArrayList<>();
    policies.addChecks(checks, PolicyMoment.INSERT, Command.INSERT, false);
    if (reads) {
      policies.addChecks(checks, PolicyMoment.INSERT, Command.SELECT, true);
    }
    if (conflict != null && !conflict.assignments().isEmpty()) {
      policies.addChecks(checks, PolicyMoment.CONFLICT, Command.UPDATE, true);
      if (reads) {
        policies.addChecks(checks, PolicyMoment.CONFLICT, Command.SELECT, true);
      }
      updated(checks);
    }
    return checks;
  }

  /** Of MERGE: an action on a row that a policy forbids is an error, not left out. */
  List<PolicyCheck> merge() {
    List<PolicyCheck> checks = new ArrayList<>();
    policies.addChecks(checks, PolicyMoment.MERGE_UPDATE, Command.UPDATE, true);
    updated(checks);
    policies.addChecks(checks, PolicyMoment.MERGE_DELETE, Command.DELETE, true);
    policies.addChecks(checks, PolicyMoment.INSERT, Command.INSERT, false);
    return checks;
  }
}
