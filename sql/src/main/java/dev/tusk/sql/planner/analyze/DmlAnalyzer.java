package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Policy.Command;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.grammar.OnlyTable;
import dev.tusk.sql.grammar.PgCurrentOf;
import dev.tusk.sql.grammar.PgDelete;
import dev.tusk.sql.grammar.PgInsert;
import dev.tusk.sql.grammar.PgMerge;
import dev.tusk.sql.grammar.PgUpdate;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.planner.analyze.ViewLevels.Event;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE and MERGE. */
public final class DmlAnalyzer {
  private final Analysis analysis;
  private final @Nullable Scope outer;

  /**
   * For a statement, or for one inside WITH.
   *
   * @param outer the WITH queries before it; null for none
   */
  public DmlAnalyzer(Analysis analysis, @Nullable Scope outer) {
    this.analysis = analysis;
    this.outer = outer;
  }

  /**
   * A statement that rules have not seen.
   *
   * @param relation what it is done to; null for MERGE
   * @param written as it was written, where that is asked for
   */
  record Analyzed(
      BoundDml dml, @Nullable ModifiedRelation relation, @Nullable ResolvedQuery written) {}

  /** A statement, or what the rules of its table make of it. */
  public BoundDml analyze(Modification statement) {
    return analysis.asWritten || statement instanceof PgMerge
        ? plain(statement, null, 0).dml()
        : new RuleRewriting(analysis, this).rewritten(statement);
  }

  /**
   * A statement by itself.
   *
   * @param rows of the rule whose action it is; null for none
   * @param stop OID of the view at which writing through views ends; 0 for none
   */
  Analyzed plain(Modification statement, @Nullable RuleRows rows, long stop) {
    SqlNodeList with = statement.with();
    Scope around = outer;
    List<CommonTableEntry> ctes = new ArrayList<>();
    if (rows != null) {
      ctes.addAll(rows.ctes());
    }
    WithAnalyzer analyzer = null;
    if (with != null) {
      analyzer = new WithAnalyzer(analysis, outer, null);
      ctes.addAll(analyzer.entries(with));
      around = analyzer.scope();
    }
    Analyzed analyzed =
        switch (statement) {
          case PgInsert insert ->
              new InsertAnalyzer(analysis, around, ctes, rows).insert(insert, stop);
          case PgUpdate update -> update(update, around, ctes, rows, stop);
          case PgDelete delete -> delete(delete, around, ctes, rows, stop);
          case PgMerge merge -> new MergeAnalyzer(analysis, around, ctes).merge(merge);
        };
    ResolvedQuery written = analyzed.written();
    return analyzer == null || with == null || written == null
        ? analyzed
        : new Analyzed(
            analyzed.dml(),
            analyzed.relation(),
            new ResolvedQuery.With(WithAnalyzer.recursive(with), analyzer.resolved(), written));
  }

