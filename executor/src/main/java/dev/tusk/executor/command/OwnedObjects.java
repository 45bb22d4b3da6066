package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.ForeignObject.MappingObject;
import dev.tusk.executor.catalog.ForeignObject.WrapperObject;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.largeobject.LargeObjectRights;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.executor.rights.Acl;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.executor.rights.RoleUses;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DropOwned;
import dev.tusk.sql.statement.ReassignOwned;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** REASSIGN OWNED and DROP OWNED (shdepReassignOwned, shdepDropOwned of catalog/pg_shdepend.c). */
final class OwnedObjects {
  private final CommandHost host;

  OwnedObjects(CommandHost host) {
    this.host = host;
  }

  private CatalogState state() {
    return host.changes().state();
  }

  private RoleGraph roles() {
    return state().roles(host.catalog().databaseOid());
  }

  private List<RoleUses.Use> uses(long role) {
    return new RoleUses(host.catalog(), largeObjects(), role).here();
  }

  private LargeObjects largeObjects() {
    return host.routines().session().largeObjects();
  }

  private static boolean large(RoleUses.Use use) {
    return use.object().classOid() == ObjectAddress.PG_LARGEOBJECT;
  }

  private List<Long> allowed(List<RoleSpec> specs, String what) {
    List<Long> found = new ArrayList<>();
    for (RoleSpec spec : specs) {
      found.add(host.role(spec).oid());
    }
    for (long role : found) {
      if (!roles().hasPrivilegesOf(host.roles().current(), role)) {
        throw Denied.because("permission denied to " + what + " objects");
      }
    }
    return found;
  }

  private void requireUnpinned(long role, String what) {
    if (role < FIRST_OWN_ROLE) {
      throw SqlException.of(
          SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
          "cannot "
              + what
              + " objects owned by role "
              + roles().name(role)
              + " because they are required by the database system");
    }
  }

  private static final long FIRST_OWN_ROLE = 16_384;

  String reassign(ReassignOwned statement) {
    List<Long> from = allowed(statement.roles(), "reassign");
    long to = allowed(List.of(statement.newOwner()), "reassign").getFirst();
    for (long role : from) {
      requireUnpinned(role, "reassign ownership of");
      for (RoleUses.Use use : uses(role)) {
        if (large(use)) {
          if (use.owner()) {
            LargeObjectRights before = largeObjects().rights(use.object().objectOid());
            largeObjects().setRights(use.object().objectOid(), OwnerRights.moved(before, to));
          }
          continue;
        }
        CatalogObject object = state().object(use.object().objectOid());
        if (object instanceof WrapperObject wrapper && use.owner()) {
          requireWrapperOwner(wrapper, to);
        }
        boolean stays = object instanceof DefaultRights || object instanceof MappingObject;
        if (use.owner() && object != null && !stays) {
          boolean ofTable = object instanceof SequenceObject s && s.ownerTable() != 0;
          if (!ofTable) {
            new Ownership(host).set(object, to);
          }
        }
      }
    }
    return "REASSIGN OWNED";
  }

  private void requireWrapperOwner(WrapperObject wrapper, long role) {
    if (state().object(role) instanceof RoleObject owner) {
      new ForeignCommands(host, new DefinedCommands(host)).requireOwner(wrapper, owner);
    }
  }

  String drop(DropOwned statement) {
    Removal removal = new Removal(host, statement.cascade());
    boolean any = false;
    for (long role : allowed(statement.roles(), "drop")) {
      requireUnpinned(role, "drop");
      for (RoleUses.Use use : uses(role)) {
        if (large(use)) {
          dropLarge(use, role);
          continue;
        }
        CatalogObject object = state().object(use.object().objectOid());
        if (object instanceof DefaultRights rights) {
          forget(rights, role);
        } else if (object instanceof PolicyObject policy && !use.owner()) {
          unbind(policy, role);
        } else if (!use.owner()) {
          revoke(use, role);
        } else if (object != null && !(object instanceof DatabaseObject)) {
          removal.name(use.object());
          any = true;
        }
      }
    }
    if (any) {
      removal.run();
    }
    return "DROP OWNED";
  }

  private void dropLarge(RoleUses.Use use, long role) {
    long object = use.object().objectOid();
    if (use.owner()) {
      largeObjects().drop(object);
      return;
    }
    LargeObjectRights rights = largeObjects().rights(object);
    List<AclItem> acl = rights.acl();
    if (acl != null) {
      largeObjects()
          .setRights(
              object, new LargeObjectRights(rights.owner(), without(acl, role, rights.owner())));
    }
  }

  /** A policy does not bind the role any more; it goes when it was for nobody else. */
  private void unbind(PolicyObject policy, long role) {
    List<Long> others = policy.roles().stream().filter(r -> r != role).toList();
    if (others.isEmpty()) {
      host.changes().remove(policy.oid());
    } else {
      host.changes().put(policy.forRoles(others));
    }
  }

  private void forget(DefaultRights rights, long role) {
    if (!(state().object(rights.oid()) instanceof DefaultRights now)) {
      return; // It was named twice.
    }
    if (now.role() == role) {
      host.changes().remove(now.oid());
      return;
    }
    List<AclItem> left = without(now.acl(), role, now.role());
    host.changes()
        .put(
            new DefaultRights(
                now.oid(), now.databaseOid(), now.role(), now.schemaOid(), now.kind(), left));
  }

  private void revoke(RoleUses.Use use, long role) {
    ObjectRights rights = state().rights(host.catalog().databaseOid(), use.object().whole());
    if (rights == null) {
      return;
    }
    @Nullable List<AclItem> acl = rights.acl();
    Map<Integer, List<AclItem>> columns = new HashMap<>();
    rights
        .columns()
        .forEach((column, items) -> {
          List<AclItem> left = without(items, role, rights.owner());
          if (!left.isEmpty()) {
            columns.put(column, left);
          }
        });
    host.changes()
        .put(
            rights.with(
                rights.owner(), acl == null ? null : without(acl, role, rights.owner()), columns));
  }

  /** A list without what a role was granted, and what it granted on. */
  private List<AclItem> without(List<AclItem> acl, long role, long owner) {
    List<AclItem> left = acl;
    for (AclItem item : acl) {
      if (item.grantee() == role) {
        left = Acl.revoked(left, item, roles(), owner, true);
      }
    }
    return left.stream().filter(item -> item.grantor() != role).toList();
  }
}
