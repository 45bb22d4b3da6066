package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint.ForeignKey;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which part of a foreign key does what, where a table at either of its ends is divided
 * (addFkRecurseReferenced and addFkRecurseReferencing of tablecmds.c).
 *
 * <p>A key that refers to a divided table has one part for each partition there, in the same table,
 * by which changes of the partition's rows are acted upon. A key of a divided table has one part in
 * each of its partitions, by which new references are checked.
 */
public final class ForeignKeyParts {
  private ForeignKeyParts() {}

  /** Whether a key is the part for one partition of what another key of its table refers to. */
  public static boolean ofReferenced(TableObject table, ForeignKey key) {
    long parent = table.partitioning().parentOf(key.oid());
    return parent != 0 && table.table().constraints().stream().anyMatch(c -> c.oid() == parent);
  }

  /** Whether a key is a partition's part of a key of the table above it. */
  public static boolean ofReferencing(TableObject table, ForeignKey key) {
    return table.partitioning().parentOf(key.oid()) != 0 && !ofReferenced(table, key);
  }

  /** The parts of a key for partitions of what it refers to, and their parts. */
  public static Set<Long> below(TableObject table, long key) {
    Set<Long> found = new HashSet<>();
    List<Long> pending = new ArrayList<>(List.of(key));
    while (!pending.isEmpty()) {
      long above = pending.removeLast();
      for (var constraint : table.table().constraints()) {
        if (table.partitioning().parentOf(constraint.oid()) == above
            && found.add(constraint.oid())) {
          pending.add(constraint.oid());
        }
      }
    }
    return found;
  }

  /** Columns of one table by number, as they are numbered in a table above or below it. */
  public static List<Integer> numbers(Table from, Table to, List<Integer> columns) {
    if (from.oid() == to.oid()) {
      return columns;
    }
    return columns.stream()
        .map(number ->
            number <= 0
                ? number
                : to.column(from.column(number).name()).map(Column::number).orElseThrow())
        .toList();
  }
}