  /** The table to change, which must be a stored one. */
  static Table target(Analysis analysis, Modification statement) {
    Table table = FromAnalyzer.table(analysis, statement.target());
    if (table.kind() == Table.Kind.MATERIALIZED_VIEW) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          String.format(Locale.ROOT, "cannot change materialized view \"%s\"", table.name()));
    }
    if (!table.kind().writable() && table.kind() != Table.Kind.VIEW) {
      throw table.kind() == Table.Kind.SEQUENCE
          ? SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              String.format(Locale.ROOT, "cannot change sequence \"%s\"", table.name()))
          : SqlException.of(
              SqlState.INSUFFICIENT_PRIVILEGE,
              String.format(
                  Locale.ROOT, "permission denied: \"%s\" is a system catalog", table.name()));
    }
    return table;
  }

  /** The alias written; null for none. */
  static @Nullable String alias(Modification statement) {
    SqlIdentifier alias = statement.alias();
    return alias == null ? null : alias.names.getLast();
  }

  /**
   * The target's rows and what they are joined with.
   *
   * @param width how many fields are the target's
   * @param from what it is joined with, as it was written
   */
  private record Source(
      ModifiedRelation relation,
      Scope scope,
      RelNode rel,
      FromItem.Relation target,
      int width,
      FromItem from) {}

  private Source source(
      Modification statement,
      ModifiedRelation relation,
      @Nullable SqlNode from,
      @Nullable Scope around,
      @Nullable RuleRows rows) {
    relation.touch();
    Scope scope = new Scope(analysis, around, null);
    FromAnalyzer analyzer = new FromAnalyzer(analysis, scope);
    Part target = relation.rows(scope, alias(statement));
    scope.add(target.items());
    FromItem.Relation named = written(statement, target);
    int width = target.fields();
    if (from == null && rows == null) {
      return new Source(relation, scope, target.rel(), named, width, new FromItem.Nothing());
    }
    Part joined = RuleRows.joined(analysis, analyzer, from, around, rows);
    scope.add(joined.items().stream().map(i -> i.shifted(width)).toList());
    RelNode rel =
        LogicalJoin.create(
            target.rel(),
            joined.rel(),
            List.of(),
            analysis.truth(true),
            Set.of(),
            JoinRelType.INNER);
    return new Source(relation, scope, rel, named, width, joined.resolved());
  }

  /** The target as it was written. */
  static FromItem.Relation written(Modification statement, Part target) {
    FromItem.Relation named = (FromItem.Relation) target.resolved();
    return statement.target() instanceof OnlyTable
        ? new FromItem.Relation(
            named.table(), named.alias(), named.columnAliases(), named.sample(), true)
        : named;
  }

  private @Nullable RexNode written(@Nullable SqlNode node, Source source) {
    if (node instanceof PgCurrentOf cursor) {
      return current(cursor, source);
    }
    return node == null
        ? null
        : new ExpressionAnalyzer(analysis, source.scope(), Clause.WHERE).condition(node, "WHERE");
  }

  /** Whether a row of the target is the one that a cursor stands on. */
  private RexNode current(PgCurrentOf cursor, Source source) {
    if (source.relation().named().kind() == Table.Kind.VIEW) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "WHERE CURRENT OF on a view is not implemented");
    }
    RexNode variable =
        analysis.variables == null
            ? null
            : new VariableNames(analysis, analysis.variables).cursor(cursor.getSimple());
    int rowId = source.relation().table().liveColumns().size();
    return analysis.call(
        new Shape.CurrentOf(),
        Types.BOOL,
        List.of(
            variable == null ? analysis.constant(cursor.getSimple(), Types.TEXT, 0) : variable,
            field(source, rowId),
            field(source, rowId + PhysicalPlan.SYSTEM_COLUMNS.indexOf(PhysicalPlan.TABLE_OID))),
        0);
  }

  private static RexNode field(Source source, int index) {
    return new RexInputRef(index, source.rel().getRowType().getFieldList().get(index).getType());
  }

  /** With the conditions of the views that are written through. */
  private @Nullable RexNode where(@Nullable RexNode written, Source source) {
    List<RexNode> conditions = new ArrayList<>(source.relation().conditions());
    if (written != null) {
      conditions.add(written);
    }
    return conditions.isEmpty() ? null : Rex.and(analysis.cluster.getRexBuilder(), conditions);
  }

  static List<OutputField> returning(Analysis analysis, Modification statement, Scope scope) {
    SqlNodeList list = statement.returning();
    if (list == null) {
      return List.of();
    }
    List<OutputField> fields = new ArrayList<>();
    for (OutputField field :
        SelectAnalyzer.targets(analysis, scope, null, list, Clause.RETURNING)) {
      fields.add(field.with(analysis.coercion.unknownToText(field.expression())));
    }
    return fields;
  }

  private Analyzed update(
      PgUpdate update,
      @Nullable Scope around,
      List<CommonTableEntry> ctes,
      @Nullable RuleRows rows,
      long stop) {
    ModifiedRelation relation =
        new ModifiedRelation(
            analysis,
            target(analysis, update),
            Event.UPDATE,
            stop,
            update.target() instanceof OnlyTable);
    Source source = source(update, relation, update.from(), around, rows);
    Assignments assignments = new Assignments(analysis, relation, source.scope());
    // The values come last, as in PostgreSQL: of two mistakes the first one found is told.
    RexNode where = written(update.where(), source);
    List<OutputField> returning = returning(analysis, update, source.scope());
    List<BoundDml.Set> sets = assignments.sets(update.assignments(), Clause.UPDATE);
    WritePolicies policies =
        WritePolicies.of(relation.policies(), source.width(), where, sets, returning);
    BoundDml dml =
        new BoundDml.Update(
            relation.table(),
            policies.changed(source.rel(), Command.UPDATE),
            where(where, source),
            sets,
            relation.checks(),
            policies.update(),
            returning,
            ctes);
    return new Analyzed(
        dml,
        relation,
        analysis.asWritten
            ? new ResolvedQuery.Update(
                source.target(),
                source.width(),
                source.from(),
                assignments.written(),
                where,
                returning)
            : null);
  }

  private Analyzed delete(
      PgDelete delete,
      @Nullable Scope around,
      List<CommonTableEntry> ctes,
      @Nullable RuleRows rows,
      long stop) {
    ModifiedRelation relation =
        new ModifiedRelation(
            analysis,
            target(analysis, delete),
            Event.DELETE,
            stop,
            delete.target() instanceof OnlyTable);
    Source source = source(delete, relation, delete.using(), around, rows);
    RexNode where = written(delete.where(), source);
    List<OutputField> returning = returning(analysis, delete, source.scope());
    WritePolicies policies =
        WritePolicies.of(relation.policies(), source.width(), where, List.of(), returning);
    BoundDml dml =
        new BoundDml.Delete(
            relation.table(),
            policies.changed(source.rel(), Command.DELETE),
            where(where, source),
            returning,
            ctes);
    return new Analyzed(
        dml,
        relation,
        analysis.asWritten
            ? new ResolvedQuery.Delete(
                source.target(), source.width(), source.from(), where, returning)
            : null);
  }
}
