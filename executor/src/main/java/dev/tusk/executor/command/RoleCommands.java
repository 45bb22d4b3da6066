package dev.tusk.executor.command;

import dev.tusk.executor.access.Md5Password;
import dev.tusk.executor.access.PasswordVerifier;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.RightsEntry.RoleSettings;
import dev.tusk.executor.catalog.RoleAttributes;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.catalog.RoleMember;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.executor.rights.RoleUses;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterRole;
import dev.tusk.sql.statement.CreateRole;
import dev.tusk.sql.statement.DropRoles;
import dev.tusk.sql.statement.RenameRole;
import dev.tusk.sql.statement.RoleOption;
import dev.tusk.sql.statement.RoleOption.Attribute;
import dev.tusk.sql.statement.RoleOption.Membership;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER, DROP and RENAME of roles, with the checks of commands/user.c. */
public final class RoleCommands {
  /** Names of roles begin so that are there from the beginning. */
  private static final String RESERVED = "pg_";

  private final CommandHost host;

  public RoleCommands(CommandHost host) {
    this.host = host;
  }

  private CatalogState state() {
    return host.changes().state();
  }

  private RoleGraph roles() {
    return state().roles(host.catalog().databaseOid());
  }

  private boolean superuser() {
    return roles().superuser(host.roles().current());
  }

  /** Whether the current user may create roles. */
  boolean createsRoles() {
    RoleObject user = roles().find(host.roles().current());
    return user != null && (user.attributes().superuser() || user.attributes().createRole());
  }

  private static SqlException denied(String message) {
    return SqlException.of(SqlState.INSUFFICIENT_PRIVILEGE, message);
  }

  static SqlException reserved(String name) {
    return SqlException.of(SqlState.RESERVED_NAME, "role name \"" + name + "\" is reserved");
  }

  private static SqlException prefixed(String name) {
    return reserved(name).withDetail("Role names starting with \"pg_\" are reserved.");
  }

  /** Refuses a role of the system's that is named by its name. */
  static void checkAlterable(RoleSpec role) {
    if (role.kind() == RoleSpec.Kind.NAMED && role.name().startsWith(RESERVED)) {
      throw reserved(role.name()).withDetail("Cannot alter reserved roles.");
    }
  }

  String create(CreateRole statement) {
    String name = statement.name();
    for (RoleOption option : statement.options()) {
      if (option instanceof RoleOption.SysId) {
        host.notice("SYSID can no longer be specified");
      }
    }
    RoleDraft draft = new RoleDraft(RoleAttributes.PLAIN);
    draft.login = statement.user();
    statement.options().forEach(option -> apply(draft, name, option));
    checkCreation(draft.attributes());
    if (name.startsWith(RESERVED)) {
      throw prefixed(name);
    }
    CatalogState state = host.changes().lockName(host.transaction(), 0, "role", name);
    if (state.role(name) != null) {
      throw SqlException.of(SqlState.DUPLICATE_OBJECT, "role \"" + name + "\" already exists");
    }
    long oid = host.changes().newOid();
    host.changes().put(draft.role(oid, name, List.of()));
    RoleMemberships memberships = new RoleMemberships(host);
    long grantor = host.roles().current();
    List<Membership> all = new ArrayList<>();
    for (RoleOption option : statement.options()) {
      if (option instanceof Membership membership) {
        all.add(membership);
      }
    }
    for (Membership.Direction direction :
        List.of(
            Membership.Direction.IN_ROLE,
            Membership.Direction.ADMINS,
            Membership.Direction.MEMBERS)) {
      for (Membership membership : all) {
        if (membership.direction() == direction) {
          join(memberships, name, membership, grantor);
        }
      }
    }
    return "CREATE ROLE";
  }

