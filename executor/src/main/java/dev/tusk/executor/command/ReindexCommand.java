package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.Tablespace;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Reindex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * REINDEX ({@code indexcmds.c}). Of what is divided, the indexes of the partitions that have rows
 * are made anew.
 */
final class ReindexCommand {
  private final CommandHost host;
  private final Reindex statement;

  ReindexCommand(CommandHost host, Reindex statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    switch (statement.scope()) {
      case SCHEMA, DATABASE, SYSTEM -> host.requireNoBlock("REINDEX " + statement.scope());
      case INDEX, TABLE -> {
        if (statement.concurrently()) {
          host.requireNoBlock("REINDEX CONCURRENTLY");
        }
      }
    }
    String tablespace = statement.tablespace();
    long space = tablespace == null ? 0 : new Tablespaces(host).usable(tablespace);
    List<Index> indexes = indexes();
    QualifiedName name = statement.name();
    if (indexes.isEmpty() && statement.scope() == Reindex.Scope.TABLE && name != null) {
      host.notice(
          "table \""
              + name.name()
              + "\" has no indexes "
              + (statement.concurrently() ? "that can be reindexed concurrently" : "to reindex"));
    }
    for (Index index : indexes) {
      if (statement.concurrently() && space == Tablespace.GLOBAL.oid()) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            "cannot move non-shared relation to tablespace \"pg_global\"");
      }
      Tablespaces.refuseGlobal(space);
      if (tablespace != null) {
        StorageChoices.change(host, index.oid(), choice -> choice.in(space));
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

  private List<Index> indexes() {
    QualifiedName name = statement.name();
    return switch (statement.scope()) {
      case INDEX -> {
        Index index = name == null ? null : host.catalog().index(name);
        if (index == null) {
          throw SqlException.of(
              SqlState.UNDEFINED_TABLE, "relation \"" + name + "\" does not exist");
        }
        yield leaves(index);
      }
      case TABLE -> {
        if (name == null) {
          throw new IllegalArgumentException("REINDEX TABLE without a name");
        }
        yield ofTable(Names.stored(host, name));
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
    host.requireUnused(object.table(), index, "REINDEX INDEX");
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
      Long keys = draft.indexIds.remove(indexOid);
      StorageChoices.renumber(host, tableOid, indexOid, renewed.oid());
      new IndexCreation(host).create(draft, renewed, command);
      if (keys != null) {
        host.transaction().dropIndex(keys);
      }
      host.afterCommit(() -> host.store().vectorIndexes().drop(indexOid));
    }
    host.changes().put(draft.object());
  }

  private List<Index> ofTable(TableObject table) {
    if (table.table().kind() != Table.Kind.PARTITIONED) {
      return table.table().indexes();
    }
    requireNoBlock("table", table.table().schema(), table.name());
    return host.changes().state().descendants(table.oid()).stream()
        .map(TableObject::table)
        .filter(below -> below.kind() != Table.Kind.PARTITIONED)
        .flatMap(below -> below.indexes().stream())
        .toList();
  }

  /** The index itself, or the parts of it that have entries. */
  private List<Index> leaves(Index index) {
    TableObject table = host.changes().state().table(index.tableOid());
    if (table == null || table.table().kind() != Table.Kind.PARTITIONED) {
      return List.of(index);
    }
    requireNoBlock("index", index.schema(), index.name());
    List<Index> leaves = new ArrayList<>();
    addLeaves(table, index.oid(), leaves);
    return leaves;
  }

  private void addLeaves(TableObject table, long indexOid, List<Index> leaves) {
    for (TableObject child : host.changes().state().children(table.oid())) {
      for (Index part : child.table().indexes()) {
        if (child.partitioning().parentOf(part.oid()) == indexOid) {
          if (child.table().kind() == Table.Kind.PARTITIONED) {
            addLeaves(child, part.oid(), leaves);
          } else {
            leaves.add(part);
          }
        }
      }
    }
  }

  /** Each partition would be a transaction of its own. */
  private void requireNoBlock(String what, String schema, String name) {
    try {
      host.requireNoBlock("REINDEX " + what.toUpperCase(Locale.ROOT));
    } catch (SqlException e) {
      throw e.within(
          String.format(
              Locale.ROOT, "while reindexing partitioned %s \"%s.%s\"", what, schema, name));
    }
  }
}
