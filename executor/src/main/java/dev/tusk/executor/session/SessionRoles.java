package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.executor.rights.Door;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Setting;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Touches;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As whom a session runs: who connected, SET SESSION AUTHORIZATION, SET ROLE, and the owners of the
 * functions that run now with their owners' rights. Used by the session's thread.
 */
final class SessionRoles implements SessionCatalog.SchemaGuard {
  private static final Setting ROLE = Settings.named("role");
  private static final Setting AUTHORIZATION = Settings.named("session_authorization");
  private static final Setting SUPERUSER = Settings.named("is_superuser");

  /** The value of {@code role} that names none. */
  static final String NONE = "none";

  /**
   * Whose rights hold for a while.
   *
   * @param restricted because what runs is another's who must get no hold of the session
   */
  private record Standing(long role, boolean restricted) {}

  private final Session session;
  private final long login;
  private final Deque<Standing> standings = new ArrayDeque<>();

  /** What names meant when they were set: who has become a role stays it under another name. */
  private final Map<String, Long> set = new HashMap<>();

  /** Functions that the current user may call as the catalog is now. */
  private final Set<Integer> allowedCalls = new HashSet<>();

  private CurrentRoles now;
  private boolean superuser = true;
  private String user;
  private @Nullable CatalogState known;
  private int settingsVersion = -1;
  private int version;

  SessionRoles(Session session, RoleObject login) {
    this.session = session;
    this.login = login.oid();
    this.user = login.name();
    this.now = new CurrentRoles(this.login, this.login, this.login);
  }

  /** Who connected. */
  long login() {
    return login;
  }

  CurrentRoles now() {
    refresh();
    return now;
  }

  /** Whether all is allowed. */
  boolean superuser() {
    refresh();
    return superuser;
  }

  /** {@code current_user}. */
  String currentUser() {
    refresh();
    return user;
  }

  String sessionUser() {
    refresh();
    return roles().name(now.session());
  }

  /** Changes when somebody else is the current user. */
  int version() {
    refresh();
    return version;
  }

  private RoleGraph roles() {
    return session.block().catalogState().roles(0);
  }

  private void refresh() {
    CatalogState state = session.block().catalogState();
    int settings = session.settings().version();
    if (state != known || settings != settingsVersion) {
      known = state;
      settingsVersion = settings;
      find(state.roles(0));
    }
  }

  private void find(RoleGraph roles) {
    allowedCalls.clear();
    long sessionUser = set.getOrDefault(session.settings().text(AUTHORIZATION), login);
    String role = session.settings().text(ROLE);
    long outer = role.equals(NONE) ? sessionUser : set.getOrDefault(role, sessionUser);
    Standing standing = standings.peek();
    long current = standing == null ? outer : standing.role();
    String name = roles.name(current);
    if (current != now.current() || !name.equals(user)) {
      version++;
    }
    now = new CurrentRoles(sessionUser, outer, current);
    superuser = roles.superuser(current);
    user = name;
  }

  /** Refuses what the current user may not do; superusers pass by. */
  void check(Touches touches) {
    if (!superuser() || !areSuperusers(touches.others())) {
      new Door(session.catalog(), now.current()).check(touches);
    }
  }

  private boolean areSuperusers(List<Long> others) {
    for (long other : others) {
      if (!roles().superuser(other)) {
        return false;
      }
    }
    return true;
  }

  /** Refuses a schema that the current user may not look into. */
  @Override
  public void requireUsage(String schema) {
    if (!superuser()) {
      door().require(schema, Privileges.USAGE);
    }
  }

  @Override
  public void requireCreation(String schema) {
    if (!superuser()) {
      door().require(schema, Privileges.CREATE);
    }
  }

  /** Refuses who may not make temporary objects in the database. */
  void requireTemporary() {
    long database = session.databaseOid();
    ObjectAddress address = ObjectAddress.of(ObjectAddress.PG_DATABASE, database);
    if (!new Rights(session.catalog())
        .has(RightsKind.DATABASE, address, now().current(), Privileges.TEMPORARY)) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "permission denied to create temporary tables in database \""
              + session.database()
              + "\"");
    }
  }

  /** Refuses to end what a session of another role does (pg_signal_backend). */
  void requireSignal(long owner, String what) {
    boolean query = what.equals("cancel");
    if (roles().superuser(owner) && !superuser()) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "must be a superuser to " + what + " superuser " + (query ? "query" : "process"));
    }
    long user = now().current();
    if (!roles().hasPrivilegesOf(user, owner)
        && !roles().hasPrivilegesOf(user, RoleGraph.SIGNAL_BACKEND)) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "must be a member of the role whose "
              + (query ? "query is being canceled" : "process is being terminated")
              + " or member of pg_signal_backend");
    }
  }

  /** Refuses a sequence that the current user may not use so. */
  void requireSequence(SequenceObject sequence, long any) {
    if (!superuser()) {
      door().requireAny(sequence, any);
    }
  }

  /** Refuses a function that the current user may not call. */
  void requireCall(int function) {
    if (!superuser() && !allowedCalls.contains(function)) {
      door().checkCall(function);
      allowedCalls.add(function);
    }
  }

  private Door door() {
    return new Door(session.catalog(), now.current());
  }

  /** Runs a function with its owner's rights until what is given is run. */
  Runnable become(long owner) {
    return stand(new Standing(owner, false));
  }

  /**
   * Runs what is another's by his rights, until what is given is run: expressions of indexes,
   * queries of materialized views (SECURITY_RESTRICTED_OPERATION). It can neither go back to the
   * session's rights nor leave anything in the session, settings included.
   */
  Runnable restrict(long owner) {
    int mark = session.settings().mark();
    Runnable back = stand(new Standing(owner, true));
    return () -> {
      back.run();
      session.settings().rollbackTo(mark);
    };
  }

  private Runnable stand(Standing standing) {
    standings.push(standing);
    known = null;
    return () -> {
      standings.pop();
      known = null;
    };
  }

  private boolean restricted() {
    return standings.stream().anyMatch(Standing::restricted);
  }

  /** Refuses with 42501 what would stay in the session while what runs is another's. */
  void requireUnrestricted(String what) {
    if (restricted()) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "cannot " + what + " within security-restricted operation");
    }
  }

  /** Whether {@code role} or {@code session_authorization} may be set to this. */
  void check(Setting setting, String value) {
    String what = "set parameter \"" + setting.name() + "\"";
    if (standings.stream().anyMatch(standing -> !standing.restricted())) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE, "cannot " + what + " within security-definer function");
    }
    requireUnrestricted(what);
    boolean toRole = setting == ROLE;
    if (toRole && value.equals(NONE)) {
      return;
    }
    RoleGraph roles = roles();
    RoleObject role = roles.find(value);
    if (role == null) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "role \"" + value + "\" does not exist");
    }
    boolean allowed =
        toRole
            ? roles.isMember(now().session(), role.oid())
            : role.oid() == login || roles.superuser(login);
    if (!allowed) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "permission denied to set "
              + (toRole ? "role" : "session authorization")
              + " \""
              + value
              + "\"");
    }
    set.put(value, role.oid());
  }

  /** A setting has another value: others follow from it. */
  void changed(Setting setting, boolean local) {
    if (setting != ROLE && setting != AUTHORIZATION) {
      return;
    }
    SessionSettings settings = session.settings();
    if (setting == AUTHORIZATION) {
      settings.assign(ROLE, NONE, local);
    }
    settings.assign(SUPERUSER, superuser(), local);
  }
}
