package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.grammar.OnlyTable;
import dev.tusk.sql.grammar.PgDelete;
import dev.tusk.sql.grammar.PgInsert;
import dev.tusk.sql.grammar.PgMerge;
import dev.tusk.sql.grammar.PgUpdate;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.planner.analyze.ViewLevels.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
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

  public BoundDml analyze(Modification statement) {
    SqlNodeList with = statement.with();
    Scope around = outer;
    List<CommonTableEntry> ctes = List.of();
    if (with != null) {
      WithAnalyzer analyzer = new WithAnalyzer(analysis, outer, null);
      ctes = analyzer.entries(with);
      around = analyzer.scope();
    }
    return switch (statement) {
      case PgInsert insert -> new InsertAnalyzer(analysis, around, ctes).insert(insert);
      case PgUpdate update -> update(update, around, ctes);
      case PgDelete delete -> delete(delete, around, ctes);
      case PgMerge merge -> new MergeAnalyzer(analysis, around, ctes).merge(merge);
    };
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
    boolean alone = statement instanceof PgInsert || statement.target() instanceof OnlyTable;
    if (!alone && !analysis.catalog.descendants(table).isEmpty()) {
      throw SqlException.notSupported("changing rows of a table and those that inherit from it")
          .withHint("Name each table by itself, with ONLY.");
    }
    return table;
  }

  /** The alias written; null for none. */
  static @Nullable String alias(Modification statement) {
    SqlIdentifier alias = statement.alias();
    return alias == null ? null : alias.names.getLast();
  }

  /** The target's rows and what they are joined with. */
  private record Source(ModifiedRelation relation, Scope scope, RelNode rel) {}

  private Source source(
      Modification statement, Event event, @Nullable SqlNode from, @Nullable Scope around) {
    ModifiedRelation relation = new ModifiedRelation(analysis, target(analysis, statement), event);
    Scope scope = new Scope(analysis, around, null);
    FromAnalyzer analyzer = new FromAnalyzer(analysis, scope);
    Part target = relation.rows(scope, alias(statement));
    scope.add(target.items());
    if (from == null) {
      return new Source(relation, scope, target.rel());
    }
    Part joined = analyzer.part(from, around, null);
    scope.add(joined.items().stream().map(i -> i.shifted(target.fields())).toList());
    RelNode rel =
        LogicalJoin.create(
            target.rel(),
            joined.rel(),
            List.of(),
            analysis.truth(true),
            Set.of(),
            JoinRelType.INNER);
    return new Source(relation, scope, rel);
  }

  private @Nullable RexNode where(@Nullable SqlNode node, Source source) {
    List<RexNode> conditions = new ArrayList<>(source.relation().conditions());
    if (node != null) {
      conditions.add(
          new ExpressionAnalyzer(analysis, source.scope(), Clause.WHERE).condition(node, "WHERE"));
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

  private BoundDml update(PgUpdate update, @Nullable Scope around, List<CommonTableEntry> ctes) {
    Source source = source(update, Event.UPDATE, update.from(), around);
    List<BoundDml.Set> sets =
        new Assignments(analysis, source.relation(), source.scope())
            .sets(update.assignments(), Clause.UPDATE);
    RexNode where = where(update.where(), source);
    return new BoundDml.Update(
        source.relation().table(),
        source.rel(),
        where,
        sets,
        source.relation().checks(),
        returning(analysis, update, source.scope()),
        ctes);
  }

  private BoundDml delete(PgDelete delete, @Nullable Scope around, List<CommonTableEntry> ctes) {
    Source source = source(delete, Event.DELETE, delete.using(), around);
    RexNode where = where(delete.where(), source);
    return new BoundDml.Delete(
        source.relation().table(),
        source.rel(),
        where,
        returning(analysis, delete, source.scope()),
        ctes);
  }
}
