package dev.tusk.sql.planner;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.OnConflict;
import dev.tusk.sql.planner.FromAnalyzer.Part;
import dev.tusk.sql.planner.NamespaceItem.ScopeColumn;
import java.util.ArrayList;
import java.util.HashSet;
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
  private final Table table;
  private final Scope scope;
  private final Part target;

  /**
   * For one INSERT.
   *
   * @param scope with the target alone
   */
  ConflictAnalyzer(Analysis analysis, Table table, Scope scope, Part target) {
    this.analysis = analysis;
    this.table = table;
    this.scope = scope;
    this.target = target;
  }

  BoundDml.Conflict analyze(OnConflict conflict) {
    List<Index> arbiters = arbiters(conflict);
    if (conflict.assignments() == null) {
      return new BoundDml.Conflict(arbiters, List.of(), null);
    }
    if (arbiters.isEmpty()) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              "ON CONFLICT DO UPDATE requires inference specification or constraint name")
          .withHint("For example, ON CONFLICT (column_name).")
          .at(conflict.position());
    }
    Scope both = scope.sibling(scope.items());
    both.items().add(excluded());
    List<BoundDml.Set> sets =
        new Assignments(analysis, table, both).sets(conflict.assignments(), Clause.UPDATE);
    RexNode where =
        conflict.where() == null
            ? null
            : new ExpressionAnalyzer(analysis, both, Clause.WHERE)
                .condition(conflict.where(), "WHERE");
    return new BoundDml.Conflict(arbiters, sets, where);
  }

  private NamespaceItem excluded() {
    List<ScopeColumn> columns = new ArrayList<>();
    int field = target.fields();
    for (Column column : DmlPlanner.liveColumns(table)) {
      columns.add(
          new ScopeColumn(
              column.name(),
              new RexInputRef(field++, analysis.types.of(column.type(), column.typmod())),
              0,
              0));
    }
    return new NamespaceItem("excluded", null, null, columns, List.of(), true, true);
  }

  private List<Index> arbiters(OnConflict conflict) {
    if (conflict.constraint() != null) {
      return List.of(constraint(conflict.constraint()));
    }
    if (conflict.target().isEmpty()) {
      return List.of();
    }
    ExpressionAnalyzer expressions =
        new ExpressionAnalyzer(analysis, scope, Clause.INDEX_EXPRESSION);
    Set<RexNode> keys = new HashSet<>();
    for (OnConflict.Target key : conflict.target()) {
      keys.add(
          key.expression() instanceof SqlIdentifier name && name.isSimple()
              ? column(name)
              : expressions.analyze(key.expression()));
    }
    RexNode predicate =
        conflict.targetWhere() == null
            ? null
            : new ExpressionAnalyzer(analysis, scope, Clause.INDEX_PREDICATE)
                .condition(conflict.targetWhere(), "WHERE");
    List<Index> found = new ArrayList<>();
    for (Index index : table.indexes()) {
      if (index.unique() && index.valid() && matches(index, keys, predicate)) {
        found.add(index);
      }
    }
    if (found.isEmpty()) {
      throw SqlException.of(
          SqlState.INVALID_COLUMN_REFERENCE,
          "there is no unique or exclusion constraint matching the ON CONFLICT specification");
    }
    return found;
  }

  private RexNode column(SqlIdentifier name) {
    String text = name.getSimple();
    for (ScopeColumn column : target.items().getFirst().columns()) {
      if (column.name().equals(text)) {
        return column.value();
      }
    }
    throw SqlException.of(
            SqlState.UNDEFINED_COLUMN,
            String.format(Locale.ROOT, "column \"%s\" does not exist", text))
        .at(ExpressionAnalyzer.position(name));
  }

  private boolean matches(Index index, Set<RexNode> keys, @Nullable RexNode predicate) {
    Rels.Scan scan = (Rels.Scan) target.rel();
    IndexMatching matching = new IndexMatching(analysis);
    Set<RexNode> own = new HashSet<>();
    index.keys().forEach(k -> own.add(matching.keyExpression(scan, k)));
    return own.size() == keys.size()
        && own.stream().allMatch(o -> keys.stream().anyMatch(k -> Alike.same(analysis, k, o)))
        && matching.implied(scan, index, predicate == null ? List.of() : Rex.conjuncts(predicate));
  }

  private Index constraint(String name) {
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof Constraint.Unique unique && unique.name().equals(name)) {
        for (Index index : table.indexes()) {
          if (index.oid() == unique.indexOid()) {
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
