package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.RolePassword;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role: the superuser that everyone is, and those that PostgreSQL predefines and tools look for.
 */
record RoleRow(
    long oid,
    String name,
    boolean superuser,
    @Nullable String verifier,
    @Nullable Long validUntil) {

  static List<RoleRow> all(CatalogView view) {
    return List.of(
        superuser(view),
        predefined(3373, "pg_monitor"),
        predefined(6181, "pg_read_all_data"),
        predefined(6182, "pg_write_all_data"));
  }

  static List<RoleRow> login(CatalogView view) {
    return List.of(superuser(view));
  }

  private static RoleRow superuser(CatalogView view) {
    for (RolePassword password : view.passwords()) {
      if (password.oid() == SystemTable.OWNER) {
        return new RoleRow(
            SystemTable.OWNER,
            SystemTable.OWNER_NAME,
            true,
            password.verifier(),
            password.validUntil());
      }
    }
    return new RoleRow(SystemTable.OWNER, SystemTable.OWNER_NAME, true, null, null);
  }

  private static RoleRow predefined(long oid, String name) {
    return new RoleRow(oid, name, false, null, null);
  }
}