  private void join(RoleMemberships memberships, String name, Membership membership, long grantor) {
    RoleSpec self = RoleSpec.named(name);
    switch (membership.direction()) {
      case IN_ROLE ->
          membership
              .roles()
              .forEach(role -> memberships.add(host.role(role), List.of(self), grantor, false));
      case ADMINS -> memberships.add(host.role(self), membership.roles(), grantor, true);
      case MEMBERS -> memberships.add(host.role(self), membership.roles(), grantor, false);
    }
  }

  private void checkCreation(RoleAttributes attributes) {
    if (superuser()) {
      return;
    }
    if (attributes.superuser()) {
      throw denied("must be superuser to create superusers");
    }
    if (attributes.replication()) {
      throw denied("must be superuser to create replication users");
    }
    if (attributes.bypassRowSecurity()) {
      throw denied("must be superuser to create bypassrls users");
    }
    if (!createsRoles()) {
      throw denied("permission denied to create role");
    }
  }

  /** Changes a role; the tag. */
  public String alter(AlterRole statement) {
    checkAlterable(statement.role());
    for (RoleOption option : statement.options()) {
      if (option instanceof RoleOption.ConnectionLimit limit) {
        checkLimit(limit.limit());
      }
    }
    RoleObject role = host.role(statement.role());
    checkAlteration(role, statement.options());
    host.changes().lockObject(host.transaction(), role.oid());
    role = host.role(statement.role());
    RoleDraft draft = new RoleDraft(role.attributes());
    draft.verifier = role.verifier();
    draft.validUntil = role.validUntil();
    String name = role.name();
    statement.options().forEach(option -> apply(draft, name, option));
    host.changes().put(draft.role(role.oid(), role.name(), role.granted()));
    long changed = role.oid();
    for (RoleOption option : statement.options()) {
      if (option instanceof Membership membership) {
        new RoleMemberships(host)
            .add(
                Objects.requireNonNull(roles().find(changed)),
                membership.roles(),
                host.roles().current(),
                false);
      }
    }
    return "ALTER ROLE";
  }

  private void checkAlteration(RoleObject role, List<RoleOption> options) {
    if (superuser()) {
      return;
    }
    if (role.attributes().superuser() || mentions(options, Attribute.Name.SUPERUSER)) {
      throw denied("must be superuser to alter superuser roles or change superuser attribute");
    }
    if (role.attributes().replication() || mentions(options, Attribute.Name.REPLICATION)) {
      throw denied("must be superuser to alter replication roles or change replication attribute");
    }
    if (mentions(options, Attribute.Name.BYPASSRLS)) {
      throw denied("must be superuser to change bypassrls attribute");
    }
    boolean ownPassword =
        role.oid() == host.roles().current()
            && !options.isEmpty()
            && options.stream().allMatch(RoleOption.Password.class::isInstance);
    if (!createsRoles() && !ownPassword) {
      throw denied("permission denied");
    }
  }

  private static boolean mentions(List<RoleOption> options, Attribute.Name name) {
    return options.stream().anyMatch(o -> o instanceof Attribute a && a.name() == name);
  }

  private void apply(RoleDraft draft, String role, RoleOption option) {
    switch (option) {
      case Attribute a -> draft.set(a.name(), a.on());
      case RoleOption.Password p -> draft.verifier = verifier(role, p.text());
      case RoleOption.ConnectionLimit l -> draft.connectionLimit = checkLimit(l.limit());
      case RoleOption.ValidUntil v ->
          draft.validUntil = (Long) Types.TIMESTAMPTZ.parse(v.time(), host.format());
      case RoleOption.SysId _, Membership _ -> {}
    }
  }

