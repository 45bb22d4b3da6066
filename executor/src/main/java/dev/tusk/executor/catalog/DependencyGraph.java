package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.Member;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who depends on whom in one database: {@code pg_depend}. Immutable. */
public final class DependencyGraph {
  /** That {@code dependent} needs something. */
  public record Link(ObjectAddress dependent, Dependency dependency) {}

  private final Map<ObjectAddress, ObjectAddress> parts = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();
  private final Map<ObjectAddress, List<Link>> byDependent = new LinkedHashMap<>();
  private final Map<ObjectAddress, List<Link>> byReferent = new LinkedHashMap<>();

  private DependencyGraph() {}

  static DependencyGraph of(CatalogState state, long database) {
    DependencyGraph graph = new DependencyGraph();
    for (CatalogObject object : state.objects(database)) {
      graph.addObject(state, object);
    }
    return graph;
  }

  private void addObject(CatalogState state, CatalogObject object) {
    String schema = object.schema();
    if (schema != null) {
      SchemaObject place = state.schema(object.databaseOid(), schema);
      if (place != null) {
        add(object.address(), Dependency.normal(place.address()));
      }
    }
    object.dependencies().forEach(d -> add(object.address(), d));
    for (Member member : object.members()) {
      parts.put(member.address(), member.of());
      new HashSet<>(member.dependencies()).forEach(d -> add(member.address(), d));
    }
    if (object instanceof TableObject table) {
      addKeys(state, table);
    }
  }

  /** A foreign key needs the unique index of what it refers to. */
  private void addKeys(CatalogState state, TableObject table) {
    for (Constraint constraint : table.table().constraints()) {
      if (constraint instanceof Constraint.ForeignKey key) {
        TableObject referenced = state.table(key.referencedTableOid());
        Long index = referenced == null ? null : uniqueIndex(referenced, key);
        if (index != null) {
          add(
              ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, key.oid()),
              Dependency.normal(ObjectAddress.relation(index)));
        }
      }
    }
  }

  private static @Nullable Long uniqueIndex(TableObject referenced, Constraint.ForeignKey key) {
    for (Constraint constraint : referenced.table().constraints()) {
      if (constraint instanceof Constraint.Unique unique
          && unique.columns().size() == key.referencedColumns().size()
          && unique.columns().containsAll(key.referencedColumns())) {
        return unique.indexOid();
      }
    }
    return null;
  }

  private void add(ObjectAddress dependent, Dependency dependency) {
    Link link = new Link(dependent, dependency);
    links.add(link);
    byDependent.computeIfAbsent(dependent.whole(), _ -> new ArrayList<>()).add(link);
    byReferent.computeIfAbsent(dependency.on().whole(), _ -> new ArrayList<>()).add(link);
  }

  /** All that is known, by dependent. */
  public List<Link> all() {
    return links;
  }

  /** What an object needs; that of its columns too when it is a whole one. */
  List<Link> needs(ObjectAddress object) {
    return byDependent.getOrDefault(object.whole(), List.of()).stream()
        .filter(link -> object.sub() == 0 || link.dependent().sub() == object.sub())
        .toList();
  }

  /** Who needs an object; or one of its columns when it is a whole one. */
  public List<Link> dependents(ObjectAddress object) {
    return byReferent.getOrDefault(object.whole(), List.of()).stream()
        .filter(link -> object.sub() == 0 || link.dependency().on().sub() == object.sub())
        .toList();
  }

  /** The object, or its column, that something is part of; null for what stands alone. */
  public @Nullable ObjectAddress partOf(ObjectAddress address) {
    return parts.get(address);
  }
}
