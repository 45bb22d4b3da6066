package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.expression.Execution;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Partitions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Leads rows of a table that is divided to the partitions that keep them (ExecFindPartition). */
final class PartitionRouter {
  private final StatementAccess access;
  private final TableObject root;
  private final Map<Long, Level> levels = new HashMap<>();

  /** A table that is divided. */
  private record Level(
      TableObject table,
      PartitionKeyRule key,
      Partitions partitions,
      Map<Long, RowMapping> below) {}

  PartitionRouter(StatementAccess access, TableObject root) {
    this.access = access;
    this.root = root;
  }

  private Level level(TableObject table) {
    return levels.computeIfAbsent(
        table.oid(),
        oid ->
            new Level(
                table,
                access.store().partitionKey(table, access.host().rules()),
                Objects.requireNonNull(access.catalog().partitions(oid)),
                new HashMap<>()));
  }

  /**
   * The partition of a row, given by the root's live columns.
   *
   * @throws dev.tusk.sql.error.SqlException 23514
   */
  TableObject find(@Nullable Object[] row, Execution execution) {
    return Objects.requireNonNull(lead(row, execution, true));
  }

  /** The partition that a row would be in; null where none takes it. */
  @Nullable TableObject seek(@Nullable Object[] row, Execution execution) {
    return lead(row, execution, false);
  }

  private @Nullable TableObject lead(
      @Nullable Object[] row, Execution execution, boolean required) {
    TableObject table = root;
    @Nullable Object[] values = row;
    while (true) {
      Level level = level(table);
      @Nullable Object[] key = level.key.values(values, execution);
      int found = level.partitions.find(key);
      if (found < 0) {
        if (!required) {
          return null;
        }
        throw RowErrors.noPartition(table, key, access.host().rules(), execution);
      }
      TableObject next = access.object(level.partitions.parts().get(found).oid());
      if (next.partitioning().key() == null) {
        return next;
      }
      RowMapping mapping =
          level.below.computeIfAbsent(
              next.oid(), _ -> RowMapping.of(level.table.table(), next.table()));
      values = mapping.apply(values);
      table = next;
    }
  }

  /** The hash, list or ranges by which a table is divided. */
  static PartitionKey key(TableObject table) {
    return Objects.requireNonNull(table.partitioning().key());
  }

  /** Leaf partitions of a table, in the order of their bounds. */
  static java.util.List<TableObject> leaves(CatalogState catalog, TableObject table) {
    Partitions partitions = catalog.partitions(table.oid());
    if (partitions == null) {
      return java.util.List.of(table);
    }
    return partitions.parts().stream()
        .map(part -> catalog.table(part.oid()))
        .filter(Objects::nonNull)
        .flatMap(part -> leaves(catalog, part).stream())
        .toList();
  }
}
