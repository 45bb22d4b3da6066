package dev.tusk.executor.command;

import dev.tusk.executor.catalog.Commented;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.command.GrantTargets.Granted;
import dev.tusk.executor.largeobject.LargeObjectRights;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.executor.rights.Acl;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.SystemColumn;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Grant;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** GRANT and REVOKE of privileges on objects (ExecuteGrantStmt of catalog/aclchk.c). */
final class GrantCommand {
  private final CommandHost host;
  private final Grant statement;
  private final GrantedPrivileges wanted;
  private final List<Long> grantees = new ArrayList<>();

  GrantCommand(CommandHost host, Grant statement) {
    this.host = host;
    this.statement = statement;
    this.wanted = GrantedPrivileges.of(statement);
  }

  private Rights rights() {
    return new Rights(host.catalog());
  }

  String run() {
    RoleSpec by = statement.grantedBy();
    if (by != null && host.role(by).oid() != host.roles().current()) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "grantor must be current user");
    }
    for (RoleSpec grantee : statement.grantees()) {
      boolean everyone = grantee.kind() == RoleSpec.Kind.PUBLIC;
      grantees.add(everyone ? AclItem.PUBLIC : host.role(grantee).oid());
    }
    List<Granted> objects = new GrantTargets(host).find(statement.target());
    for (Granted object : objects) {
      host.changes().lockObject(host.transaction(), object.address().objectOid());
      if (object.table() != null) {
        relation(object, object.table());
      } else {
        whole(object, wanted.all() ? object.kind().all() : wanted.privileges());
      }
    }
    return statement.revoke() ? "REVOKE" : "GRANT";
  }

  /** A table, whose columns may be meant too; or a sequence, perhaps called a table. */
  private void relation(Granted object, Table table) {
    long privileges = wanted.all() ? object.kind().all() : wanted.privileges();
    if (statement.target().kind() == Grant.Kind.TABLE) {
      privileges = asTable(object, privileges);
    }
    Map<Integer, Long> columns = columns(table);
    long lost = privileges & RightsKind.COLUMN.all();
    if (statement.revoke() && lost != 0 && object.kind() == RightsKind.TABLE) {
      ObjectRights known =
          host.changes().state().rights(host.catalog().databaseOid(), object.address());
      if (known != null) {
        known.columns().keySet().forEach(number -> columns.merge(number, lost, (a, b) -> a | b));
      }
    }
    if (privileges != 0) {
      whole(object, privileges);
    }
    columns.forEach((number, bits) -> column(object, table, number, bits));
  }

  /** What is said of a table holds for a sequence as far as it can. */
  private long asTable(Granted object, long privileges) {
    if (object.kind() == RightsKind.SEQUENCE) {
      long possible = RightsKind.SEQUENCE.all();
      if (!wanted.all() && (privileges & ~possible) != 0) {
        host.warning(
            SqlState.INVALID_GRANT_OPERATION,
            "sequence \""
                + object.name()
                + "\" only supports USAGE, SELECT, and UPDATE privileges");
      }
      return privileges & possible;
    }
    if ((privileges & ~RightsKind.TABLE.all()) != 0) {
      throw SqlException.of(
          SqlState.INVALID_GRANT_OPERATION, "invalid privilege type USAGE for table");
    }
    return privileges;
  }

  private Map<Integer, Long> columns(Table table) {
    Map<Integer, Long> columns = new TreeMap<>();
    wanted
        .columns()
        .forEach((name, bits) -> {
          int number =
              table
                  .column(name)
                  .map(Column::number)
                  .or(() -> SystemColumn.named(name).map(SystemColumn::number))
                  .orElseThrow(() -> Names.noColumn(name, table.name()));
          columns.merge(number, bits, (a, b) -> a | b);
        });
    return columns;
  }

  private void whole(Granted object, long privileges) {
    Rights rights = rights();
    ObjectAddress address = object.address();
    LargeObjectRights large =
        object.kind() == RightsKind.LARGE_OBJECT
            ? largeObjects().rights(address.objectOid())
            : null;
    long owner = large == null ? rights.owner(address) : large.owner();
    List<AclItem> before = large == null ? rights.acl(address, object.kind()) : acl(large);
    Acl.Grantor grantor =
        Acl.grantor(before, rights.roles(), host.roles().current(), owner, privileges);
    if (grantor.options() == 0) {
      long all = object.kind().all();
      long any = all | Privileges.options(all);
      if ((large == null
              ? rights.mask(object.kind(), address, grantor.role(), any)
              : Acl.mask(before, rights.roles(), grantor.role(), owner, any))
          == 0) {
        throw Denied.of(object.word(), object.name());
      }
    }
    long granted = restricted(privileges, grantor, "\"" + object.name() + "\"");
    List<AclItem> after = merged(before, grantor.role(), owner, granted);
    if (large != null) {
      largeObjects().setRights(address.objectOid(), new LargeObjectRights(owner, after));
      return;
    }
    ObjectRights known = known(address, owner);
    host.changes().put(known.with(owner, after, known.columns()));
  }

  private LargeObjects largeObjects() {
    return host.routines().session().largeObjects();
  }

  private static List<AclItem> acl(LargeObjectRights rights) {
    List<AclItem> acl = rights.acl();
    return acl != null ? acl : RightsKind.LARGE_OBJECT.initial(rights.owner());
  }

  private void column(Granted object, Table table, int number, long privileges) {
    Rights rights = rights();
    ObjectAddress address = ObjectAddress.column(table.oid(), number);
    long owner = rights.owner(object.address());
    List<AclItem> own = rights.shown(address);
    List<AclItem> before = own == null ? List.of() : own;
    List<AclItem> both = new ArrayList<>(rights.acl(object.address(), object.kind()));
    both.addAll(before);
    Acl.Grantor grantor =
        Acl.grantor(both, rights.roles(), host.roles().current(), owner, privileges);
    String name = number < 0 ? SystemColumn.of(number).toString() : table.column(number).name();
    if (grantor.options() == 0) {
      long all = RightsKind.COLUMN.all();
      long any = all | Privileges.options(all);
      if (Acl.mask(both, rights.roles(), grantor.role(), owner, any) == 0) {
        throw Denied.because(
            "permission denied for column \"" + name + "\" of relation \"" + table.name() + "\"");
      }
    }
    String what = "column \"" + name + "\" of relation \"" + table.name() + "\"";
    long granted = restricted(privileges, grantor, what);
    List<AclItem> after = merged(before, grantor.role(), owner, granted);
    ObjectRights known = known(object.address(), owner);
    Map<Integer, List<AclItem>> columns = new HashMap<>(known.columns());
    if (after.isEmpty()) {
      columns.remove(number);
    } else {
      columns.put(number, after);
    }
    host.changes().put(known.with(owner, known.acl(), columns));
  }

  private ObjectRights known(ObjectAddress address, long owner) {
    long database = host.catalog().databaseOid();
    ObjectRights known = host.changes().state().rights(database, address);
    boolean shared = Commented.isShared(address.classOid());
    return known != null
        ? known
        : new ObjectRights(
            host.changes().newOid(), shared ? 0 : database, address, owner, null, Map.of());
  }

  /** What of it the grantor may grant or take away; with a warning for what not. */
  private long restricted(long privileges, Acl.Grantor grantor, String what) {
    long possible = privileges & grantor.options() >>> AclItem.OPTION_SHIFT;
    String none = possible == 0 ? "no" : !wanted.all() && possible != privileges ? "not all" : null;
    if (none != null) {
      host.warning(
          statement.revoke()
              ? SqlState.WARNING_PRIVILEGE_NOT_REVOKED
              : SqlState.WARNING_PRIVILEGE_NOT_GRANTED,
          none
              + (statement.revoke()
                  ? " privileges could be revoked for "
                  : " privileges were granted for ")
              + what);
    }
    return possible;
  }

  private List<AclItem> merged(List<AclItem> before, long grantor, long owner, long privileges) {
    return merged(statement, grantees, before, roles(), grantor, owner, privileges);
  }

  private RoleGraph roles() {
    return rights().roles();
  }

  /** The list after the statement (merge_acl_with_grant). */
  static List<AclItem> merged(
      Grant statement,
      List<Long> grantees,
      List<AclItem> before,
      RoleGraph roles,
      long grantor,
      long owner,
      long privileges) {
    List<AclItem> acl = before;
    boolean revoke = statement.revoke();
    boolean option = statement.option();
    for (long grantee : grantees) {
      if (!revoke && option && grantee == AclItem.PUBLIC) {
        throw SqlException.of(
            SqlState.INVALID_GRANT_OPERATION, "grant options can only be granted to roles");
      }
      long plain = revoke && option ? 0 : privileges;
      long options = revoke || option ? Privileges.options(privileges) : 0;
      AclItem change = new AclItem(grantee, grantor, plain | options);
      if (privileges == 0) {
        continue;
      }
      acl =
          revoke
              ? Acl.revoked(acl, change, roles, owner, statement.cascade())
              : Acl.granted(acl, change, roles, owner);
    }
    return acl;
  }
}
