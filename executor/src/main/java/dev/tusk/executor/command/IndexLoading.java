package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.executor.table.VectorFill;
import dev.tusk.sql.catalog.Index;
import dev.tusk.storage.Snapshot;

/**
 * Brings indexes that keep the vectors of their keys themselves into memory, at the engine's start:
 * the keys are computed from the rows, before anyone writes.
 */
public final class IndexLoading {
  private IndexLoading() {}

  /** Whether there is anything to do for a table. */
  public static boolean needed(TableObject object) {
    return object.table().indexes().stream().anyMatch(index -> keyed(object, index));
  }

  /** Whether an index is of that kind. */
  public static boolean keyed(TableObject object, Index index) {
    return index.nearest() && !object.dimensions().containsKey(index.keys().getFirst().column());
  }

  /** Loads those of the session's database. */
  public static void run(CommandHost host) {
    for (TableObject object : host.changes().state().tables(host.catalog().databaseOid())) {
      for (Index index : object.table().indexes()) {
        if (keyed(object, index)) {
          load(host, object, index);
        }
      }
    }
  }

  private static void load(CommandHost host, TableObject object, Index index) {
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      StatementAccess access = host.access(snapshot);
      host.store()
          .vectorIndexes()
          .loadKeyed(
              index,
              object.relationId(),
              IndexCreation.dimensions(host, object, index),
              rows -> VectorFill.fill(access, object, index, _ -> true, rows, _ -> {}));
    }
  }
}
