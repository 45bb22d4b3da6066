package dev.tusk.executor.search;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.vector.IndexedVectors;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a vector search found, nearest first, with the distance as last field; behind them,
 * where the answer is to be complete, rows whose vector is NULL.
 */
final class NearestRows implements RowSource {
  private final RelationView view;
  private final SearchedTable.Format reader;
  private final IndexedVectors.Rows slots;
  private final long limit;
  private @Nullable Object[][] rows;
  private int count;
  private int given;
  private @Nullable Supplier<RowSource> rest;
  private @Nullable RowSource nulls;

  NearestRows(
      RelationView view,
      SearchedTable.Format reader,
      IndexedVectors.Rows slots,
      long limit,
      int capacity) {
    this.view = view;
    this.reader = reader;
    this.slots = slots;
    this.limit = limit;
    this.rows = new @Nullable Object[Math.max(1, capacity)][];
  }

  int count() {
    return count;
  }

  boolean full() {
    return count >= limit;
  }

  /** Adds the row that is seen in a slot, if there is one and it passes. */
  void add(int slot, double distance, @Nullable RowFilter filter) {
    long rowId = slots.visibleRow(slot);
    Row row = rowId <= 0 ? null : view.get(rowId);
    if (row == null) {
      return;
    }
    @Nullable Object[] values = reader.read(row, 1);
    values[values.length - 1] = distance;
    if (filter != null && !filter.accepts(values)) {
      return;
    }
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = values;
  }

  /** Rows to go on with until the limit is reached. */
  void continueWith(Supplier<RowSource> more) {
    rest = more;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (given < count) {
      @Nullable Object[] row = rows[given++];
      return row;
    }
    Supplier<RowSource> more = rest;
    if (more == null || given >= limit) {
      return null;
    }
    RowSource source = nulls;
    if (source == null) {
      source = more.get();
      nulls = source;
    }
    given++;
    return source.next();
  }

  @Override
  public void close() {
    if (nulls != null) {
      nulls.close();
    }
  }
}
