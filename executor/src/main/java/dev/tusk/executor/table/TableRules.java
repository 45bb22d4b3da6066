package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.inverted.InvertedCodec;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.storage.NewRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a table has to satisfy, and the keys under which indexes find it; compiled once.
 */
final class TableRules {
  private record Generated(int position, Evaluator value) {}

  record CheckRule(Constraint.Check constraint, Evaluator condition) {}

  /**
   * An index.
   *
   * @param deferrable the constraint that it holds, where that may be deferred
   * @param inverted how values become entries in an inverted index; null in others
   * @param positions of key columns among the live ones, -1 where {@code expressions} has the key
   */
  record IndexRule(
      Index index,
      Constraint.@Nullable Unique deferrable,
      long storageId,
      KeyCodec codec,
      @Nullable InvertedCodec inverted,
      int[] positions,
      @Nullable Evaluator[] expressions,
      @Nullable Evaluator predicate) {

    boolean covers(@Nullable Object[] row, Execution execution) {
      return predicate == null || predicate.holds(row, execution);
    }

    /** The values of the keys for a row. */
    @Nullable Object[] values(@Nullable Object[] row, Execution execution) {
      @Nullable Object[] values = new @Nullable Object[positions.length];
      for (int i = 0; i < positions.length; i++) {
        Evaluator expression = expressions[i];
        values[i] = expression == null ? row[positions[i]] : expression.evaluate(row, execution);
      }
      return values;
    }

    /**
     * Adds the entries of an inverted index to a row; false for an index that has one key a row.
     */
    boolean addedContents(NewRow to, @Nullable Object[] values) {
      InvertedCodec contents = inverted;
      if (contents == null) {
        return false;
      }
      contents.entries(values).forEach(entry -> to.entry(storageId, entry));
      return true;
    }

    /** Whether the rows may have different keys; those of plain columns alone are asked for. */
    boolean mayDiffer(@Nullable Object[] before, @Nullable Object[] after) {
      boolean differ = false;
      for (int i = 0; i < positions.length; i++) {
        if (expressions[i] != null || predicate != null) {
          return false;
        }
        differ |= before[positions[i]] != after[positions[i]];
      }
      return differ;
    }

    boolean hasNull(@Nullable Object[] values) {
      return Arrays.asList(values).contains(null);
    }
  }

  private final TableObject object;
  private final int[] notNull;
  private final List<Generated> generated = new ArrayList<>();
  private final List<CheckRule> checks = new ArrayList<>();
  private final List<IndexRule> indexes = new ArrayList<>();
  private final List<Constraint.ForeignKey> foreignKeys = new ArrayList<>();
  private final List<ExclusionRule> exclusions = new ArrayList<>();
  private final Map<Long, IndexRule> nearest = new HashMap<>();

  TableRules(TableLayout layout, RuleCompiler compiler) {
    this.object = layout.object();
    Table table = layout.table();
    notNull =
        Arrays.stream(layout.liveColumns())
            .filter(number -> table.column(number).notNull())
            .map(layout::livePosition)
            .toArray();
    for (Column column : table.liveColumns()) {
      if (column.generated()) {
        generated.add(
            new Generated(
                layout.livePosition(column.number()), compiler.generated(table, column.number())));
      }
    }
    for (Constraint constraint : table.constraints()) {
      switch (constraint) {
        case Constraint.Check check ->
            checks.add(new CheckRule(check, compiler.overRow(table, check.expressionText())));
        case Constraint.ForeignKey key -> foreignKeys.add(key);
        case Constraint.Unique _ -> {}
        case Constraint.Exclusion exclusion ->
            exclusions.add(ExclusionRule.of(layout, exclusion, compiler));
      }
    }
    checks.sort((a, b) -> a.constraint().name().compareTo(b.constraint().name()));
    for (Index index : table.indexes()) {
      Index stored = index.stored();
      if (stored != null) {
        indexes.add(indexRule(layout, stored, compiler));
      }
      if (index.nearest()) {
        nearest.put(index.oid(), indexRule(layout, index, compiler));
      }
    }
  }

  static IndexRule indexRule(TableLayout layout, Index index, RuleCompiler compiler) {
    Table table = layout.table();
    int[] positions = new int[index.keys().size()];
    @Nullable Evaluator[] expressions = new @Nullable Evaluator[positions.length];
    for (int i = 0; i < positions.length; i++) {
      Index.Key key = index.keys().get(i);
      String text = key.expressionText();
      positions[i] = text == null ? layout.livePosition(key.column()) : -1;
      expressions[i] = text == null ? null : compiler.overRow(table, text);
    }
    String predicate = index.predicateText();
    Long storageId = layout.object().indexIds().get(index.oid());
    return new IndexRule(
        index,
        deferrable(table, index),
        storageId == null ? index.oid() : storageId,
        new KeyCodec(index),
        index.inverted() ? new InvertedCodec(index) : null,
        positions,
        expressions,
        predicate == null ? null : compiler.overRow(table, predicate));
  }

  private static Constraint.@Nullable Unique deferrable(Table table, Index index) {
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof Constraint.Unique unique
          && unique.indexOid() == index.oid()
          && unique.timing().deferrable()) {
        return unique;
      }
    }
    return null;
  }

  TableObject object() {
    return object;
  }

  List<IndexRule> indexes() {
    return indexes;
  }

  /**
   * How the rows get into an index that finds the nearest; null for one that is not the table's.
   */
  @Nullable IndexRule nearest(long indexOid) {
    return nearest.get(indexOid);
  }

  List<ExclusionRule> exclusions() {
    return exclusions;
  }

  List<Constraint.ForeignKey> foreignKeys() {
    return foreignKeys;
  }

  /** Triggers are told nothing of generated columns, which are computed behind them. */
  void forgetGenerated(@Nullable Object[] row) {
    for (Generated column : generated) {
      row[column.position()] = null;
    }
  }

  /** Computes the generated columns of a row. */
  void complete(@Nullable Object[] row, Execution execution) {
    for (Generated column : generated) {
      row[column.position()] = column.value().evaluate(row, execution);
    }
  }

  /** What an error tells of a row. */
  interface RowText {
    @Nullable String of(@Nullable Object[] row);
  }

  /** Checks NOT NULL and CHECK constraints. */
  void check(@Nullable Object[] row, Execution execution, RowText told) {
    for (int position : notNull) {
      if (row[position] == null) {
        throw RowErrors.notNull(object.table(), liveColumn(position), told.of(row));
      }
    }
    for (CheckRule rule : checks) {
      if (Boolean.FALSE.equals(rule.condition().evaluate(row, execution))) {
        throw RowErrors.check(object.table(), rule.constraint(), told.of(row));
      }
    }
  }

  private Column liveColumn(int position) {
    int at = 0;
    for (Column column : object.table().columns()) {
      if (!column.dropped() && at++ == position) {
        return column;
      }
    }
    throw new IllegalStateException();
  }
}
