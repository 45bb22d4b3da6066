package dev.tusk.sql.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What CREATE ROLE and ALTER ROLE say of a role. */
public sealed interface RoleOption {
  /** Where it stands in the text. */
  int position();

  /** SUPERUSER, NOLOGIN, … */
  record Attribute(Name name, boolean on, int position) implements RoleOption {
    public enum Name {
      SUPERUSER,
      INHERIT,
      CREATEROLE,
      CREATEDB,
      LOGIN,
      REPLICATION,
      BYPASSRLS
    }
  }

  /** PASSWORD; null for PASSWORD NULL. */
  record Password(@Nullable String text, int position) implements RoleOption {
    /** Without the password, which is for nobody to see. */
    @Override
    public String toString() {
      return "Password[]";
    }
  }

  record ConnectionLimit(long limit, int position) implements RoleOption {}

  record ValidUntil(String time, int position) implements RoleOption {}

  /** SYSID, which nothing follows from any more. */
  record SysId(int position) implements RoleOption {}

  /** IN ROLE, ROLE (also written USER) and ADMIN. */
  record Membership(Direction direction, List<RoleSpec> roles, int position) implements RoleOption {
    public enum Direction {
      IN_ROLE,
      MEMBERS,
      ADMINS
    }
  }
}
