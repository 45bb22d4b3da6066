package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Publication.PublishedTable;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Persistence;
import org.jspecify.annotations.Nullable;

/**
 * ALTER TABLE and ALTER SEQUENCE … SET LOGGED and SET UNLOGGED (ATPrepChangePersistence of
 * commands/tablecmds.c). What is unlogged is kept as safely as all else here.
 */
final class PersistenceChange {
  private final CommandHost host;

  PersistenceChange(CommandHost host) {
    this.host = host;
  }

  /** Sequences that belong to the table's columns follow it. */
  void set(TableObject table, Persistence persistence) {
    if (table.temporary()) {
      throw temporary(table.name()).about(table.schema(), table.name(), null, null);
    }
    if (table.persistence() == persistence) {
      return;
    }
    CatalogState state = host.changes().state();
    if (persistence == Persistence.UNLOGGED) {
      requireUnpublished(state, table);
      for (CatalogState.ForeignReference reference : state.referencesTo(table.oid())) {
        requireSame(state.table(reference.tableOid()), table, reference.key(), persistence);
      }
    } else {
      for (Constraint constraint : table.table().constraints()) {
        if (constraint instanceof Constraint.ForeignKey key) {
          requireSame(state.table(key.referencedTableOid()), table, key, persistence);
        }
      }
    }
    TableDraft draft = new TableDraft(table);
    draft.persistence = persistence;
    if (table.table().kind().hasRows()) {
      host.ddlEvents().rewriting(table.table(), DdlEvents.PERSISTENCE);
    }
    host.changes().put(draft.object());
    for (SequenceObject sequence : state.sequences(table.databaseOid())) {
      if (sequence.ownerTable() == table.oid()) {
        StorageChoices.change(host, sequence.oid(), choice -> choice.kept('\0'));
      }
    }
  }

  private static void requireUnpublished(CatalogState state, TableObject table) {
    for (PublishedTable one : state.defined().of(PublishedTable.class, table.databaseOid())) {
      if (one.tableOid() == table.oid()) {
        throw SqlException.of(
                SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                "cannot change table \""
                    + table.name()
                    + "\" to unlogged because it is part of a publication")
            .withDetail("Unlogged relations cannot be replicated.");
      }
    }
  }

  /** What is logged may not refer to what is not. */
  private static void requireSame(
      @Nullable TableObject other,
      TableObject table,
      Constraint.ForeignKey key,
      Persistence persistence) {
    if (other == null || other.oid() == table.oid() || other.persistence() == persistence) {
      return;
    }
    boolean unlogged = persistence == Persistence.UNLOGGED;
    throw SqlException.of(
            SqlState.INVALID_TABLE_DEFINITION,
            "could not change table \""
                + table.name()
                + "\" to "
                + (unlogged ? "unlogged" : "logged")
                + " because it references "
                + (unlogged ? "logged" : "unlogged")
                + " table \""
                + other.name()
                + "\"")
        .about(table.schema(), table.name(), null, key.name());
  }

  void set(SequenceObject sequence, Persistence persistence) {
    if (sequence.temporary()) {
      throw temporary(sequence.name()).about(sequence.schema(), sequence.name(), null, null);
    }
    char kept = persistence == Persistence.UNLOGGED ? 'u' : 'p';
    StorageChoices.change(host, sequence.oid(), choice -> choice.kept(kept));
  }

  private static SqlException temporary(String name) {
    return SqlException.of(
        SqlState.INVALID_TABLE_DEFINITION,
        "cannot change logged status of table \"" + name + "\" because it is temporary");
  }
}
