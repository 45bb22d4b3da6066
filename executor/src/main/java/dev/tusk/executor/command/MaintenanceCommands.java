package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.rights.Rights;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Analyze;
import dev.tusk.sql.statement.LockTable;
import dev.tusk.sql.statement.Reindex;
import dev.tusk.sql.statement.Vacuum;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.WaitPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** VACUUM, ANALYZE, CHECKPOINT, REINDEX, LOCK TABLE, GRANT. */
final class MaintenanceCommands {
  private static final Set<String> TABLESPACES = Set.of("pg_default", "pg_global");

  private final CommandHost host;

  MaintenanceCommands(CommandHost host) {
    this.host = host;
  }

  /** Vacuum goes on in the background anyway; this makes it happen now. */
  String vacuum(Vacuum statement) {
    host.requireNoBlock("VACUUM");
    boolean analyze = statement.options().stream().anyMatch(o -> o.name().equals("analyze"));
    for (Vacuum.Target target : statement.tables()) {
      if (!target.columns().isEmpty() && !analyze) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            "ANALYZE option must be specified when a column list is provided");
      }
      checkTarget(target);
    }
    host.store().storage().vacuum();
    List<Long> tables = tables(statement.tables(), "vacuum");
    tables.forEach(host::countVacuum);
    if (analyze) {
      tables.forEach(host::countAnalyze);
    }
    return "VACUUM";
  }

  /** Row counts are kept exact by commits: there is nothing to gather. */
  String analyze(Analyze statement) {
    statement.tables().forEach(this::checkTarget);
    tables(statement.tables(), "analyze").forEach(host::countAnalyze);
    return "ANALYZE";
  }

  /** The tables meant; without any, all of the database. */
  private List<Long> tables(List<Vacuum.Target> targets, String verb) {
    return targets.isEmpty()
        ? host.changes().state().tables(host.catalog().databaseOid()).stream()
            .map(TableObject::oid)
            .toList()
        : targets.stream()
            .filter(t -> !ofSystem(t, verb))
            .map(t -> Names.stored(host, t.table()))
            .filter(table -> CommandRights.maintains(host, table, verb))
            .map(TableObject::oid)
            .toList();
  }

  /** Whether there is nothing to do, which who may not do it is told otherwise. */
  private boolean ofSystem(Vacuum.Target target, String verb) {
    Table table = host.catalog().table(target.table()).orElse(null);
    if (table == null || table.kind() != Table.Kind.SYSTEM) {
      return false;
    }
    ObjectAddress database =
        ObjectAddress.of(ObjectAddress.PG_DATABASE, host.catalog().databaseOid());
    if (!new Rights(host.catalog()).owns(host.roles().current(), database)) {
      host.warning(
          SqlState.WARNING,
          "skipping \""
              + table.name()
              + "\" --- only superuser or database owner can "
              + verb
              + " it");
    }
    return true;
  }

  private void checkTarget(Vacuum.Target target) {
    Table named = host.catalog().table(target.table()).orElse(null);
    if (named != null && named.kind() == Table.Kind.SYSTEM) {
      return; // Computed when it is read: there is nothing to clean, and nothing to count.
    }
    TableDraft draft = new TableDraft(Names.stored(host, target.table()));
    Set<String> seen = new HashSet<>();
    for (String name : target.columns()) {
      draft.column(name);
      if (!seen.add(name)) {
        throw SqlException.of(
            SqlState.DUPLICATE_COLUMN,
            "column \"" + name + "\" of relation \"" + draft.name + "\" appears more than once");
      }
    }
  }

  String checkpoint() {
    host.store().storage().checkpoint();
    return "CHECKPOINT";
  }

  String reindex(Reindex statement) {
    switch (statement.scope()) {
      case SCHEMA, DATABASE, SYSTEM -> host.requireNoBlock("REINDEX " + statement.scope());
      case INDEX, TABLE -> {
        if (statement.concurrently()) {
          host.requireNoBlock("REINDEX CONCURRENTLY");
        }
      }
    }
    String tablespace = statement.tablespace();
    if (tablespace != null && !TABLESPACES.contains(tablespace)) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, "tablespace \"" + tablespace + "\" does not exist");
    }
    List<Index> indexes = indexes(statement);
    QualifiedName name = statement.name();
    if (indexes.isEmpty() && statement.scope() == Reindex.Scope.TABLE && name != null) {
      host.notice(
          "table \""
              + name.name()
              + "\" has no indexes "
              + (statement.concurrently() ? "that can be reindexed concurrently" : "to reindex"));
    }
    for (Index index : indexes) {
      if ("pg_global".equals(tablespace)) {
        throw SequenceRules.invalid("only shared relations can be placed in pg_global tablespace");
      }
      rebuild(index.tableOid(), index.oid(), statement.concurrently());
      if (statement.verbose()) {
        host.notice(
            new Notice(
                "INFO",
                SqlState.SUCCESSFUL_COMPLETION,
                "index \"" + index.name() + "\" was reindexed",
                null,
                null,
                0));
      }
    }
    return "REINDEX";
  }

  private List<Index> indexes(Reindex statement) {
    QualifiedName name = statement.name();
    return switch (statement.scope()) {
      case INDEX -> {
        Index index = name == null ? null : host.catalog().index(name);
        if (index == null) {
          throw SqlException.of(
              SqlState.UNDEFINED_TABLE, "relation \"" + name + "\" does not exist");
        }
        yield List.of(index);
      }
      case TABLE -> {
        if (name == null) {
          throw new IllegalArgumentException("REINDEX TABLE without a name");
        }
        yield Names.stored(host, name).table().indexes();
      }
      case SCHEMA -> {
        if (name != null) {
          Names.requireSchema(host.catalog(), name.name());
        }
        yield all(name == null ? null : name.name());
      }
      case DATABASE -> {
        requireCurrent(name);
        yield all(null);
      }
      case SYSTEM -> {
        requireCurrent(name);
        yield List.of();
      }
    };
  }

  private void requireCurrent(@Nullable QualifiedName database) {
    if (database != null && !database.name().equals(host.catalog().database())) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "can only reindex the currently open database");
    }
  }

  private List<Index> all(@Nullable String schema) {
    List<Index> indexes = new ArrayList<>();
    for (TableObject table : host.changes().state().tables(host.catalog().databaseOid())) {
      if (schema == null || table.table().schema().equals(schema)) {
        indexes.addAll(table.table().indexes());
      }
    }
    return indexes;
  }

  /** Makes the index anew; a vector index under a new OID, so that the old one serves meanwhile. */
  private void rebuild(long tableOid, long indexOid, boolean concurrently) {
    TableObject object = host.changes().lockObject(host.transaction(), tableOid).table(tableOid);
    if (object == null) {
      return;
    }
    TableDraft draft = new TableDraft(object);
    Index index = draft.indexes.stream().filter(i -> i.oid() == indexOid).findFirst().orElseThrow();
    String command = concurrently ? "REINDEX CONCURRENTLY" : "REINDEX";
    if (!index.nearest()) {
      Long storageId = draft.indexIds.get(indexOid);
      long old = storageId == null ? indexOid : storageId;
      draft.indexIds.put(indexOid, old);
      Index valid = index.withValid(true);
      draft.indexes.set(draft.indexes.indexOf(index), valid);
      new IndexCreation(host).create(draft, valid, command);
      host.transaction().dropIndex(old);
    } else {
      Index renewed = index.withOid(host.changes().newOid());
      draft.indexes.set(draft.indexes.indexOf(index), renewed);
      new IndexCreation(host).create(draft, renewed, command);
      host.afterCommit(() -> host.store().vectorIndexes().drop(indexOid));
    }
    host.changes().put(draft.object());
  }

  String lock(LockTable statement) {
    if (!host.inBlock()) {
      throw SqlException.of(
          SqlState.NO_ACTIVE_SQL_TRANSACTION, "LOCK TABLE can only be used in transaction blocks");
    }
    LockMode mode =
        switch (statement.mode()) {
          case ACCESS_SHARE, ROW_SHARE -> null;
          case ROW_EXCLUSIVE -> LockMode.WRITE;
          case SHARE_UPDATE_EXCLUSIVE, SHARE, SHARE_ROW_EXCLUSIVE -> LockMode.SHARE;
          case EXCLUSIVE, ACCESS_EXCLUSIVE -> LockMode.EXCLUSIVE;
        };
    for (QualifiedName name : statement.tables()) {
      TableObject table = Names.stored(host, name);
      if (mode == null) {
        continue;
      }
      lock(table, mode, statement.nowait());
      if (!statement.alone().contains(name)) {
        for (TableObject below : host.changes().state().descendants(table.oid())) {
          lock(below, mode, statement.nowait());
        }
      }
    }
    return "LOCK TABLE";
  }

  private void lock(TableObject table, LockMode mode, boolean nowait) {
    try {
      host.transaction()
          .lockRelation(table.relationId(), mode, nowait ? WaitPolicy.NOWAIT : WaitPolicy.WAIT);
    } catch (dev.tusk.storage.LockNotAvailableException e) {
      if (nowait) {
        throw SqlException.of(
            SqlState.LOCK_NOT_AVAILABLE,
            "could not obtain lock on relation \"" + table.table().name() + "\"");
      }
      throw e;
    }
  }
}
