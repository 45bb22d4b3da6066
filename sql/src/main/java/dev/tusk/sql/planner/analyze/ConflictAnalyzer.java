package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.OnConflict;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.analyze.FromAnalyzer.Part;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** ON CONFLICT: which unique indexes are meant, and what happens to the existing row. */
final class ConflictAnalyzer {
  private final Analysis analysis;
  private final ModifiedRelation relation;
  private final Scope scope;
  private final Part target;
  private final Set<RexNode> keys = new LinkedHashSet<>();
  private @Nullable RexNode predicate;
  private ResolvedQuery.@Nullable Conflict written;

  /**
   * For one INSERT.
   *
   * @param scope with the target alone
   */
  ConflictAnalyzer(Analysis analysis, ModifiedRelation relation, Scope scope, Part target) {
    this.analysis = analysis;
    this.relation = relation;
    this.scope = scope;
    this.target = target;
  }

  /** What it is, as it was written; null where nothing was. */
  ResolvedQuery.@Nullable Conflict written() {
    return written;
  }

  private void write(
      OnConflict conflict, @Nullable List<ResolvedQuery.Assigned> sets, @Nullable RexNode where) {
    if (!analysis.asWritten) {
      return;
    }
    written =
        new ResolvedQuery.Conflict(
            List.copyOf(keys), predicate, conflict.constraint(), sets, where);
  }

  BoundDml.Conflict analyze(OnConflict conflict) {
    BoundDml.Arbiters arbiters = arbiters(conflict);
    if (conflict.assignments() == null) {
      write(conflict, null, null);
      return new BoundDml.Conflict(arbiters, List.of(), null);
    }
    if (conflict.constraint() == null && conflict.target().isEmpty()) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              "ON CONFLICT DO UPDATE requires inference specification or constraint name")
          .withHint("For example, ON CONFLICT (column_name).")
          .at(conflict.position());
    }
    relation.touch(AclItem.UPDATE);
    Scope both = scope.sibling(scope.items());
    both.items().add(excluded());
    Assignments assignments = new Assignments(analysis, relation, both);
    List<BoundDml.Set> sets = assignments.sets(conflict.assignments(), Clause.UPDATE);
    RexNode where =
        conflict.where() == null
            ? null
            : new ExpressionAnalyzer(analysis, both, Clause.WHERE)
                .condition(conflict.where(), "WHERE");
    write(conflict, assignments.written(), where);
    return new BoundDml.Conflict(arbiters, sets, where);
  }

  private NamespaceItem excluded() {
    List<RexNode> fields = new ArrayList<>();
    int start = target.fields();
    for (Column column : relation.table().liveColumns()) {
      fields.add(new RexInputRef(start + fields.size(), analysis.types.of(column)));
    }
    return new NamespaceItem("excluded", relation.columnsAt(start, fields), true, true);
  }

  private BoundDml.Arbiters arbiters(OnConflict conflict) {
    if (conflict.constraint() != null) {
      return new BoundDml.ConstraintIndex(
          constraint(conflict.constraint(), conflict.assignments() != null));
    }
    if (conflict.target().isEmpty()) {
      return new BoundDml.AnyIndex();
    }
    ExpressionAnalyzer expressions =
        new ExpressionAnalyzer(analysis, scope, Clause.INDEX_EXPRESSION);
    for (OnConflict.Target key : conflict.target()) {
      keys.add(
          key.expression() instanceof SqlIdentifier name && name.isSimple()
              ? column(name)
              : expressions.analyze(key.expression()));
    }
    predicate =
        conflict.targetWhere() == null
            ? null
            : new ExpressionAnalyzer(analysis, scope, Clause.INDEX_PREDICATE)
                .condition(conflict.targetWhere(), "WHERE");
    if (analysis.asWritten) {
      return new BoundDml.AnyIndex();
    }
    if (!(target.rel() instanceof Rels.Scan scan)) {
      throw SqlException.of(
          SqlState.INVALID_COLUMN_REFERENCE,
          "there is no unique or exclusion constraint matching the ON CONFLICT specification");
    }
    return new BoundDml.IndexesOver(
        scan, keys, predicate == null ? List.of() : Rex.conjuncts(predicate));
  }

  private RexNode column(SqlIdentifier name) {
    String text = name.getSimple();
    for (ScopeColumn column : target.items().getFirst().columns()) {
      if (column.name().equals(text)) {
        relation.touchRead(column);
        return column.value();
      }
    }
    throw SqlException.of(
            SqlState.UNDEFINED_COLUMN,
            String.format(Locale.ROOT, "column \"%s\" does not exist", text))
        .at(ExpressionAnalyzer.position(name));
  }

  private Index constraint(String name, boolean updates) {
    Table table = relation.table();
    for (Constraint constraint : table.constraints()) {
      if (constraint.heldBy() != 0 && constraint.name().equals(name)) {
        if (updates && constraint instanceof Constraint.Exclusion) {
          throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              "ON CONFLICT DO UPDATE not supported with exclusion constraints");
        }
        for (Index index : table.indexes()) {
          if (index.oid() == constraint.heldBy()) {
            if (constraint instanceof Constraint.Unique unique) {
              // Whether there is such a key may be known only to who may read it.
              unique.columns().forEach(column -> relation.touchRead(column));
            }
            return index;
          }
        }
      }
    }
    throw SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        String.format(
            Locale.ROOT, "constraint \"%s\" for table \"%s\" does not exist", name, table.name()));
  }
}
