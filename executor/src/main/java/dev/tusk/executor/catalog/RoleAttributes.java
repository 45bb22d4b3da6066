package dev.tusk.executor.catalog;

/**
 * What a role may do, wherever it is.
 *
 * @param inherit whether it has what roles that it is a member of may do
 * @param connectionLimit -1 for none
 */
public record RoleAttributes(
    boolean superuser,
    boolean inherit,
    boolean createRole,
    boolean createDatabase,
    boolean login,
    boolean replication,
    boolean bypassRowSecurity,
    int connectionLimit) {
  /** Those of the role that a data directory begins with. */
  public static final RoleAttributes BOOTSTRAP =
      new RoleAttributes(true, true, true, true, true, true, true, -1);

  /** Those that CREATE ROLE gives when it says nothing else. */
  public static final RoleAttributes PLAIN =
      new RoleAttributes(false, true, false, false, false, false, false, -1);
}
