package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.Assignment;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.plan.PolicyCheck;
import dev.tusk.sql.plan.VersionFields;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Physical plans of INSERT, UPDATE, DELETE and MERGE. */
public final class DmlPlanner {
  private static final int SYSTEM = PhysicalPlan.SYSTEM_COLUMNS.size();

  private final PhysicalPlanner planner;

  public DmlPlanner(PhysicalPlanner planner) {
    this.planner = planner;
  }

  public PhysicalPlan plan(BoundDml dml) {
    List<PhysicalPlan.Cte> ctes = planner.ctes(dml.ctes());
    PhysicalPlan body =
        switch (dml) {
          case BoundDml.Insert insert -> insert(insert);
          case BoundDml.Update update -> update(update);
          case BoundDml.Delete delete -> delete(delete);
          case BoundDml.Merge merge -> merge(merge);
          case BoundDml.Rewritten rewritten -> steps(rewritten);
        };
    return with(ctes, body);
  }

  private static PhysicalPlan with(List<PhysicalPlan.Cte> ctes, PhysicalPlan body) {
    return ctes.isEmpty() ? body : new PhysicalPlan.With(ctes, body, body.types(), body.estimate());
  }

  private PhysicalPlan steps(BoundDml.Rewritten rewritten) {
    List<PhysicalPlan> steps = new ArrayList<>();
    Map<Integer, List<PlannedStatement.OutputColumn>> told = new HashMap<>();
    for (BoundDml.Step step : rewritten.steps()) {
      steps.add(
          switch (step) {
            case BoundDml.Modification(BoundDml dml) -> plan(dml);
            case BoundDml.Selection(RelNode query, var fields, List<CommonTableEntry> ctes) -> {
              if (fields != null) {
                told.put(steps.size(), fields.stream().map(OutputField::column).toList());
              }
              yield with(planner.ctes(ctes), planner.plan(query));
            }
          });
    }
    PhysicalPlan counted = rewritten.counted() < 0 ? null : steps.get(rewritten.counted());
    return new PhysicalPlan.Steps(
        steps,
        rewritten.counted(),
        told,
        rewritten.origins(),
        counted == null ? List.of() : counted.types(),
        counted == null ? new Estimate(0, 0, 0, 0) : counted.estimate());
  }

  private PhysicalPlan insert(BoundDml.Insert insert) {
    PhysicalPlan input = planner.plan(insert.source());
    int columns = insert.table().liveColumns().size();
    BoundDml.Conflict conflict = insert.onConflict();
    PhysicalPlan.OnConflict onConflict = null;
    if (conflict != null) {
      int[] positions = conflictPositions(columns);
      onConflict =
          new PhysicalPlan.OnConflict(
              arbiters(insert.table(), conflict.arbiters()),
              assignments(conflict.assignments(), positions),
              planner.expressions().buildOptional(conflict.where(), positions));
    }
    List<Expression> returning =
        returning(insert.returning(), ExpressionBuilder.identity(columns + SYSTEM));
    return new PhysicalPlan.Insert(
        insert.table(),
        input,
        onConflict,
        checks(insert.checks(), ExpressionBuilder.identity(columns + SYSTEM)),
        policies(insert.policies(), ExpressionBuilder.identity(columns + SYSTEM)),
        returning,
        returning.stream().map(Expression::type).toList(),
        over(input, returning));
  }

  private List<Index> arbiters(Table table, BoundDml.Arbiters arbiters) {
    return switch (arbiters) {
      case BoundDml.AnyIndex() -> List.of();
      case BoundDml.ConstraintIndex(Index index) -> List.of(index);
      case BoundDml.IndexesOver wanted -> inferred(table, wanted);
    };
  }

  /** {@code infer_arbiter_indexes}. */
  private List<Index> inferred(Table table, BoundDml.IndexesOver wanted) {
    IndexMatching matching = new IndexMatching(planner.analysis());
    List<Index> found =
        table.indexes().stream()
            .filter(index -> index.unique() && index.valid() && matching.is(index, wanted))
            .toList();
    if (found.isEmpty()) {
      throw SqlException.of(
          SqlState.INVALID_COLUMN_REFERENCE,
          "there is no unique or exclusion constraint matching the ON CONFLICT specification");
    }
    return found;
  }

