package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RoleMember;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The roles that the relations about them list. */
final class RoleSource {
  private RoleSource() {}

  /** A member of a role. */
  record Membership(RoleObject role, RoleMember member) {}

  static List<RoleObject> all(CatalogView view) {
    return List.copyOf(view.roles().all());
  }

  static List<RoleObject> login(CatalogView view) {
    return view.roles().all().stream().filter(role -> role.attributes().login()).toList();
  }

  static List<RoleObject> groups(CatalogView view) {
    return view.roles().all().stream().filter(role -> !role.attributes().login()).toList();
  }

  static List<Membership> memberships(CatalogView view) {
    List<Membership> rows = new ArrayList<>();
    for (RoleObject role : view.roles().all()) {
      role.granted().forEach(member -> rows.add(new Membership(role, member)));
    }
    return rows;
  }

  /** What its sessions begin with in any database; null for nothing. */
  static @Nullable Object settings(RoleObject role, CatalogView view) {
    List<String> settings = view.state().settings(role.oid(), 0);
    return settings.isEmpty() ? null : ArrayValue.of(Types.TEXT, settings);
  }

  static Object members(RoleObject role, CatalogView view) {
    return ArrayValue.of(Types.OID, role.granted().stream().map(RoleMember::member).toList());
  }
}
