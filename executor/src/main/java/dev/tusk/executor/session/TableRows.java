package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.catalogview.InheritanceRow;
import dev.tusk.executor.catalogview.TriggerRow;
import dev.tusk.sql.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/** What the system relations list of tables: their triggers, and which inherit from which. */
final class TableRows {
  private final Session session;
  private final SessionCatalog catalog;
  private final CatalogState state;

  TableRows(Session session, SessionCatalog catalog) {
    this.session = session;
    this.catalog = catalog;
    this.state = catalog.state();
  }

  List<TriggerRow> triggers() {
    List<TriggerRow> rows = new ArrayList<>();
    for (TriggerObject trigger : state.of(TriggerObject.class, session.databaseOid())) {
      Table table = catalog.table(trigger.tableOid()).orElse(null);
      TableObject other = state.table(trigger.otherTable());
      if (table != null && !trigger.internal()) {
        rows.add(
            new TriggerRow(
                trigger.oid(),
                table,
                trigger.name(),
                trigger.functionOid(),
                session.host().triggers().functionName(trigger.functionOid()),
                trigger.type(),
                switch (trigger.firing()) {
                  case ORIGIN -> "O";
                  case DISABLED -> "D";
                  case REPLICA -> "R";
                  case ALWAYS -> "A";
                },
                trigger.constraintOid(),
                trigger.timing(),
                other == null ? null : other.table(),
                trigger.columns(),
                trigger.arguments(),
                trigger.condition(),
                trigger.oldTable(),
                trigger.newTable()));
      }
    }
    return rows;
  }

  List<InheritanceRow> inheritance() {
    List<InheritanceRow> rows = new ArrayList<>();
    for (TableObject table : state.tables(session.databaseOid())) {
      for (int i = 0; i < table.parents().size(); i++) {
        rows.add(new InheritanceRow(table.oid(), table.parents().get(i), i + 1));
      }
    }
    return rows;
  }
}
