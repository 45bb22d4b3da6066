package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import java.util.List;

/**
 * A role: the superuser that everyone is, and those that PostgreSQL predefines and tools look for.
 */
record RoleRow(long oid, String name, boolean superuser) {
  private static final List<RoleRow> ROLES =
      List.of(
          new RoleRow(SystemTable.OWNER, SystemTable.OWNER_NAME, true),
          new RoleRow(3373, "pg_monitor", false),
          new RoleRow(6181, "pg_read_all_data", false),
          new RoleRow(6182, "pg_write_all_data", false));

  static List<RoleRow> all(CatalogView view) {
    return ROLES;
  }

  static List<RoleRow> login(CatalogView view) {
    return ROLES.subList(0, 1);
  }
}
