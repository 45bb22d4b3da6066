package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks whether rows that are there belong where a new bound puts them. */
public final class PartitionValidation {
  private PartitionValidation() {}

  /**
   * Looks for rows of the default partition that a new one would take.
   *
   * @throws SqlException 23514
   */
  public static void checkDefault(
      StatementAccess access, TableObject parent, TableObject table, PartitionBound bound) {
    Partitions taken =
        Partitions.of(PartitionRouter.key(parent), List.of(new Partitions.Part(0, "", bound)));
    PartitionKeyRule key = access.store().partitionKey(parent, access.host().rules());
    Execution execution = access.host().ruleExecution();
    if (any(access, parent, table, row -> taken.find(key.values(row, execution)) >= 0)) {
      throw violated(
          "updated partition constraint for default partition \""
              + table.name()
              + "\" would be violated by some row",
          table);
    }
  }

  /**
   * Looks for rows of a table that do not belong to the partition that it is to be.
   *
   * @throws SqlException 23514
   */
  public static void checkAttached(
      StatementAccess access, TableObject parent, TableObject table, PartitionBound bound) {
    Partitions others = access.catalog().partitions(parent.oid());
    Partitions all =
        others == null
            ? Partitions.of(PartitionRouter.key(parent), List.of())
            : others.with(new Partitions.Part(table.oid(), table.name(), bound));
    PartitionKeyRule key = access.store().partitionKey(parent, access.host().rules());
    PartitionCheck above =
        new PartitionCheck(access.store(), access.catalog(), parent, access.host().rules());
    Execution execution = access.host().ruleExecution();
    Predicate<@Nullable Object[]> strange =
        row -> {
          int found = all.find(key.values(row, execution));
          return found < 0
              || all.parts().get(found).oid() != table.oid()
              || !above.holds(row, execution);
        };
    if (any(access, parent, table, strange)) {
      throw violated(
          "partition constraint of relation \"" + table.name() + "\" is violated by some row",
          table);
    }
  }

  private static SqlException violated(String message, TableObject table) {
    return SqlException.of(SqlState.CHECK_VIOLATION, message)
        .about(table.schema(), table.name(), null, null);
  }

  /** Whether a row of the table or its partitions, in the form of the parent's, is such. */
  private static boolean any(
      StatementAccess access,
      TableObject parent,
      TableObject table,
      Predicate<@Nullable Object[]> test) {
    for (TableObject leaf : PartitionRouter.leaves(access.catalog(), table)) {
      RowMapping mapping = RowMapping.of(leaf.table(), parent.table());
      List<Integer> columns =
          Arrays.stream(access.store().layout(leaf).liveColumns()).boxed().toList();
      try (RowSource rows = access.scan(leaf.table(), columns, access.host().ruleExecution())) {
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
          if (test.test(mapping.apply(row))) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
