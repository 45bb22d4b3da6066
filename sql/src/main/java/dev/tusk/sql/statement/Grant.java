package dev.tusk.sql.statement;

import java.util.List;

/**
 * GRANT or REVOKE.
 *
 * @param privileges in lower case; {@code all} for ALL. Of a role membership: the roles
 * @param on {@code table}, {@code schema}, {@code all tables in schema}, ..; empty for membership
 * @param objects names as written
 */
public record Grant(
    boolean revoke,
    List<String> privileges,
    String on,
    List<String> objects,
    List<String> grantees,
    boolean withOption)
    implements Command {}
