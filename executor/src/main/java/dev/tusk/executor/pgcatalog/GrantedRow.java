package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.ForeignObject;
import dev.tusk.executor.catalog.ForeignObject.ServerObject;
import dev.tusk.executor.catalog.ForeignObject.WrapperObject;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.AclItem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One privilege that one role granted another on one object: a row of information_schema's views of
 * privileges, which show a role what it, or who it may act as, granted or was granted.
 *
 * @param subject what the name of the object does not say: a column, a function's specific name,
 *     the kind of an object that is used
 */
record GrantedRow(
    String grantor,
    String grantee,
    String schema,
    String name,
    String subject,
    String privilege,
    boolean grantable) {

  private static final String PUBLIC = "PUBLIC";

  /** Privileges that columns have. */
  private static final long OF_COLUMN = RightsKind.COLUMN.all();

  /** On tables and views. */
  static List<GrantedRow> tables(CatalogView view) {
    Set<GrantedRow> rows = new LinkedHashSet<>();
    for (Relation relation : Relation.tablesAndViews(view)) {
      ObjectAddress address = ObjectAddress.relation(relation.oid());
      relation(view, relation, "", RightsKind.TABLE.all())
          .addTo(rows, view.rights().acl(address, RightsKind.TABLE));
    }
    return List.copyOf(rows);
  }

  /** On columns, those of their tables included. */
  static List<GrantedRow> columns(CatalogView view) {
    Set<GrantedRow> rows = new LinkedHashSet<>();
    for (Relation relation : Relation.tablesAndViews(view)) {
      long oid = relation.oid();
      List<AclItem> whole = view.rights().acl(ObjectAddress.relation(oid), RightsKind.TABLE);
      for (Column column : relation.table().liveColumns()) {
        Granted object = relation(view, relation, column.name(), OF_COLUMN);
        object.addTo(rows, whole);
        object.addTo(rows, view.rights().shown(ObjectAddress.column(oid, column.number())));
      }
    }
    return List.copyOf(rows);
  }

  private static Granted relation(
      CatalogView view, Relation relation, String subject, long privileges) {
    long owner = view.rights().owner(ObjectAddress.relation(relation.oid()));
    return new Granted(view, relation.schema(), relation.name(), subject, owner, privileges);
  }

  /** On functions and procedures. */
  static List<GrantedRow> routines(CatalogView view) {
    Set<GrantedRow> rows = new LinkedHashSet<>();
    for (FunctionRow row : FunctionRow.all(view)) {
      ObjectAddress address = ObjectAddress.function(row.function().oid());
      String name = row.function().name();
      String specific = RoutineTables.specificName(row);
      long owner = view.rights().owner(address);
      new Granted(view, row.schema(), name, specific, owner, Privileges.EXECUTE)
          .addTo(rows, view.rights().acl(address, RightsKind.FUNCTION));
    }
    return List.copyOf(rows);
  }

  /** On composite types, those of tables' rows among them. */
  static List<GrantedRow> compositeTypes(CatalogView view) {
    Set<GrantedRow> rows = new LinkedHashSet<>();
    types(view, "c", "", rows);
    return List.copyOf(rows);
  }

  private static void types(CatalogView view, String kind, String word, Set<GrantedRow> rows) {
    for (TypeRow row : TypeRow.all(view)) {
      if (row.kind().equals(kind)) {
        ObjectAddress address = ObjectAddress.type(row.type().oid());
        long owner = view.rights().owner(address);
        List<AclItem> shown = row.ofTable() ? null : view.rights().shown(address);
        new Granted(view, row.schema(), row.type().name(), word, owner, Privileges.USAGE)
            .addTo(rows, shown != null ? shown : RightsKind.TYPE.initial(owner));
      }
    }
  }

  private static void foreign(
      CatalogView view, ForeignObject object, String word, RightsKind kind, Set<GrantedRow> rows) {
    long owner = view.rights().owner(object.address());
    new Granted(view, "", object.name(), word, owner, Privileges.USAGE)
        .addTo(rows, view.rights().acl(object.address(), kind));
  }

  /** On what is used: collations, domains, foreign objects, sequences. */
  static List<GrantedRow> used(CatalogView view) {
    Set<GrantedRow> rows = new LinkedHashSet<>();
    for (CollationRow row : CollationRow.all(view)) {
      String owner = view.roles().name(RoleObject.POSTGRES_OID);
      rows.add(
          new GrantedRow(
              owner, PUBLIC, "pg_catalog", row.collation().name(), "COLLATION", "USAGE", false));
    }
    types(view, "d", "DOMAIN", rows);
    for (WrapperObject wrapper : PgForeign.of(WrapperObject.class, view)) {
      foreign(view, wrapper, "FOREIGN DATA WRAPPER", RightsKind.FOREIGN_DATA_WRAPPER, rows);
    }
    for (ServerObject server : PgForeign.of(ServerObject.class, view)) {
      foreign(view, server, "FOREIGN SERVER", RightsKind.FOREIGN_SERVER, rows);
    }
    for (Table table : view.tables()) {
      if (table.kind() == Table.Kind.SEQUENCE) {
        ObjectAddress address = ObjectAddress.relation(table.oid());
        long owner = view.rights().owner(address);
        new Granted(view, table.schema(), table.name(), "SEQUENCE", owner, Privileges.USAGE)
            .addTo(rows, view.rights().shown(address));
      }
    }
    return List.copyOf(rows);
  }

  /** What of it was granted by, or to, roles as which the current user acts. */
  static List<GrantedRow> ofRoles(List<GrantedRow> rows, CatalogView view) {
    Set<String> enabled = enabled(view);
    return rows.stream()
        .filter(row -> enabled.contains(row.grantor()) || enabled.contains(row.grantee()))
        .toList();
  }

  /** Names of the roles whose rights the current user has. */
  static Set<String> enabled(CatalogView view) {
    Set<String> names = new LinkedHashSet<>();
    for (RoleObject role : view.roles().all()) {
      if (view.roles().hasPrivilegesOf(view.currentRoles().current(), role.oid())) {
        names.add(role.name());
      }
    }
    return names;
  }

  /** What of an object is collected. */
  private record Granted(
      CatalogView view, String schema, String name, String subject, long owner, long privileges) {

    void addTo(Set<GrantedRow> rows, @Nullable List<AclItem> acl) {
      if (acl == null) {
        return;
      }
      var roles = view.rights().roles();
      long user = view.currentRoles().current();
      for (AclItem item : acl) {
        boolean seen =
            item.grantee() == AclItem.PUBLIC
                || roles.hasPrivilegesOf(user, item.grantor())
                || roles.hasPrivilegesOf(user, item.grantee());
        if (!seen) {
          continue;
        }
        boolean ofOwner =
            item.grantee() != AclItem.PUBLIC && roles.hasPrivilegesOf(item.grantee(), owner);
        for (String privilege : Privileges.names(item.granted() & privileges)) {
          boolean option =
              (item.options() & Objects.requireNonNull(Privileges.named(privilege))) != 0;
          rows.add(
              new GrantedRow(
                  roles.name(item.grantor()),
                  item.grantee() == AclItem.PUBLIC ? PUBLIC : roles.name(item.grantee()),
                  schema,
                  name,
                  subject,
                  privilege,
                  ofOwner || option));
        }
      }
    }
  }
}
