package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.MergeAction;
import dev.tusk.sql.grammar.OnlyTable;
import dev.tusk.sql.grammar.PgMerge;
import dev.tusk.sql.grammar.PgWithItem;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** MERGE ({@code transformMergeStmt}). */
final class MergeAnalyzer {
  private final Analysis analysis;
  private final @Nullable Scope around;
  private final List<CommonTableEntry> ctes;
  private final List<ResolvedQuery.MergeStep> steps = new ArrayList<>();

  MergeAnalyzer(Analysis analysis, @Nullable Scope around, List<CommonTableEntry> ctes) {
    this.analysis = analysis;
    this.around = around;
    this.ctes = ctes;
  }

  /** What there is to be done, and that as it was written where that is asked for. */
  DmlAnalyzer.Analyzed merge(PgMerge merge) {
    if (merge.with() != null && merge.with().stream().anyMatch(MergeAnalyzer::recursive)) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "WITH RECURSIVE is not supported for MERGE statement");
    }
    checkReachable(merge);
    Table table = DmlAnalyzer.target(analysis, merge);
    if (table.kind() == Table.Kind.VIEW) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              String.format(Locale.ROOT, "cannot execute MERGE on relation \"%s\"", table.name()))
          .withDetail("This operation is not supported for views.");
    }
    if (!analysis.catalog.rules(table).isEmpty()) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              String.format(Locale.ROOT, "cannot execute MERGE on relation \"%s\"", table.name()))
          .withDetail("MERGE is not supported for relations with rules.");
    }
    Scope both = new Scope(analysis, around, null);
    FromAnalyzer from = new FromAnalyzer(analysis, both);
    String alias = DmlAnalyzer.alias(merge);
    Part target =
        merge.target() instanceof OnlyTable
            ? from.scan(table, alias, List.of())
            : from.family(table, alias, List.of());
    Part source = from.part(merge.source(), around, null);
    List<NamespaceItem> items =
        source.items().stream().map(i -> i.shifted(target.fields())).toList();
    checkAlias(String.valueOf(target.items().getFirst().alias()), items);
    both.add(target.items());
    both.add(items);
    Scope alone = both.sibling(items);
    target.items().forEach(item -> alone.items().add(item.invisible()));
    RexNode condition =
        new ExpressionAnalyzer(analysis, both, Clause.JOIN).condition(merge.condition(), "JOIN/ON");
    boolean outer =
        merge.actions().stream()
            .anyMatch(a -> !a.matched() && !(a.change() instanceof MergeAction.Nothing));
    List<BoundDml.Action> actions = new ArrayList<>();
    for (MergeAction action : merge.actions()) {
      actions.add(action(action, table, action.matched() ? both : alone));
    }
    WritePolicies policies =
        WritePolicies.of(new RowPolicies(analysis, table), target.fields(), condition, actions);
    RelNode joined =
        LogicalJoin.create(
            policies.merged(target.rel()),
            source.rel(),
            List.of(),
            condition,
            Set.of(),
            outer ? JoinRelType.RIGHT : JoinRelType.INNER);
    ResolvedQuery written =
        analysis.asWritten
            ? new ResolvedQuery.Merge(
                DmlAnalyzer.written(merge, target),
                target.fields(),
                source.resolved(),
                condition,
                List.copyOf(steps))
            : null;
    return new DmlAnalyzer.Analyzed(
        new BoundDml.Merge(table, joined, condition, actions, policies.merge(), ctes),
        null,
        written);
  }

  private static boolean recursive(SqlNode item) {
    return WithAnalyzer.recursive((PgWithItem) item);
  }

  private static void checkReachable(PgMerge merge) {
    for (boolean matched : new boolean[] {true, false}) {
      boolean ended = false;
      for (MergeAction action : merge.actions()) {
        if (action.matched() != matched) {
          continue;
        }
        if (ended) {
          throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              "unreachable WHEN clause specified after unconditional WHEN clause");
        }
        ended = action.condition() == null;
      }
    }
  }

  private static void checkAlias(String alias, List<NamespaceItem> source) {
    for (NamespaceItem item : source) {
      if (item.relationVisible() && alias.equals(item.alias())) {
        throw SqlException.of(
                SqlState.DUPLICATE_ALIAS,
                String.format(Locale.ROOT, "name \"%s\" specified more than once", alias))
            .withDetail("The name is used both as MERGE target table and data source.");
      }
    }
  }

  private void touch(Table table, long privilege) {
    analysis.touched.relation(analysis.place(table.oid()), privilege);
  }

  private BoundDml.Action action(MergeAction action, Table table, Scope scope) {
    SqlNode when = action.condition();
    RexNode condition =
        when == null
            ? null
            : new ExpressionAnalyzer(analysis, scope, Clause.MERGE_WHEN).condition(when, "WHEN");
    BoundDml.Change change =
        switch (action.change()) {
          case MergeAction.Update(var assignments) -> {
            touch(table, AclItem.UPDATE);
            Assignments sets =
                new Assignments(analysis, ModifiedRelation.of(analysis, table), scope);
            BoundDml.Change update =
                new BoundDml.UpdateChange(sets.sets(assignments, Clause.UPDATE));
            step(action, condition, new ResolvedQuery.MergeChange.Update(sets.written()));
            yield update;
          }
          case MergeAction.Delete _ -> {
            touch(table, AclItem.DELETE);
            step(action, condition, new ResolvedQuery.MergeChange.Delete());
            yield new BoundDml.DeleteChange();
          }
          case MergeAction.Insert(var insert) -> {
            touch(table, AclItem.INSERT);
            InsertAnalyzer analyzer = new InsertAnalyzer(analysis, around, ctes, null);
            List<RexNode> row = analyzer.row(insert, table, scope);
            if (analysis.asWritten) {
              step(action, condition, analyzer.writtenRow());
            }
            yield new BoundDml.InsertChange(row);
          }
          case MergeAction.Nothing _ -> {
            step(action, condition, new ResolvedQuery.MergeChange.Nothing());
            yield new BoundDml.NoChange();
          }
        };
    return new BoundDml.Action(action.matched(), condition, change);
  }

  private void step(
      MergeAction action, @Nullable RexNode condition, ResolvedQuery.MergeChange change) {
    steps.add(new ResolvedQuery.MergeStep(action.matched(), condition, change));
  }
}
