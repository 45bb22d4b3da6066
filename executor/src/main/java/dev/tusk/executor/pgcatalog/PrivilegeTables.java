package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.catalog.RoleMember;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.pgcatalog.RoleSource.Membership;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** information_schema's views of roles and of what was granted to them. */
final class PrivilegeTables {
  private PrivilegeTables() {}

  private static final String SCHEMA = "information_schema";

  static final List<SystemTable<?>> ALL =
      List.of(
          SystemTable.<String>named(
                  SCHEMA, "enabled_roles", 13325, view -> List.copyOf(GrantedRow.enabled(view)))
              .column("role_name", "name", (name, _) -> name)
              .build(),
          memberships("applicable_roles", 13236, PrivilegeTables::applicable),
          memberships(
              "administrable_role_authorizations",
              13241,
              view -> applicable(view).stream().filter(row -> row.member().admin()).toList()),
          tables("table_privileges", 13416, GrantedRow::tables),
          tables("role_table_grants", 13421, ofRoles(GrantedRow::tables)),
          columns("column_privileges", 13285, GrantedRow::columns),
          columns("role_column_grants", 13344, ofRoles(GrantedRow::columns)),
          routines("routine_privileges", 13353, GrantedRow::routines),
          routines("role_routine_grants", 13358, ofRoles(GrantedRow::routines)),
          types("udt_privileges", 13445, GrantedRow::compositeTypes),
          types("role_udt_grants", 13450, ofRoles(GrantedRow::compositeTypes)),
          used("usage_privileges", 13454, GrantedRow::used),
          used("role_usage_grants", 13459, ofRoles(GrantedRow::used)));

  private static Function<CatalogView, List<GrantedRow>> ofRoles(
      Function<CatalogView, List<GrantedRow>> rows) {
    return view -> GrantedRow.ofRoles(rows.apply(view), view);
  }

  /** Memberships of roles whose rights the current user has; the database's owner has one. */
  private static List<Membership> applicable(CatalogView view) {
    List<Membership> all = new ArrayList<>();
    for (RoleObject role : view.roles().all()) {
      if (role.oid() == RoleGraph.DATABASE_OWNER) {
        long owner = view.owner(ObjectAddress.PG_DATABASE, view.databaseOid());
        all.add(new Membership(role, new RoleMember(owner, owner, false)));
      } else {
        role.granted().forEach(member -> all.add(new Membership(role, member)));
      }
    }
    return all.stream()
        .filter(row ->
            view.roles().hasPrivilegesOf(view.currentRoles().current(), row.member().member()))
        .toList();
  }

  private static SystemTable<?> memberships(
      String name, long oid, Function<CatalogView, List<Membership>> rows) {
    return SystemTable.<Membership>named(SCHEMA, name, oid, rows)
        .column("grantee", "name", (r, v) -> v.roles().name(r.member().member()))
        .column("role_name", "name", (r, _) -> r.role().name())
        .column("is_grantable", "yes_or_no", (r, _) -> yes(r.member().admin()))
        .build();
  }

  private static SystemTable<GrantedRow> granted(
      String name, long oid, Function<CatalogView, List<GrantedRow>> rows) {
    return SystemTable.<GrantedRow>named(SCHEMA, name, oid, rows)
        .column("grantor", "name", (r, _) -> r.grantor())
        .column("grantee", "name", (r, _) -> r.grantee());
  }

  private static SystemTable<?> tables(
      String name, long oid, Function<CatalogView, List<GrantedRow>> rows) {
    return granted(name, oid, rows)
        .column("table_catalog", "name", (_, v) -> v.databaseName())
        .column("table_schema", "name", (r, _) -> r.schema())
        .column("table_name", "name", (r, _) -> r.name())
        .column("privilege_type", "varchar", (r, _) -> r.privilege())
        .column("is_grantable", "yes_or_no", (r, _) -> yes(r.grantable()))
        .column("with_hierarchy", "yes_or_no", (r, _) -> yes(r.privilege().equals("SELECT")))
        .build();
  }

  private static SystemTable<?> columns(
      String name, long oid, Function<CatalogView, List<GrantedRow>> rows) {
    return granted(name, oid, rows)
        .column("table_catalog", "name", (_, v) -> v.databaseName())
        .column("table_schema", "name", (r, _) -> r.schema())
        .column("table_name", "name", (r, _) -> r.name())
        .column("column_name", "name", (r, _) -> r.subject())
        .column("privilege_type", "varchar", (r, _) -> r.privilege())
        .column("is_grantable", "yes_or_no", (r, _) -> yes(r.grantable()))
        .build();
  }

  private static SystemTable<?> routines(
      String name, long oid, Function<CatalogView, List<GrantedRow>> rows) {
    return granted(name, oid, rows)
        .column("specific_catalog", "name", (_, v) -> v.databaseName())
        .column("specific_schema", "name", (r, _) -> r.schema())
        .column("specific_name", "name", (r, _) -> r.subject())
        .column("routine_catalog", "name", (_, v) -> v.databaseName())
        .column("routine_schema", "name", (r, _) -> r.schema())
        .column("routine_name", "name", (r, _) -> r.name())
        .column("privilege_type", "varchar", (r, _) -> r.privilege())
        .column("is_grantable", "yes_or_no", (r, _) -> yes(r.grantable()))
        .build();
  }

  private static SystemTable<?> types(
      String name, long oid, Function<CatalogView, List<GrantedRow>> rows) {
    return granted(name, oid, rows)
        .column("udt_catalog", "name", (_, v) -> v.databaseName())
        .column("udt_schema", "name", (r, _) -> r.schema())
        .column("udt_name", "name", (r, _) -> r.name())
        .column("privilege_type", "varchar", (r, _) -> "TYPE " + r.privilege())
        .column("is_grantable", "yes_or_no", (r, _) -> yes(r.grantable()))
        .build();
  }

  private static SystemTable<?> used(
      String name, long oid, Function<CatalogView, List<GrantedRow>> rows) {
    return granted(name, oid, rows)
        .column("object_catalog", "name", (_, v) -> v.databaseName())
        .column("object_schema", "name", (r, _) -> r.schema())
        .column("object_name", "name", (r, _) -> r.name())
        .column("object_type", "varchar", (r, _) -> r.subject())
        .column("privilege_type", "varchar", (r, _) -> r.privilege())
        .column("is_grantable", "yes_or_no", (r, _) -> yes(r.grantable()))
        .build();
  }

  private static String yes(boolean is) {
    return is ? "YES" : "NO";
  }
}
