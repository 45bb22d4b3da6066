package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.AclItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may do what with the objects of a database (catalog/aclchk.c: the pg_…_aclmask). */
public final class Rights {
  /** What changes rows, which nobody but superusers may do to the system's relations. */
  private static final long CHANGES =
      Privileges.INSERT | Privileges.UPDATE | Privileges.DELETE | Privileges.TRUNCATE;

  private final SessionCatalog catalog;
  private final CatalogState state;
  private final long database;
  private final RoleGraph roles;

  public Rights(SessionCatalog catalog) {
    this.catalog = catalog;
    this.state = catalog.state();
    this.database = catalog.databaseOid();
    this.roles = state.roles(database);
  }

  public RoleGraph roles() {
    return roles;
  }

  public long owner(ObjectAddress object) {
    return Owners.of(state, database, object);
  }

  /** The list as the catalogs show it; null where nobody has said anything. */
  public @Nullable List<AclItem> shown(ObjectAddress object) {
    ObjectRights rights = state.rights(database, object.whole());
    if (object.sub() != 0) {
      return rights == null ? null : rights.columns().get(object.sub());
    }
    List<AclItem> acl = rights == null ? null : rights.acl();
    return acl != null ? acl : InitialRights.of(catalog, object);
  }

  /** The list that an object of the system's comes with; null where its kind says it all. */
  public @Nullable List<AclItem> initial(ObjectAddress object) {
    return InitialRights.of(catalog, object);
  }

  /** The list that holds. */
  public List<AclItem> acl(ObjectAddress object, RightsKind kind) {
    List<AclItem> shown = shown(object);
    return shown != null ? shown : kind.initial(owner(object));
  }

  /** What of some privileges, or their grant options, a role has on an object. */
  public long mask(RightsKind kind, ObjectAddress object, long role, long wanted) {
    if (roles.superuser(role)) {
      return wanted;
    }
    long possible = wanted;
    if (kind == RightsKind.TABLE && (wanted & CHANGES) != 0 && ofSystem(object)) {
      possible &= ~CHANGES;
    }
    ObjectAddress whole = kind == RightsKind.TYPE ? Owners.whole(state, database, object) : object;
    if (kind == RightsKind.SCHEMA && temporary(whole)) {
      ObjectAddress of = ObjectAddress.of(ObjectAddress.PG_DATABASE, database);
      boolean creates = has(RightsKind.DATABASE, of, role, Privileges.TEMPORARY);
      return possible & (creates ? Privileges.USAGE | Privileges.CREATE : Privileges.USAGE);
    }
    long has = Acl.mask(acl(whole, kind), roles, role, owner(whole), possible);
    return has | predefined(kind, role, possible);
  }

  private boolean ofSystem(ObjectAddress object) {
    Table table =
        state.object(object.objectOid()) == null
            ? catalog.table(object.objectOid()).orElse(null)
            : null;
    return table != null && table.kind() == Table.Kind.SYSTEM;
  }

  private boolean temporary(ObjectAddress schema) {
    CatalogObject object = state.object(schema.objectOid());
    return object != null && catalog.isOwnTemporary(object.name());
  }

  /** What the roles have that are there to read or write everything. */
  private long predefined(RightsKind kind, long role, long wanted) {
    long has = 0;
    boolean relation = kind == RightsKind.TABLE || kind == RightsKind.SEQUENCE;
    if (relation
        && (wanted & Privileges.SELECT) != 0
        && roles.hasPrivilegesOf(role, RoleGraph.READ_ALL_DATA)) {
      has |= Privileges.SELECT;
    }
    long written = Privileges.INSERT | Privileges.UPDATE | Privileges.DELETE;
    if (relation
        && (wanted & written) != 0
        && roles.hasPrivilegesOf(role, RoleGraph.WRITE_ALL_DATA)) {
      has |= wanted & written;
    }
    if (kind == RightsKind.SCHEMA
        && (wanted & Privileges.USAGE) != 0
        && (roles.hasPrivilegesOf(role, RoleGraph.READ_ALL_DATA)
            || roles.hasPrivilegesOf(role, RoleGraph.WRITE_ALL_DATA))) {
      has |= Privileges.USAGE;
    }
    return has;
  }

  /** Whether a role has all of some privileges. */
  public boolean has(RightsKind kind, ObjectAddress object, long role, long wanted) {
    return mask(kind, object, role, wanted) == wanted;
  }

  /** What of some privileges a role has on a column itself, beside what it has on the relation. */
  public long columnMask(long relation, int column, long role, long wanted) {
    if (roles.superuser(role)) {
      return wanted;
    }
    List<AclItem> acl = shown(ObjectAddress.column(relation, column));
    return acl == null
        ? 0
        : Acl.mask(acl, roles, role, owner(ObjectAddress.relation(relation)), wanted);
  }

  /** Whether a role owns an object, itself or by a role that it inherits. */
  public boolean owns(long role, ObjectAddress object) {
    return roles.hasPrivilegesOf(role, owner(object));
  }
}
