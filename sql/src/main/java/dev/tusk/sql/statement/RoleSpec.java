package dev.tusk.sql.statement;

/**
 * A role as statements name it: PostgreSQL's RoleSpec.
 *
 * @param name of a role; what was written otherwise
 */
public record RoleSpec(Kind kind, String name) {
  public enum Kind {
    NAMED,
    CURRENT_ROLE,
    CURRENT_USER,
    SESSION_USER,
    /** All roles. */
    PUBLIC
  }

  public static RoleSpec named(String name) {
    return new RoleSpec(Kind.NAMED, name);
  }
}