  /** Existing and system columns, excluded columns. */
  private static int[] conflictPositions(int columns) {
    int[] positions = new int[2 * columns + SYSTEM];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i;
    }
    return positions;
  }

  private List<Assignment> assignments(List<BoundDml.Set> sets, int[] positions) {
    List<Assignment> assignments = new ArrayList<>();
    for (BoundDml.Set set : sets) {
      assignments.add(
          new Assignment(set.column(), planner.expressions().build(set.value(), positions)));
    }
    return assignments;
  }

  private List<Expression> returning(List<OutputField> fields, int[] positions) {
    List<Expression> expressions = new ArrayList<>();
    for (OutputField field : fields) {
      expressions.add(planner.expressions().build(field.expression(), positions));
    }
    return expressions;
  }

  private static Estimate over(PhysicalPlan input, List<Expression> returning) {
    Estimate e = input.estimate();
    return new Estimate(
        e.startupCost(),
        e.totalCost(),
        returning.isEmpty() ? 0 : e.rows(),
        returning.isEmpty() ? 0 : e.width());
  }

  /** The rows to change, in the order that UPDATE and DELETE promise. */
  private record Target(
      List<Table> targets,
      PhysicalPlan input,
      int[] positions,
      @Nullable Expression recheck,
      VersionFields versions) {}

  private Target target(
      Table table, RelNode source, @Nullable RexNode condition, List<RexNode> read) {
    int columns = table.liveColumns().size();
    BitSet needed = new BitSet();
    needed.set(0, columns + 1);
    List<Table> targets = targets(table, source);
    if (!targets.isEmpty()) {
      needed.set(systemField(columns, PhysicalPlan.TABLE_OID));
    }
    read.forEach(r -> Rex.fields(r, needed));
    List<RexNode> asked = new ArrayList<>(security(source));
    if (condition != null) {
      asked.add(condition);
    }
    asked.forEach(c -> Rex.fields(c, needed));
    RelNode filtered = condition == null ? source : LogicalFilter.create(source, condition);
    RelNode rewritten = planner.rewritten(filtered);
    int[] wanted = needed.stream().toArray();
    PhysicalPlan input = planner.inOrder(planner.build(rewritten, needed), wanted, rewritten);
    int[] positions = new int[source.getRowType().getFieldCount()];
    Arrays.fill(positions, -1);
    for (int i = 0; i < wanted.length; i++) {
      positions[wanted[i]] = i;
    }
    return new Target(
        targets,
        input,
        positions,
        asked.isEmpty()
            ? null
            : planner
                .expressions()
                .buildOptional(
                    Rex.and(planner.analysis().cluster.getRexBuilder(), asked), positions),
        new VersionFields(
            positions[systemField(columns, PhysicalPlan.TABLE_OID)],
            positions[systemField(columns, PhysicalPlan.XMIN)],
            positions[systemField(columns, PhysicalPlan.XMAX)],
            positions[systemField(columns, PhysicalPlan.CMIN)],
            positions[systemField(columns, PhysicalPlan.CTID)]));
  }

  /** What rows of the table that is changed, which comes first, must be by its policies. */
  private static List<RexNode> security(RelNode source) {
    RelNode rel = source;
    while (!rel.getInputs().isEmpty()) {
      rel = rel.getInput(0);
    }
    return rel instanceof Rels.Scan scan ? scan.security : List.of();
  }

  /** The tables whose rows are the table's; empty for the table alone. */
  private static List<Table> targets(Table table, RelNode source) {
    if (source instanceof Rels.Scan scan) {
      return scan.table.oid() == table.oid()
          ? scan.members.stream().map(member -> member.table).toList()
          : List.of();
    }
    // The table comes first in whatever it is joined with.
    return source.getInputs().isEmpty() ? List.of() : targets(table, source.getInput(0));
  }

  private static int systemField(int columns, int number) {
    return columns + PhysicalPlan.SYSTEM_COLUMNS.indexOf(number);
  }

  private PhysicalPlan update(BoundDml.Update update) {
    List<RexNode> read = new ArrayList<>();
    update.assignments().forEach(a -> read.add(a.value()));
    update.returning().forEach(r -> read.add(r.expression()));
    update.checks().forEach(c -> read.add(c.condition()));
    update.policies().forEach(c -> read.add(c.condition()));
    Target target = target(update.table(), update.source(), update.condition(), read);
    List<Expression> returning = returning(update.returning(), target.positions());
    return new PhysicalPlan.Update(
        update.table(),
        target.targets(),
        target.input(),
        assignments(update.assignments(), target.positions()),
        target.recheck(),
        target.versions(),
        checks(update.checks(), target.positions()),
        policies(update.policies(), target.positions()),
        returning,
        types(returning),
        over(target.input(), returning));
  }

  private List<PhysicalPlan.ViewCheck> checks(List<BoundDml.ViewCheck> checks, int[] positions) {
    return checks.stream()
        .map(c ->
            new PhysicalPlan.ViewCheck(
                c.view(), planner.expressions().build(c.condition(), positions)))
        .toList();
  }

  private List<PolicyCheck> policies(List<BoundDml.PolicyCheck> checks, int[] positions) {
    return checks.stream()
        .map(c ->
            new PolicyCheck(
                c.when(),
                c.table(),
                c.policy(),
                planner
                    .expressions()
                    .build(new ConstantFolding(planner).condition(c.condition()), positions)))
        .toList();
  }

  private PhysicalPlan delete(BoundDml.Delete delete) {
    List<RexNode> read = new ArrayList<>();
    delete.returning().forEach(r -> read.add(r.expression()));
    Target target = target(delete.table(), delete.source(), delete.condition(), read);
    List<Expression> returning = returning(delete.returning(), target.positions());
    return new PhysicalPlan.Delete(
        delete.table(),
        target.targets(),
        target.input(),
        target.recheck(),
        target.versions(),
        returning,
        types(returning),
        over(target.input(), returning));
  }

  private PhysicalPlan merge(BoundDml.Merge merge) {
    List<RexNode> read = new ArrayList<>();
    read.add(merge.condition());
    merge.policies().forEach(c -> read.add(c.condition()));
    List<RexNode> belongs = new ArrayList<>(security(merge.source()));
    belongs.add(merge.condition());
    for (BoundDml.Action action : merge.actions()) {
      if (action.condition() != null) {
        read.add(action.condition());
      }
      switch (action.change()) {
        case BoundDml.UpdateChange(var assignments) ->
            assignments.forEach(assignment -> read.add(assignment.value()));
        case BoundDml.InsertChange(var row) -> read.addAll(row);
        case BoundDml.DeleteChange _, BoundDml.NoChange _ -> {}
      }
    }
    Target target = target(merge.table(), merge.source(), null, read);
    List<PhysicalPlan.MergeAction> actions = new ArrayList<>();
    for (BoundDml.Action action : merge.actions()) {
      actions.add(
          new PhysicalPlan.MergeAction(
              action.matched(),
              planner.expressions().buildOptional(action.condition(), target.positions()),
              change(action.change(), target.positions())));
    }
    return new PhysicalPlan.Merge(
        merge.table(),
        target.targets(),
        target.input(),
        planner
            .expressions()
            .build(
                Rex.and(planner.analysis().cluster.getRexBuilder(), belongs), target.positions()),
        actions,
        policies(merge.policies(), target.positions()),
        target.versions(),
        List.of(),
        over(target.input(), List.of()));
  }

  private PhysicalPlan.MergeChange change(BoundDml.Change change, int[] positions) {
    return switch (change) {
      case BoundDml.UpdateChange(var assignments) ->
          new PhysicalPlan.MergeChange.Update(assignments(assignments, positions));
      case BoundDml.InsertChange(var row) ->
          new PhysicalPlan.MergeChange.Insert(
              row.stream().map(value -> planner.expressions().build(value, positions)).toList());
      case BoundDml.DeleteChange _ -> new PhysicalPlan.MergeChange.Delete();
      case BoundDml.NoChange _ -> new PhysicalPlan.MergeChange.Nothing();
    };
  }

  private static List<Type> types(List<Expression> expressions) {
    return expressions.stream().map(Expression::type).toList();
  }
}
