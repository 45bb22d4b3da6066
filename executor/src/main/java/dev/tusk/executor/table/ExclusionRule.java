package dev.tusk.executor.table;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.search.IndexRange;
import dev.tusk.executor.search.RowCondition;
import dev.tusk.executor.search.RowCondition.Sought;
import dev.tusk.executor.table.TableRules.IndexRule;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint.Exclusion;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An EXCLUDE constraint, compiled.
 *
 * @param operators over (held, added), one for each key
 */
record ExclusionRule(Exclusion constraint, IndexRule index, List<Evaluator> operators) {
  static ExclusionRule of(TableLayout layout, Exclusion constraint, RuleCompiler compiler) {
    Index index =
        layout.table().indexes().stream()
            .filter(i -> i.oid() == constraint.indexOid())
            .findFirst()
            .orElseThrow();
    List<Evaluator> operators = new ArrayList<>();
    for (int i = 0; i < index.keys().size(); i++) {
      operators.add(
          compiler.overRow(
              pair(index.keys().get(i).type()),
              "held OPERATOR(pg_catalog." + constraint.operators().get(i) + ") added"));
    }
    return new ExclusionRule(
        constraint, TableRules.indexRule(layout, index, compiler), List.copyOf(operators));
  }

  /** A table of two values, which is nowhere. */
  private static Table pair(Type type) {
    return new Table(
        0,
        "",
        "",
        Table.Kind.TABLE,
        List.of(
            new Column(1, "held", type, -1, false, null, Column.Identity.NONE, false),
            new Column(2, "added", type, -1, false, null, Column.Identity.NONE, false)),
        List.of(),
        List.of());
  }

  /** The values of a row that it may not share; null for a row that it is not about. */
  @Nullable Object @Nullable [] values(@Nullable Object[] row, Execution execution) {
    if (!index.covers(row, execution)) {
      return null;
    }
    @Nullable Object[] values = index.values(row, execution);
    return index.hasNull(values) ? null : values;
  }

  boolean conflict(@Nullable Object[] held, @Nullable Object[] added, Execution execution) {
    for (int i = 0; i < operators.size(); i++) {
      if (!operators.get(i).holds(new @Nullable Object[] {held[i], added[i]}, execution)) {
        return false;
      }
    }
    return true;
  }

  /** Where rows with conflicting values are found. */
  RowCondition condition(@Nullable Object[] values) {
    List<Object> all = new ArrayList<>();
    for (Object value : values) {
      all.add(Objects.requireNonNull(value));
    }
    if (index.index().ordered()) {
      return new RowCondition.Ranges(index.index(), List.of(IndexRange.equalTo(all)));
    }
    List<Sought> sought = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      sought.add(new Sought(i, constraint.operators().get(i), all.get(i)));
    }
    return new RowCondition.Contained(index.index(), sought);
  }
}
