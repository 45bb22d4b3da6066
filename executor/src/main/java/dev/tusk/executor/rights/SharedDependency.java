package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.ForeignObject.MappingObject;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * That an object needs a role: a row of pg_shdepend.
 *
 * @param database 0 for what all databases share
 */
public record SharedDependency(long database, ObjectAddress object, long role, Kind kind) {
  /** Why. */
  public enum Kind {
    OWNER('o'),
    ACL('a'),
    POLICY('r');

    private final char code;

    Kind(char code) {
      this.code = code;
    }

    /** {@code deptype}. */
    public char code() {
      return code;
    }
  }

  /** Of all databases; roles that are always there are needed by nothing. */
  public static List<SharedDependency> all(CatalogState state, LargeObjects largeObjects) {
    List<SharedDependency> all = new ArrayList<>();
    for (ObjectRights rights : state.rights()) {
      long database = rights.databaseOid();
      add(all, database, rights.of(), rights.owner(), rights.acl());
      rights
          .columns()
          .forEach((column, acl) -> {
            ObjectAddress of = rights.of();
            ObjectAddress at = new ObjectAddress(of.classOid(), of.objectOid(), column);
            addMentioned(all, database, at, rights.owner(), acl);
          });
    }
    for (PolicyObject policy : state.of(PolicyObject.class, 0)) {
      for (long role : policy.roles()) {
        add(all, policy.databaseOid(), policy.address(), role, Kind.POLICY);
      }
    }
    for (MappingObject mapping : state.of(MappingObject.class, 0)) {
      add(all, mapping.databaseOid(), mapping.address(), mapping.userOid(), Kind.OWNER);
    }
    for (DefaultRights rights : state.of(DefaultRights.class, 0)) {
      add(all, rights.databaseOid(), rights.address(), rights.role(), rights.acl());
    }
    largeObjects.forEachObjectAnywhere((database, object, rights) -> {
      ObjectAddress address = ObjectAddress.of(ObjectAddress.PG_LARGEOBJECT, object);
      if (state.object(database) != null) { // Versions before left them behind it.
        add(all, database, address, rights.owner(), rights.acl());
      }
    });
    return all;
  }

  private static void add(
      List<SharedDependency> all,
      long database,
      ObjectAddress object,
      long owner,
      @Nullable List<AclItem> acl) {
    add(all, database, object, owner, Kind.OWNER);
    addMentioned(all, database, object, owner, acl);
  }

  /** What an owner has of his own objects is no use of him beside that. */
  private static void addMentioned(
      List<SharedDependency> all,
      long database,
      ObjectAddress object,
      long owner,
      @Nullable List<AclItem> acl) {
    Set<Long> mentioned = new TreeSet<>();
    if (acl != null) {
      for (AclItem item : acl) {
        mentioned.add(item.grantee());
        mentioned.add(item.grantor());
      }
    }
    mentioned.remove(owner);
    mentioned.forEach(role -> add(all, database, object, role, Kind.ACL));
  }

  private static void add(
      List<SharedDependency> all, long database, ObjectAddress object, long role, Kind kind) {
    if (role != AclItem.PUBLIC && !ObjectAddress.of(ObjectAddress.PG_AUTHID, role).pinned()) {
      all.add(new SharedDependency(database, object, role, kind));
    }
  }
}
