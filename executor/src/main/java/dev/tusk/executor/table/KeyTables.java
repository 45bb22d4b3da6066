package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ForeignKeyParts;
import dev.tusk.executor.expression.Execution;
import dev.tusk.sql.catalog.Partitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tables that keep the rows at an end of a foreign key: of a divided one, its partitions. */
final class KeyTables {
  /**
   * A table that keeps rows.
   *
   * @param whole the table that the key names
   * @param table itself or a partition of it
   */
  record Part(TableObject whole, TableObject table) {
    /** Columns of the whole by their numbers in the part. */
    List<Integer> numbers(List<Integer> columns) {
      return ForeignKeyParts.numbers(whole.table(), table.table(), columns);
    }
  }

  private final Execution execution;
  private final Map<Long, PartitionRouter> routers = new HashMap<>();

  KeyTables(Execution execution) {
    this.execution = execution;
  }

  /** All that may keep rows of a table. */
  List<Part> all(StatementAccess access, TableObject whole) {
    if (whole.partitioning().key() == null) {
      return List.of(new Part(whole, whole));
    }
    return PartitionRouter.leaves(access.catalog(), whole).stream()
        .map(leaf -> new Part(whole, leaf))
        .toList();
  }

  /**
   * Those that may keep a row with a key: of a divided table one at most, since a unique key has
   * all columns by which it is divided.
   */
  List<Part> keeping(
      StatementAccess access, TableObject whole, List<Integer> columns, @Nullable Object[] values) {
    Partitions partitions = access.catalog().partitions(whole.oid());
    if (whole.partitioning().key() == null || partitions == null) {
      return List.of(new Part(whole, whole));
    }
    TableLayout layout = access.store().layout(whole);
    @Nullable Object[] row = new @Nullable Object[layout.liveColumns().length];
    IntStream.range(0, values.length)
        .forEach(i -> row[layout.livePosition(columns.get(i))] = values[i]);
    PartitionRouter router =
        routers.computeIfAbsent(whole.oid(), _ -> new PartitionRouter(access, whole));
    TableObject leaf = router.seek(row, execution);
    return leaf == null ? List.of() : List.of(new Part(whole, leaf));
  }
}
