package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DependencyGraph.Link;
import dev.tusk.executor.catalog.Publication.PublishedTable;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * The conditions of tables in publications that name an object, read while it has its old name and
 * written with its new one.
 */
final class FilterTexts {
  private final CommandHost host;
  private final Map<Long, CatalogExpressions.Kept> read = new HashMap<>();

  FilterTexts(CommandHost host) {
    this.host = host;
  }

  /** Reads those that name an object. */
  void read(ObjectAddress object) {
    CatalogState state = host.changes().state();
    for (Link link : state.dependencies(host.catalog().databaseOid()).dependents(object)) {
      if (state.object(link.dependent().objectOid()) instanceof PublishedTable published
          && state.object(published.tableOid()) instanceof TableObject table) {
        String where = published.where();
        if (where != null) {
          read.computeIfAbsent(published.oid(), _ -> host.expressions().kept(table.table(), where));
        }
      }
    }
  }

  /** Writes them by the names of now. */
  void write() {
    read.forEach((oid, kept) -> {
      CatalogState state = host.changes().state();
      if (state.object(oid) instanceof PublishedTable published
          && state.object(published.tableOid()) instanceof TableObject table) {
        host.changes().put(published.with(kept.text(table.table())));
      }
    });
  }
}
