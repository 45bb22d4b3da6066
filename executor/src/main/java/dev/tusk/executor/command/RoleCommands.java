package dev.tusk.executor.command;

import dev.tusk.executor.access.PasswordVerifier;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterRole;
import dev.tusk.sql.type.Types;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ALTER ROLE. */
public final class RoleCommands {
  private static final Pattern MD5 = Pattern.compile("md5[0-9a-f]{32}");
  private static final Set<String> SELF = Set.of("current_user", "current_role", "session_user");

  private final CommandHost host;

  public RoleCommands(CommandHost host) {
    this.host = host;
  }

  /** Changes a role; the tag. */
  public String alter(AlterRole statement) {
    String name =
        SELF.contains(statement.role().toLowerCase(Locale.ROOT))
            ? host.currentUser()
            : statement.role();
    if (!name.equals(host.currentUser())) {
      throw SqlException.of(SqlState.UNDEFINED_OBJECT, "role \"" + name + "\" does not exist");
    }
    host.changes().lockObject(host.transaction(), RoleObject.POSTGRES_OID);
    RoleObject before = host.changes().state().role(name);
    String verifier = before == null ? null : before.verifier();
    Long validUntil = before == null ? null : before.validUntil();
    String password = statement.password();
    if (password != null) {
      verifier = verifier(password);
    } else if (statement.clearsPassword()) {
      verifier = null;
    }
    String until = statement.validUntil();
    if (until != null) {
      validUntil = (Long) Types.TIMESTAMPTZ.parse(until, host.format());
    }
    host.changes().put(new RoleObject(RoleObject.POSTGRES_OID, name, verifier, validUntil));
    return "ALTER ROLE";
  }

  /** What is kept of a password, which may be given as such. */
  private @Nullable String verifier(String password) {
    if (password.isEmpty()) {
      host.notice("empty string is not a valid password, clearing password");
      return null;
    }
    if (MD5.matcher(password).matches()) {
      throw SqlException.notSupported("passwords hashed by MD5")
          .withHint("Give the password itself, or its SCRAM-SHA-256 verifier.");
    }
    return PasswordVerifier.parse(password).orElseGet(() -> PasswordVerifier.of(password)).text();
  }
}
