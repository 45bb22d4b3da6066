package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.OnCommit;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.command.CommandHost;
import dev.tusk.executor.command.Removal;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's temporary tables and sequences: what becomes of them at commit and at its end. */
final class TemporaryObjects {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryObjects.class);

  private final Session session;

  TemporaryObjects(Session session) {
    this.session = session;
  }

  /** ON COMMIT: before the transaction commits. */
  void beforeCommit(CommandHost host) {
    List<TableObject> tables = session.block().catalogState().tables(session.databaseOid());
    for (TableObject table : tables) {
      if (isOurs(table.table().schema()) && table.onCommit() == OnCommit.DELETE_ROWS) {
        checkReferences(table);
      }
    }
    for (TableObject table : tables) {
      if (!isOurs(table.table().schema()) || table.onCommit() == OnCommit.PRESERVE_ROWS) {
        continue;
      }
      if (table.onCommit() == OnCommit.DROP) {
        Removal.quietly(host, List.of(table.address()));
      } else {
        host.transaction().truncate(table.relationId());
      }
    }
  }

  /** The rows of a table may go only with those that refer to them. */
  private void checkReferences(TableObject table) {
    CatalogState state = session.block().catalogState();
    for (CatalogState.ForeignReference reference : state.referencesTo(table.oid())) {
      TableObject child = state.table(reference.tableOid());
      if (child != null && child.onCommit() != OnCommit.DELETE_ROWS) {
        throw SqlException.of(
                SqlState.FEATURE_NOT_SUPPORTED, "unsupported ON COMMIT and foreign key combination")
            .withDetail(
                "Table \""
                    + child.table().name()
                    + "\" references \""
                    + table.table().name()
                    + "\", but they do not have the same ON COMMIT setting.");
      }
    }
  }

  private boolean isOurs(String schema) {
    return schema.equals(session.scope().temporarySchemaName());
  }

  /** Drops all of them, and their schema: the session ends. */
  void drop() {
    try {
      session.block().ensureStarted(DateTimes.now());
      dropTables(session.host());
      CatalogState state = session.block().catalogState();
      SchemaObject schema =
          state.schema(session.databaseOid(), session.scope().temporarySchemaName());
      if (schema != null) {
        session.host().changes().remove(schema.oid());
      }
      session.block().commit();
    } catch (RuntimeException e) {
      LOG.warn("temporary tables of session {} stay", session.processId(), e);
      session.block().rollback();
    }
  }

  void dropTables(CommandHost host) {
    List<ObjectAddress> ours = new ArrayList<>();
    for (CatalogObject object :
        session.block().catalogState().of(CatalogObject.class, session.databaseOid())) {
      String schema = object.schema();
      if (schema != null && isOurs(schema)) {
        ours.add(object.address());
      }
    }
    Removal.quietly(host, ours);
  }
}
