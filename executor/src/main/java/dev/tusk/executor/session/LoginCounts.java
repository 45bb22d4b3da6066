package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.HashMap;
import java.util.Map;

/** How many clients of each role and of each database have a session, and how many may have. */
public final class LoginCounts {
  private final Map<Long, Integer> ofRoles = new HashMap<>();
  private final Map<Long, Integer> ofDatabases = new HashMap<>();

  /** One place that a session has until it is closed. */
  public final class Place {
    private final long role;
    private final long database;
    private boolean left;

    private Place(long role, long database) {
      this.role = role;
      this.database = database;
    }

    /** The session has ended; also a second time. */
    public void leave() {
      synchronized (LoginCounts.this) {
        if (!left) {
          left = true;
          ofRoles.computeIfPresent(role, (_, count) -> count == 1 ? null : count - 1);
          ofDatabases.computeIfPresent(database, (_, count) -> count == 1 ? null : count - 1);
        }
      }
    }
  }

  /**
   * Counts a session of a role in, which may not be one too many unless it is a superuser's.
   *
   * @throws SqlException 53300
   */
  synchronized void check(RoleObject role) {
    int most = role.attributes().connectionLimit();
    if (most >= 0
        && !role.attributes().superuser()
        && ofRoles.getOrDefault(role.oid(), 0) >= most) {
      throw SqlException.of(
          SqlState.TOO_MANY_CONNECTIONS, "too many connections for role \"" + role.name() + "\"");
    }
  }

  synchronized Place enter(RoleObject role, DatabaseObject database) {
    check(role);
    int most = database.attributes().connectionLimit();
    if (most >= 0
        && !role.attributes().superuser()
        && ofDatabases.getOrDefault(database.oid(), 0) >= most) {
      throw SqlException.of(
          SqlState.TOO_MANY_CONNECTIONS,
          "too many connections for database \"" + database.name() + "\"");
    }
    ofRoles.merge(role.oid(), 1, Integer::sum);
    ofDatabases.merge(database.oid(), 1, Integer::sum);
    return new Place(role.oid(), database.oid());
  }
}
