package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.largeobject.LargeObjectRights;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterOwner;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.RoleSpec;
import java.util.Map;

/** OWNER TO and AUTHORIZATION. */
final class Ownership {
  private final CommandHost host;

  Ownership(CommandHost host) {
    this.host = host;
  }

  private RoleGraph roles() {
    return host.changes().state().roles(host.catalog().databaseOid());
  }

  /** The role that is to own something, which the current user must be a member of. */
  RoleObject newOwner(RoleSpec spec) {
    RoleObject role = host.role(spec);
    if (!roles().isMember(host.roles().current(), role.oid())) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE, "must be member of role \"" + role.name() + "\"");
    }
    return role;
  }

  /** ALTER … OWNER TO of what has no other statement. */
  String alter(AlterOwner statement) {
    String name = statement.name().name();
    if (statement.kind() == ObjectKind.LARGE_OBJECT) {
      changeLargeObject(Long.parseLong(name), statement.owner());
      return "ALTER LARGE OBJECT";
    }
    if (statement.kind() != ObjectKind.DATABASE) {
      throw SqlException.notSupported("ALTER " + ObjectTargets.word(statement.kind()));
    }
    DatabaseObject database = host.changes().state().database(name);
    if (database == null) {
      throw SqlException.of(
          SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
    }
    change(database, statement.owner());
    return "ALTER DATABASE";
  }

  private void changeLargeObject(long object, RoleSpec owner) {
    RoleObject role = host.role(owner);
    LargeObjects objects = host.routines().session().largeObjects();
    LargeObjectRights before = objects.rights(object);
    if (before.owner() == role.oid()) {
      return;
    }
    if (!roles().superuser(host.roles().current())) {
      if (!roles().hasPrivilegesOf(host.roles().current(), before.owner())) {
        throw SqlException.of(
            SqlState.INSUFFICIENT_PRIVILEGE, "must be owner of large object " + object);
      }
      newOwner(owner);
    }
    objects.setRights(object, OwnerRights.moved(before, role.oid()));
  }

  /** OWNER TO: whom the object belonged to must agree, and be the new owner's member. */
  void change(CatalogObject object, RoleSpec owner) {
    RoleObject role = host.role(owner);
    long current = host.roles().current();
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().lockObject(host.transaction(), object.oid());
    long before = Owners.of(state, database, object.address());
    if (before == role.oid()) {
      return;
    }
    if (!roles().superuser(current)) {
      OwnerRights.require(host.catalog(), host.roles(), object);
      newOwner(owner);
      checkPlace(object);
    }
    set(object, role.oid());
  }

  /** The new owner must be allowed to make such an object where it is. */
  private void checkPlace(CatalogObject object) {
    switch (object) {
      case DatabaseObject _ -> {
        if (!mayCreateDatabases(host.roles().current())) {
          throw SqlException.of(
              SqlState.INSUFFICIENT_PRIVILEGE, "permission denied to change owner of database");
        }
      }
      case SchemaObject _ -> {}
      default -> {}
    }
  }

  private boolean mayCreateDatabases(long role) {
    RoleObject found = roles().find(role);
    return found != null && (found.attributes().superuser() || found.attributes().createDatabase());
  }

  /** Writes down the owner; sequences of a table's columns go with it. */
  void set(CatalogObject object, long owner) {
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().state();
    ObjectRights known = state.rights(database, object.address());
    boolean shared = object.databaseOid() == 0 || object instanceof DatabaseObject;
    ObjectRights changed =
        known == null
            ? new ObjectRights(
                host.changes().newOid(),
                shared ? 0 : database,
                object.address(),
                owner,
                null,
                Map.of())
            : OwnerRights.moved(known, owner);
    host.changes().put(changed);
    for (SequenceObject sequence : state.sequences(database)) {
      if (sequence.ownerTable() == object.oid() && sequence.ownerTable() != 0) {
        set(sequence, owner);
      }
    }
  }

  /** A sequence of a table's column stays with the table. */
  void changeSequence(SequenceObject sequence, RoleSpec owner) {
    CatalogState state = host.changes().state();
    CatalogObject table = sequence.ownerTable() == 0 ? null : state.object(sequence.ownerTable());
    if (table != null
        && Owners.of(state, host.catalog().databaseOid(), sequence.address())
            != host.role(owner).oid()) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "cannot change owner of sequence \"" + sequence.name() + "\"")
          .withDetail(
              "Sequence \"" + sequence.name() + "\" is linked to table \"" + table.name() + "\".");
    }
    change(sequence, owner);
  }

  /** An index stays with its table. */
  void refuseIndex(Index index, RoleSpec owner) {
    long database = host.catalog().databaseOid();
    ObjectAddress table = ObjectAddress.relation(index.tableOid());
    if (Owners.of(host.changes().state(), database, table) != host.role(owner).oid()) {
      host.notice(
          new Notice(
              "WARNING",
              SqlState.WRONG_OBJECT_TYPE,
              "cannot change owner of index \"" + index.name() + "\"",
              null,
              "Change the ownership of the index's table, instead.",
              0));
    }
  }
}
