package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;

/** Changes of one table, each of which begins with the table as the one before has left it. */
abstract class TableChanges {
  final CommandHost host;
  final long oid;

  TableChanges(CommandHost host, long oid) {
    this.host = host;
    this.oid = oid;
  }

  final TableObject object() {
    TableObject object = host.changes().state().table(oid);
    if (object == null) {
      throw new IllegalStateException("table " + oid + " is gone");
    }
    return object;
  }

  final TableDraft draft() {
    return new TableDraft(object());
  }

  final void put(TableDraft draft) {
    host.changes().put(draft.object());
  }
}