  private static int checkLimit(long limit) {
    if (limit < -1 || limit > Integer.MAX_VALUE) {
      throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "invalid connection limit: " + limit);
    }
    return (int) limit;
  }

  /** What is kept of a password, which may be given as such ({@code encrypt_password}). */
  private @Nullable String verifier(String role, @Nullable String password) {
    if (password == null) {
      return null;
    }
    PasswordVerifier given = PasswordVerifier.parse(password).orElse(null);
    boolean empty =
        password.isEmpty()
            || given != null && given.acceptsEmpty()
            || password.equals(Md5Password.of(role, ""));
    if (empty) {
      host.notice("empty string is not a valid password, clearing password");
      return null;
    }
    if (given != null) {
      return given.text();
    }
    if (Md5Password.is(password)) {
      return password;
    }
    return "md5".equals(host.setting("password_encryption"))
        ? Md5Password.of(role, password)
        : PasswordVerifier.of(password).text();
  }

  String rename(RenameRole statement) {
    RoleObject role = state().role(statement.name());
    if (role == null) {
      throw CurrentRoles.missing(statement.name());
    }
    if (role.oid() == host.roles().session()) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "session user cannot be renamed");
    }
    if (role.oid() == host.roles().outer()) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "current user cannot be renamed");
    }
    String name = statement.newName();
    for (String reserved : List.of(role.name(), name)) {
      if (reserved.startsWith(RESERVED)) {
        throw prefixed(reserved);
      }
    }
    CatalogState state = host.changes().lockName(host.transaction(), 0, "role", name);
    if (state.role(name) != null) {
      throw SqlException.of(SqlState.DUPLICATE_OBJECT, "role \"" + name + "\" already exists");
    }
    if (role.attributes().superuser() && !superuser()) {
      throw denied("must be superuser to rename superusers");
    }
    if (!createsRoles()) {
      throw denied("permission denied to rename role");
    }
    host.changes().lockObject(host.transaction(), role.oid());
    String verifier = role.verifier();
    if (verifier != null && Md5Password.is(verifier)) {
      host.notice("MD5 password cleared because of role rename"); // It was of the name, too.
      role = role.withVerifier(null);
    }
    host.changes().put(role.named(null, name));
    return "ALTER ROLE";
  }

  String drop(DropRoles statement) {
    if (!createsRoles()) {
      throw denied("permission denied to drop role");
    }
    for (RoleSpec spec : statement.roles()) {
      if (spec.kind() != RoleSpec.Kind.NAMED) {
        throw SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE, "cannot use special role specifier in DROP ROLE");
      }
      RoleObject role = state().role(spec.name());
      if (role != null) {
        drop(role);
      } else if (statement.ifExists()) {
        host.notice("role \"" + spec.name() + "\" does not exist, skipping");
      } else {
        throw CurrentRoles.missing(spec.name());
      }
    }
    return "DROP ROLE";
  }

  private void drop(RoleObject role) {
    CurrentRoles now = host.roles();
    if (role.oid() == now.current() || role.oid() == now.outer()) {
      throw SqlException.of(SqlState.OBJECT_IN_USE, "current user cannot be dropped");
    }
    if (role.oid() == now.session()) {
      throw SqlException.of(SqlState.OBJECT_IN_USE, "session user cannot be dropped");
    }
    if (role.attributes().superuser() && !superuser()) {
      throw denied("must be superuser to drop superusers");
    }
    if (role.address().pinned()) {
      throw SqlException.of(
          SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
          "cannot drop role " + role.name() + " because it is required by the database system");
    }
    host.changes().lockObject(host.transaction(), role.oid());
    String uses =
        new RoleUses(host.catalog(), host.routines().session().largeObjects(), role.oid()).told();
    if (uses != null) {
      throw SqlException.of(
              SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
              "role \"" + role.name() + "\" cannot be dropped because some objects depend on it")
          .withDetail(uses);
    }
    for (RoleObject other : List.copyOf(roles().all())) {
      List<RoleMember> left =
          other.granted().stream().filter(m -> m.member() != role.oid()).toList();
      if (left.size() < other.granted().size()) {
        host.changes().put(RoleMemberships.with(other, left));
      }
    }
    for (RoleSettings settings : state().of(RoleSettings.class, 0)) {
      if (settings.role() == role.oid()) {
        host.changes().remove(settings.oid());
      }
    }
    new ObjectRemoval(host).drop(role.address(), null);
  }
}
