package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.table.TableRules.IndexRule;
import dev.tusk.executor.vector.VectorIndexes;
import dev.tusk.executor.vector.VectorSlots;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.SparseVector;
import dev.tusk.sql.type.SparsevecType;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Computes the keys of an index that keeps its vectors itself, from the rows of its table. */
public final class VectorFill {
  /** HNSW_MAX_NNZ of pgvector, a limit of its pages. */
  private static final int PGVECTOR_MOST_ELEMENTS = 1_000;

  private VectorFill() {}

  /** Gives the vector of each visible row that is wanted and has one. */
  public static void fill(
      StatementAccess access,
      TableObject object,
      Index index,
      LongPredicate wanted,
      VectorIndexes.KeyedRows into,
      LongConsumer progress) {
    TableLayout layout = access.store().layout(object);
    IndexRule rule = TableRules.indexRule(layout, index, access.host().rules());
    Execution execution = access.host().ruleExecution();
    long count = 0;
    try (RowSource rows = access.scan(object.table(), IndexFill.withRowId(layout), execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if ((++count & 0xFFF) == 0) {
          progress.accept(count);
        }
        long rowId = (Long) Objects.requireNonNull(row[row.length - 1]);
        float[] open = wanted.test(rowId) ? open(rule, row, access.host(), execution) : null;
        if (open != null) {
          into.add(rowId, open);
        }
      }
    }
  }

  /** A row's key in its open form; null when the row has none. */
  static float @Nullable [] open(
      IndexRule rule, @Nullable Object[] row, StatementHost host, Execution execution) {
    Object value = rule.covers(row, execution) ? rule.values(row, execution)[0] : null;
    if (value == null) {
      return null;
    }
    if (value instanceof SparseVector vector) {
      int most = host.pgvectorLimits() ? PGVECTOR_MOST_ELEMENTS : SparsevecType.MAX_ELEMENTS;
      if (vector.count() > most) {
        throw SqlException.of(
            SqlState.PROGRAM_LIMIT_EXCEEDED,
            "sparsevec cannot have more than "
                + most
                + " non-zero elements for "
                + rule.index().method()
                + " index");
      }
    }
    return VectorSlots.open(value);
  }
}
