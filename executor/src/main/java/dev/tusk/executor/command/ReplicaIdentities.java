package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.ReplicaIdentity;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** ALTER TABLE … REPLICA IDENTITY (ATExecReplicaIdentity of commands/tablecmds.c). */
final class ReplicaIdentities {
  private static final String BY_INDEX = "index ";

  private final CommandHost host;

  ReplicaIdentities(CommandHost host) {
    this.host = host;
  }

  /**
   * Says how the rows of a table are known elsewhere.
   *
   * @param identity {@code default}, {@code full}, {@code nothing}, or {@code index} and its name
   */
  void set(TableObject table, String identity) {
    if (identity.startsWith(BY_INDEX)) {
      long index = index(table, identity.substring(BY_INDEX.length()));
      set(table, ReplicaIdentity.INDEX, index);
      return;
    }
    set(table, identity.charAt(0), 0);
  }

  private void set(TableObject table, char identity, long index) {
    ReplicaIdentity before = host.changes().state().defined().identity(table.oid());
    if (identity == ReplicaIdentity.DEFAULT) {
      if (before != null) {
        host.changes().remove(before.oid());
      }
      return;
    }
    long oid = before == null ? host.changes().newOid() : before.oid();
    host.changes().put(new ReplicaIdentity(oid, table.databaseOid(), table.oid(), identity, index));
  }

  private long index(TableObject table, String name) {
    CatalogState state = host.changes().state();
    Index index = state.index(table.databaseOid(), table.schema(), name);
    if (index == null) {
      if (state.relation(table.databaseOid(), table.schema(), name) != null) {
        throw Names.notA(name, "index");
      }
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "index \"" + name + "\" for table \"" + table.name() + "\" does not exist");
    }
    if (index.tableOid() != table.oid()) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "\"" + name + "\" is not an index for table \"" + table.name() + "\"");
    }
    if (!index.unique()) {
      throw cannot(SqlState.WRONG_OBJECT_TYPE, "non-unique", name);
    }
    if (!table.table().immediatelyUnique(index)) {
      throw cannot(SqlState.FEATURE_NOT_SUPPORTED, "non-immediate", name);
    }
    if (index.keys().stream().anyMatch(key -> key.expressionText() != null)) {
      throw cannot(SqlState.FEATURE_NOT_SUPPORTED, "expression", name);
    }
    if (index.predicateText() != null) {
      throw cannot(SqlState.FEATURE_NOT_SUPPORTED, "partial", name);
    }
    for (Index.Key key : index.keys()) {
      Column column = table.table().column(key.column());
      if (!column.notNull()) {
        throw SqlException.of(
            SqlState.WRONG_OBJECT_TYPE,
            "index \""
                + name
                + "\" cannot be used as replica identity because column \""
                + column.name()
                + "\" is nullable");
      }
    }
    return index.oid();
  }

  private static SqlException cannot(SqlState state, String what, String name) {
    return SqlException.of(
        state, "cannot use " + what + " index \"" + name + "\" as replica identity");
  }
}
