package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * ALTER ROLE or ALTER USER, as far as it is about the password.
 *
 * @param role a name, {@code current_user}, {@code current_role} or {@code session_user}
 * @param password the new one, or a verifier made of it; null when it stays
 * @param clearsPassword PASSWORD NULL
 * @param validUntil a timestamp with time zone; null when it stays
 */
public record AlterRole(
    String role, @Nullable String password, boolean clearsPassword, @Nullable String validUntil)
    implements Command {
  /** Without the password, which is for nobody to see. */
  @Override
  public String toString() {
    return "AlterRole[" + role + "]";
  }
}
