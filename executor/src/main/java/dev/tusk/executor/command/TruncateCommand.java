package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.CatalogState.ForeignReference;
import dev.tusk.executor.routine.TriggerData.Operation;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.executor.table.TableWriter;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Truncate;
import dev.tusk.storage.SequenceSpec;
import dev.tusk.storage.SequenceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** TRUNCATE. */
final class TruncateCommand {
  private final CommandHost host;
  private final Truncate statement;

  TruncateCommand(CommandHost host, Truncate statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    Map<Long, TableObject> tables = new LinkedHashMap<>();
    for (Truncate.Target target : statement.tables()) {
      TableObject table = Names.table(host, target.name());
      if (target.only() && table.partitioning().key() != null) {
        throw SqlException.of(
                SqlState.WRONG_OBJECT_TYPE, "cannot truncate only a partitioned table")
            .withHint(
                "Do not specify the ONLY keyword, or use TRUNCATE ONLY on the partitions"
                    + " directly.");
      }
      add(tables, table);
      if (!target.only()) {
        for (TableObject below : host.changes().state().descendants(table.oid())) {
          if (!below.temporary() || host.catalog().isOwnTemporary(below.schema())) {
            add(tables, below);
          }
        }
      }
    }
    Collection<TableObject> referring = referring(tables);
    while (!referring.isEmpty()) {
      for (TableObject child : referring) {
        host.notice("truncate cascades to table \"" + child.table().name() + "\"");
        UseRights.truncate(host, child.table());
        add(tables, child);
      }
      referring = referring(tables);
    }
    try (StatementAccess access = host.access(host.transaction().newStatementSnapshot())) {
      truncate(tables.values(), access);
    }
    return "TRUNCATE TABLE";
  }

  /**
   * The tables that refer to some of these and are none of them, parts of partitioned ones too, as
   * PostgreSQL finds them round by round ({@code heap_truncate_find_FKs}).
   *
   * @throws SqlException 0A000 if there is one and nobody said CASCADE
   */
  private Collection<TableObject> referring(Map<Long, TableObject> tables) {
    CatalogState state = host.changes().state();
    SortedMap<Long, TableObject> found = new TreeMap<>();
    for (TableObject table : tables.values()) {
      for (ForeignReference reference : state.referencesTo(table.oid())) {
        TableObject child = state.table(reference.tableOid());
        if (child == null) {
          continue;
        }
        if (!statement.cascade() && !tables.containsKey(child.oid())) {
          throw refused(table, child);
        }
        found.put(child.oid(), child);
        if (child.partitioning().key() != null) {
          state.descendants(child.oid()).forEach(part -> found.put(part.oid(), part));
        }
      }
    }
    found.keySet().removeAll(tables.keySet());
    return found.values();
  }

  private void add(Map<Long, TableObject> tables, TableObject table) {
    host.requireUnused(table.table(), "TRUNCATE");
    tables.put(table.oid(), table);
  }

  private void truncate(Collection<TableObject> tables, StatementAccess access) {
    List<TableWriter> fired = new ArrayList<>();
    for (TableObject table : tables) {
      if (!host.changes().state().triggersOn(table.oid()).isEmpty()) {
        TableWriter writer = access.writer(table.table());
        writer.begin(Operation.TRUNCATE, Set.of());
        fired.add(writer);
      }
    }
    for (TableObject table : tables) {
      host.transaction().truncate(table.relationId());
      for (Index index : table.table().indexes()) {
        if (index.accessMethod() == AccessMethod.IVFFLAT) {
          IndexCreation.littleData(host); // Each is made anew, of no rows.
        }
      }
      if (statement.restartIdentity()) {
        restartSequences(table);
      }
    }
    fired.forEach(TableWriter::finish);
    access.finish();
  }

  private static SqlException refused(TableObject table, TableObject child) {
    return SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            "cannot truncate a table referenced in a foreign key constraint")
        .withDetail(
            "Table \"" + child.table().name() + "\" references \"" + table.table().name() + "\".")
        .withHint(
            "Truncate table \""
                + child.table().name()
                + "\" at the same time, or use TRUNCATE ... CASCADE.");
  }

  private void restartSequences(TableObject table) {
    for (SequenceObject sequence : host.changes().state().sequences(table.databaseOid())) {
      if (sequence.ownerTable() == table.oid()) {
        SequenceSpec spec = host.transaction().lockSequence(sequence.oid()).spec();
        host.transaction()
            .alterSequence(sequence.oid(), new SequenceState(spec, spec.start(), false));
      }
    }
  }
}
