package dev.tusk.executor.table;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import org.jspecify.annotations.Nullable;

/** Rows whose ids are known, in their order; those that the snapshot does not see are left out. */
final class ListedRows implements RowSource {
  private final long[] rowIds;
  private final RelationView view;
  private final RowReader reader;
  private final Execution execution;
  private int next;

  ListedRows(long[] rowIds, RelationView view, RowReader reader, Execution execution) {
    this.rowIds = rowIds;
    this.view = view;
    this.reader = reader;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (next < rowIds.length) {
      execution.checkCancelled();
      Row row = view.get(rowIds[next++]);
      if (row != null) {
        return reader.read(row, 0);
      }
    }
    return null;
  }

  @Override
  public void close() {}
}
