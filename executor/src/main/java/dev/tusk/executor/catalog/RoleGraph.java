package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The roles of all databases and who is a member of which, as one database sees it: there its owner
 * is the member of {@code pg_database_owner}. Immutable; what changes shares the rest.
 */
public final class RoleGraph {
  public static final long DATABASE_OWNER = 6171;
  public static final long READ_ALL_DATA = 6181;
  public static final long WRITE_ALL_DATA = 6182;
  public static final long READ_ALL_SETTINGS = 3374;
  public static final long READ_ALL_STATS = 3375;
  public static final long SIGNAL_BACKEND = 4200;
  public static final long CHECKPOINT = 4544;
  public static final long READ_SERVER_FILES = 4569;
  public static final long WRITE_SERVER_FILES = 4570;
  public static final long EXECUTE_SERVER_PROGRAM = 4571;
  public static final long MONITOR = 3373;
  private static final long STAT_SCAN_TABLES = 3377;

  private final PSortedMap<Long, RoleObject> byOid;
  private final PMap<String, RoleObject> byName;

  /** Roles that a role is a member of, by OID; by member. */
  private final Groups<Long, Long> direct;

  private final long databaseOwner;
  private final Map<Long, Set<Long>> memberOf = new ConcurrentHashMap<>();
  private final Map<Long, Set<Long>> privilegesOf = new ConcurrentHashMap<>();

  private RoleGraph(
      PSortedMap<Long, RoleObject> byOid,
      PMap<String, RoleObject> byName,
      Groups<Long, Long> direct,
      long databaseOwner) {
    this.byOid = byOid;
    this.byName = byName;
    this.direct = direct;
    this.databaseOwner = databaseOwner;
  }

  /** Those that are always there. */
  static RoleGraph predefined() {
    RoleGraph graph =
        new RoleGraph(
            TreePMap.empty(), HashTreePMap.empty(), Groups.by(Comparator.naturalOrder()), 0);
    for (RoleObject role : always()) {
      graph = graph.with(role);
    }
    return graph;
  }

  /** The same with a role in the place of the one of its number. */
  RoleGraph with(RoleObject role) {
    RoleObject before = byOid.get(role.oid());
    RoleGraph rest = before == null ? this : taken(before);
    Groups<Long, Long> members = rest.direct;
    for (RoleMember member : role.granted()) {
      members = members.plus(member.member(), role.oid());
    }
    return new RoleGraph(
        rest.byOid.plus(role.oid(), role), rest.byName.plus(role.name(), role), members, 0);
  }

  /** The same without a role that is stored; one that is always there comes back as it was. */
  RoleGraph without(RoleObject role) {
    RoleGraph rest = taken(role);
    for (RoleObject other :
        role.oid() < StoredCatalog.FIRST_OID ? always() : List.<RoleObject>of()) {
      rest = other.oid() == role.oid() ? rest.with(other) : rest;
    }
    return rest;
  }

  private RoleGraph taken(RoleObject role) {
    Groups<Long, Long> members = direct;
    for (RoleMember member : role.granted()) {
      members = members.minus(member.member(), in -> in == role.oid());
    }
    boolean named = byName.get(role.name()) == role;
    return new RoleGraph(
        byOid.minus(role.oid()), named ? byName.minus(role.name()) : byName, members, 0);
  }

  RoleGraph in(long owner) {
    return new RoleGraph(byOid, byName, direct, owner);
  }

  private static List<RoleObject> always() {
    List<RoleMember> monitor = List.of(new RoleMember(MONITOR, RoleObject.POSTGRES_OID, false));
    return List.of(
        new RoleObject(
            RoleObject.POSTGRES_OID, "postgres", RoleAttributes.BOOTSTRAP, null, null, List.of()),
        predefined(DATABASE_OWNER, "pg_database_owner", List.of()),
        predefined(READ_ALL_DATA, "pg_read_all_data", List.of()),
        predefined(WRITE_ALL_DATA, "pg_write_all_data", List.of()),
        predefined(MONITOR, "pg_monitor", List.of()),
        predefined(READ_ALL_SETTINGS, "pg_read_all_settings", monitor),
        predefined(READ_ALL_STATS, "pg_read_all_stats", monitor),
        predefined(STAT_SCAN_TABLES, "pg_stat_scan_tables", monitor),
        predefined(READ_SERVER_FILES, "pg_read_server_files", List.of()),
        predefined(WRITE_SERVER_FILES, "pg_write_server_files", List.of()),
        predefined(EXECUTE_SERVER_PROGRAM, "pg_execute_server_program", List.of()),
        predefined(SIGNAL_BACKEND, "pg_signal_backend", List.of()),
        predefined(CHECKPOINT, "pg_checkpoint", List.of()));
  }

  private static RoleObject predefined(long oid, String name, List<RoleMember> members) {
    return new RoleObject(oid, name, RoleAttributes.PLAIN, null, null, members);
  }

  /** The role that a data directory begins with. */
  public RoleObject bootstrap() {
    return Objects.requireNonNull(byOid.get(RoleObject.POSTGRES_OID));
  }

  /** All roles, by OID. */
  public Collection<RoleObject> all() {
    return byOid.values();
  }

  public @Nullable RoleObject find(String name) {
    return byName.get(name);
  }

  public @Nullable RoleObject find(long oid) {
    return byOid.get(oid);
  }

  /** The role's name as messages that must have one print it. */
  public String name(long oid) {
    RoleObject role = byOid.get(oid);
    return role == null ? String.valueOf(oid) : role.name();
  }

  public boolean superuser(long role) {
    RoleObject found = byOid.get(role);
    return found != null && found.attributes().superuser();
  }

  /** The role itself and all of which it is a member, through any number of others. */
  public Set<Long> memberships(long role) {
    return memberOf.computeIfAbsent(role, r -> closure(r, false));
  }

  /** The same, but only through roles that inherit. */
  public Set<Long> inherited(long role) {
    return privilegesOf.computeIfAbsent(role, r -> closure(r, true));
  }

  private Set<Long> closure(long role, boolean inheriting) {
    Set<Long> found = new LinkedHashSet<>(List.of(role));
    Deque<Long> open = new ArrayDeque<>(List.of(role));
    while (!open.isEmpty()) {
      long next = open.removeFirst();
      RoleObject member = byOid.get(next);
      if (inheriting && (member == null || !member.attributes().inherit())) {
        continue;
      }
      for (long in : direct.of(next)) {
        if (found.add(in)) {
          open.addLast(in);
        }
      }
      if (next == databaseOwner && databaseOwner != 0 && found.add(DATABASE_OWNER)) {
        open.addLast(DATABASE_OWNER);
      }
    }
    return found;
  }

  /** Whether a role may do, without SET ROLE, what another may (has_privs_of_role). */
  public boolean hasPrivilegesOf(long member, long role) {
    return member == role || superuser(member) || inherited(member).contains(role);
  }

  /** Whether a role may become another by SET ROLE (is_member_of_role). */
  public boolean isMember(long member, long role) {
    return member == role || superuser(member) || memberships(member).contains(role);
  }

  /** The same without what superusers may. */
  public boolean isMemberByGrant(long member, long role) {
    return memberships(member).contains(role);
  }

  /** Whether a role may grant another, which is never itself (is_admin_of_role). */
  public boolean isAdmin(long member, long role) {
    if (superuser(member)) {
      return true;
    }
    RoleObject of = byOid.get(role);
    if (of == null || member == role) {
      return false;
    }
    Set<Long> roles = memberships(member);
    return of.granted().stream().anyMatch(m -> m.admin() && roles.contains(m.member()));
  }
}
