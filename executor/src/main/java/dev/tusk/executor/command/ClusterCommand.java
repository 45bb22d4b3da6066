package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.executor.rights.Rights;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Cluster;
import dev.tusk.storage.LockMode;
import org.jspecify.annotations.Nullable;

/**
 * CLUSTER: writes tables anew with their rows in the order of an index, which each remembers
 * (commands/cluster.c).
 */
final class ClusterCommand {
  private final CommandHost host;

  ClusterCommand(CommandHost host) {
    this.host = host;
  }

  String run(Cluster statement) {
    QualifiedName name = statement.table();
    if (name == null) {
      host.requireNoBlock("CLUSTER");
      all(statement.verbose());
      return "CLUSTER";
    }
    if (host.catalog().relation(name) instanceof ViewObject) {
      throw Names.notA(name.name(), "table or materialized view");
    }
    TableObject table = Names.stored(host, name);
    if (table.temporary() && !host.catalog().isOwnTemporary(table.schema())) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "cannot cluster temporary tables of other sessions");
    }
    Index index = index(table, statement.index());
    if (table.table().kind() != Table.Kind.PARTITIONED) {
      cluster(table.oid(), index.oid(), statement.verbose());
      return "CLUSTER";
    }
    host.requireNoBlock("CLUSTER");
    requireUsable(table, index);
    parts(table, index.oid(), statement.verbose());
    return "CLUSTER";
  }

  private Index index(TableObject table, @Nullable String name) {
    if (name != null) {
      return named(table, name);
    }
    long remembered = StorageChoices.of(host, table.oid()).clusteredBy();
    for (Index index : table.table().indexes()) {
      if (index.oid() == remembered) {
        return index;
      }
    }
    throw SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        "there is no previously clustered index for table \"" + table.name() + "\"");
  }

  private Index named(TableObject table, String name) {
    CatalogState state = host.changes().state();
    Index index = state.index(table.databaseOid(), table.schema(), name);
    if (index == null) {
      CatalogObject other = state.relation(table.databaseOid(), table.schema(), name);
      throw other != null
          ? Names.notA(name, "index")
          : SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              "index \"" + name + "\" for table \"" + table.name() + "\" does not exist");
    }
    return index;
  }

  /** Refuses an index that gives the rows no order, or not all of them. */
  private static void requireUsable(TableObject table, Index index) {
    if (index.tableOid() != table.oid()) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "\"" + index.name() + "\" is not an index for table \"" + table.name() + "\"");
    }
    if (!index.ordered() && index.accessMethod().oid() != AccessMethod.GIST.oid()) {
      throw cannot(index, "index", " because access method does not support clustering");
    }
    if (index.predicateText() != null) {
      throw cannot(index, "partial index", "");
    }
    if (!index.valid()) {
      throw cannot(index, "invalid index", "");
    }
  }

  private static SqlException cannot(Index index, String what, String why) {
    return SqlException.of(
        SqlState.FEATURE_NOT_SUPPORTED,
        "cannot cluster on " + what + " \"" + index.name() + "\"" + why);
  }

  /** All that remember an index and are the current user's. */
  private void all(boolean verbose) {
    Rights rights = new Rights(host.catalog());
    for (TableObject table : host.changes().state().tables(host.catalog().databaseOid())) {
      long index = StorageChoices.of(host, table.oid()).clusteredBy();
      if (index != 0 && rights.owns(host.roles().current(), table.address())) {
        cluster(table.oid(), index, verbose);
      }
    }
  }

  /** The partitions that are the current user's, each by its part of the index. */
  private void parts(TableObject table, long indexOid, boolean verbose) {
    Rights rights = new Rights(host.catalog());
    for (TableObject child : host.changes().state().children(table.oid())) {
      for (Index part : child.table().indexes()) {
        if (child.partitioning().parentOf(part.oid()) != indexOid) {
          continue;
        }
        if (child.table().kind() == Table.Kind.PARTITIONED) {
          parts(child, part.oid(), verbose);
        } else if (rights.owns(host.roles().current(), child.address())) {
          cluster(child.oid(), part.oid(), verbose);
        }
      }
    }
  }

  private void cluster(long tableOid, long indexOid, boolean verbose) {
    TableObject found = host.changes().state().table(tableOid);
    if (found == null) {
      return;
    }
    RelationLocks.take(host, found, LockMode.EXCLUSIVE);
    TableObject table = host.changes().lockObject(host.transaction(), tableOid).table(tableOid);
    Index index = host.changes().state().index(indexOid);
    if (table == null || index == null) {
      return;
    }
    host.requireNothingPending(table.table(), "CLUSTER");
    requireUsable(table, index);
    if (table.materialized() == null || table.materialized().populated()) {
      Runnable back = host.restrict(RelationLocks.owner(host, table));
      try {
        new TableRewrite(host, table, new TableDraft(table)).inOrder(index);
      } finally {
        back.run();
      }
      StorageChoices.change(host, tableOid, choice -> choice.clustered(indexOid));
    }
    if (verbose) {
      String whole = table.schema() + "." + table.name();
      String text = "clustering \"" + whole + "\" using index scan on \"" + index.name() + "\"";
      host.notice(new Notice("INFO", SqlState.SUCCESSFUL_COMPLETION, text, null, null, 0));
    }
  }

  /** ALTER TABLE … CLUSTER ON: remembers an index; null forgets it. */
  void remember(TableObject table, @Nullable String name) {
    Index index = name == null ? null : named(table, name);
    if (index != null) {
      requireUsable(table, index);
    }
    if (table.table().kind() == Table.Kind.PARTITIONED) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "cannot mark index clustered in partitioned table");
    }
    long oid = index == null ? 0 : index.oid();
    if (index != null) {
      RelationLocks.take(host, oid, LockMode.SHARE_UPDATE_EXCLUSIVE);
    }
    StorageChoices.change(host, table.oid(), choice -> choice.clustered(oid));
  }
}
