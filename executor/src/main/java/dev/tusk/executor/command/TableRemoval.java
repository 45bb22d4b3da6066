package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;

/** Drops without a statement: what a session leaves behind. */
public final class TableRemoval {
  private TableRemoval() {}

  public static void drop(CommandHost host, TableObject table) {
    Removal removal = new Removal(host, true);
    removal.name(table.oid());
    removal.addTable(table);
    removal.run("table " + table.table().name());
  }

  public static void drop(CommandHost host, SequenceObject sequence) {
    new Removal(host, true).dropSequence(sequence);
  }
}
