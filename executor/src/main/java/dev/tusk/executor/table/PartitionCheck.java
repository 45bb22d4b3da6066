package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.expression.Execution;
import dev.tusk.sql.catalog.Partitions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether rows of a partition belong there: by each table above it, its way leads to them
 * (RelationGetPartitionQual).
 */
final class PartitionCheck {
  /** A table above: its rows, its key, and the way down. */
  private record Level(RowMapping rows, PartitionKeyRule key, Partitions partitions, long below) {}

  private final List<Level> levels = new ArrayList<>();

  PartitionCheck(
      TableStore store, CatalogState catalog, TableObject object, RuleCompiler compiler) {
    TableObject below = object;
    while (below.partitioning().isPartition() && !below.partitioning().detaching()) {
      TableObject above = catalog.table(below.parents().getFirst());
      Partitions partitions = above == null ? null : catalog.partitions(above.oid());
      if (above == null || partitions == null) {
        return;
      }
      levels.add(
          new Level(
              RowMapping.of(object.table(), above.table()),
              store.partitionKey(above, compiler),
              partitions,
              below.oid()));
      below = above;
    }
  }

  /** Whether a row, by its live columns, belongs there. */
  boolean holds(@Nullable Object[] row, Execution execution) {
    for (Level level : levels) {
      @Nullable Object[] values = level.key.values(level.rows.apply(row), execution);
      int found = level.partitions.find(values);
      if (found < 0 || level.partitions.parts().get(found).oid() != level.below) {
        return false;
      }
    }
    return true;
  }
}
