package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;

/** What triggers and rules belong to: a table or a view. */
record TriggerRelation(long databaseOid, Table table) {
  long oid() {
    return table.oid();
  }

  boolean isView() {
    return table.kind() == Table.Kind.VIEW;
  }

  static TriggerRelation of(TableObject object) {
    return new TriggerRelation(object.databaseOid(), object.table());
  }

  /** The table or view of that name. */
  static TriggerRelation named(CommandHost host, QualifiedName name) {
    String schema = name.schema();
    if (schema != null && !host.catalog().schemaExists(schema)) {
      throw Names.noSchema(schema);
    }
    CatalogObject object = host.catalog().relation(name);
    return object instanceof ViewObject view
        ? new TriggerRelation(view.databaseOid(), view.table())
        : of(Names.table(host, name));
  }
}
