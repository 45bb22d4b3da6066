package dev.tusk.executor.search;

import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.vector.IndexedVectors;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.vector.SearchResult;
import org.jspecify.annotations.Nullable;

/** Rows of slots that were found, read one by one as they are asked for, the distance last. */
final class RowsWithin implements RowSource {
  private final SearchResult found;
  private final RelationView view;
  private final SearchedTable.Format format;
  private final IndexedVectors.Rows slots;
  private final @Nullable RowFilter filter;
  private long left;
  private int next;

  RowsWithin(
      SearchResult found,
      RelationView view,
      SearchedTable.Format format,
      IndexedVectors.Rows slots,
      @Nullable RowFilter filter,
      long limit) {
    this.found = found;
    this.view = view;
    this.format = format;
    this.slots = slots;
    this.filter = filter;
    this.left = limit;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (left > 0 && next < found.count()) {
      long rowId = slots.visibleRow(found.slot(next));
      Row row = rowId <= 0 ? null : view.get(rowId);
      double distance = found.distance(next++);
      if (row != null) {
        @Nullable Object[] values = format.read(row, 1);
        values[values.length - 1] = distance;
        if (filter == null || filter.accepts(values)) {
          left--;
          return values;
        }
      }
    }
    return null;
  }

  @Override
  public void close() {}
}
