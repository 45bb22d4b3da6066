package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.executor.catalog.RightsEntry.RoleSettings;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Roles and rights of a state of the catalog, by what they are looked for with. */
final class RightsIndex {
  private record Key(long databaseOid, ObjectAddress of) {}

  private record DefaultKey(long databaseOid, long role, long schemaOid, char kind) {}

  private record SettingsKey(long role, long databaseOid) {}

  private final Map<Long, RoleObject> roles = new TreeMap<>();
  private final Map<Key, ObjectRights> rights = new HashMap<>();
  private final Map<DefaultKey, DefaultRights> defaults = new HashMap<>();
  private final Map<SettingsKey, RoleSettings> settings = new HashMap<>();
  private final Map<Long, RoleGraph> graphs = new ConcurrentHashMap<>();

  void add(RoleObject role) {
    roles.put(role.oid(), role);
  }

  void add(RightsEntry entry) {
    switch (entry) {
      case ObjectRights o -> rights.put(new Key(o.databaseOid(), o.of()), o);
      case DefaultRights o ->
          defaults.put(new DefaultKey(o.databaseOid(), o.role(), o.schemaOid(), o.kind()), o);
      case RoleSettings o -> settings.put(new SettingsKey(o.role(), o.inDatabase()), o);
    }
  }

  /** The roles as a database sees them that belongs to a role. */
  RoleGraph graph(long owner) {
    return graphs.computeIfAbsent(
        owner, of -> of == 0 ? RoleGraph.of(roles.values()) : graph(0).in(of));
  }

  @Nullable ObjectRights of(long database, ObjectAddress address) {
    return rights.get(
        new Key(address.classOid() == ObjectAddress.PG_DATABASE ? 0 : database, address));
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
