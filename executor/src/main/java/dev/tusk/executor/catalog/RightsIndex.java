package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RightsEntry.RoleSettings;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Roles and rights, by what they are looked for with. Whoever made a copy changes it, until a state
 * of the catalog has it.
 */
final class RightsIndex {
  private record Key(long databaseOid, ObjectAddress of) {}

  private record DefaultKey(long databaseOid, long role, long schemaOid, char kind) {}

  private record SettingsKey(long role, long databaseOid) {}

  private PMap<Key, ObjectRights> rights = HashTreePMap.empty();
  private PMap<DefaultKey, DefaultRights> defaults = HashTreePMap.empty();
  private PMap<SettingsKey, RoleSettings> settings = HashTreePMap.empty();
  private RoleGraph roles = RoleGraph.predefined();

  /** The roles as databases of several owners see them; shared by the states of the same roles. */
  private Map<Long, RoleGraph> graphs = new ConcurrentHashMap<>();

  RightsIndex copy() {
    RightsIndex copy = new RightsIndex();
    copy.rights = rights;
    copy.defaults = defaults;
    copy.settings = settings;
    copy.roles = roles;
    copy.graphs = graphs;
    return copy;
  }

  void add(RoleObject role) {
    roles = roles.with(role);
    graphs = new ConcurrentHashMap<>();
  }

  void remove(RoleObject role) {
    roles = roles.without(role);
    graphs = new ConcurrentHashMap<>();
  }

  void add(RightsEntry entry) {
    switch (entry) {
      case ObjectRights o -> rights = rights.plus(key(o), o);
      case DefaultRights o -> defaults = defaults.plus(key(o), o);
      case RoleSettings o -> settings = settings.plus(key(o), o);
    }
  }

  void remove(RightsEntry entry) {
    switch (entry) {
      case ObjectRights o -> rights = without(rights, key(o), o);
      case DefaultRights o -> defaults = without(defaults, key(o), o);
      case RoleSettings o -> settings = without(settings, key(o), o);
    }
  }

  private static <K, V> PMap<K, V> without(PMap<K, V> map, K key, V value) {
    return map.get(key) == value ? map.minus(key) : map;
  }

  private static Key key(ObjectRights o) {
    return new Key(o.databaseOid(), o.of());
  }

  private static DefaultKey key(DefaultRights o) {
    return new DefaultKey(o.databaseOid(), o.role(), o.schemaOid(), o.kind());
  }

  private static SettingsKey key(RoleSettings o) {
    return new SettingsKey(o.role(), o.inDatabase());
  }

  /** The roles as a database sees them that belongs to a role. */
  RoleGraph graph(long owner) {
    return owner == 0 ? roles : graphs.computeIfAbsent(owner, roles::in);
  }

  @Nullable ObjectRights of(long database, ObjectAddress address) {
    return rights.get(new Key(Commented.in(database, address.classOid()), address));
  }

  List<ObjectRights> all() {
    return new ArrayList<>(rights.values());
  }

  @Nullable DefaultRights defaults(long database, long role, long schema, char kind) {
    return defaults.get(new DefaultKey(database, role, schema, kind));
  }

  @Nullable RoleSettings settings(long role, long database) {
    return settings.get(new SettingsKey(role, database));
  }
}
