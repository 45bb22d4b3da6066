package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.executor.catalog.CatalogState.ForeignReference;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The objects of a catalog, by what they are looked for with. The maps are persistent: a copy
 * shares all of them, and a change costs what the logarithm of their size costs, whatever else
 * there is. Whoever made a copy changes it, until a state has it; then nobody does.
 */
final class CatalogMaps {
  /** Name of a relation, index or sequence, which share one name space. */
  record RelationName(long databaseOid, String schema, String name) {}

  /** Name of functions or operators, of which several may have it. */
  record RoutineName(long databaseOid, String name) {}

  /** What is commented on, its columns too. */
  record CommentKey(long databaseOid, long classOid, long objectOid) {}

  record CastKey(long databaseOid, int source, int target) {}

  PSortedMap<Long, CatalogObject> objects = TreePMap.empty();
  PMap<Long, PSortedMap<Long, CatalogObject>> byDatabase = HashTreePMap.empty();
  PMap<RelationName, CatalogObject> relations = HashTreePMap.empty();
  PMap<RelationName, TypeObject> typeNames = HashTreePMap.empty();
  PMap<RelationName, Index> indexes = HashTreePMap.empty();
  PMap<Long, Index> indexesByOid = HashTreePMap.empty();
  PSortedMap<String, DatabaseObject> databases = TreePMap.empty();
  PMap<RelationName, SchemaObject> schemas = HashTreePMap.empty();
  PMap<RelationName, ExtensionObject> extensions = HashTreePMap.empty();
  PMap<CastKey, CastObject> casts = HashTreePMap.empty();
  Groups<Long, Long> children = Groups.by(Comparator.naturalOrder());
  Groups<Long, ForeignReference> references =
      Groups.by(Comparator.comparing(ForeignReference::tableOid));
  Groups<RoutineName, FunctionObject> functions =
      Groups.by(Comparator.comparing(FunctionObject::oid));
  Groups<RoutineName, OperatorObject> operators =
      Groups.by(Comparator.comparing(OperatorObject::oid));
  Groups<Long, TriggerObject> triggers =
      Groups.by(Comparator.comparing(TriggerObject::name).thenComparing(TriggerObject::oid));
  Groups<Long, RuleObject> rules =
      Groups.by(Comparator.comparing(RuleObject::name).thenComparing(RuleObject::oid));
  Groups<Long, EventTriggerObject> eventTriggers =
      Groups.by(
          Comparator.comparing(EventTriggerObject::name).thenComparing(EventTriggerObject::oid));
  Groups<CommentKey, CommentObject> comments = Groups.by(Comparator.comparing(CommentObject::oid));
  TablePolicies policies = new TablePolicies();
  RightsIndex rights = new RightsIndex();
  DefinedObjects defined = new DefinedObjects();

  /** Objects that name a type, by the object that defines it. */
  PMap<Long, PSet<Long>> typeUsers = HashTreePMap.empty();

  CatalogMaps copy() {
    CatalogMaps copy = new CatalogMaps();
    copy.objects = objects;
    copy.byDatabase = byDatabase;
    copy.relations = relations;
    copy.typeNames = typeNames;
    copy.indexes = indexes;
    copy.indexesByOid = indexesByOid;
    copy.databases = databases;
    copy.schemas = schemas;
    copy.extensions = extensions;
    copy.casts = casts;
    copy.children = children;
    copy.references = references;
    copy.functions = functions;
    copy.operators = operators;
    copy.triggers = triggers;
    copy.rules = rules;
    copy.eventTriggers = eventTriggers;
    copy.comments = comments;
    copy.policies = policies.copy();
    copy.rights = rights.copy();
    copy.defined = defined.copy();
    copy.typeUsers = typeUsers;
    return copy;
  }

  /**
   * Puts objects in or, where the value is null, takes them out. What names a type that changes by
   * that has the changed one from then on.
   */
  void change(Map<Long, @Nullable CatalogObject> changes, UserTypes types) {
    Map<Long, @Nullable CatalogObject> ordered = new TreeMap<>(changes);
    ordered
        .keySet()
        .forEach(oid -> {
          CatalogObject before = objects.get(oid);
          if (before != null) {
            remove(before);
          }
        });
    // All are there before the first is looked at: it may name the type of another.
    ordered.forEach((oid, object) -> {
      if (object != null) {
        objects = objects.plus(oid, object);
      }
    });
    ordered
        .values()
        .forEach(object -> {
          if (object != null) {
            add(types.current(object));
          }
        });
    for (long oid : usersOfTypes(ordered)) {
      CatalogObject before = objects.get(oid);
      CatalogObject now = before == null ? null : types.current(before);
      if (before != null && now != null && now != before) {
        remove(before);
        add(now);
      }
    }
  }

  /** Who names types of what changes, directly or by types in between; without what changes. */
  private Iterable<Long> usersOfTypes(Map<Long, @Nullable CatalogObject> changes) {
    TreeSet<Long> found = new TreeSet<>();
    Deque<Long> open = new ArrayDeque<>(changes.keySet());
    while (!open.isEmpty()) {
      PSet<Long> users = typeUsers.get(open.removeFirst());
      if (users != null) {
        users.stream()
            .filter(user -> !changes.containsKey(user) && found.add(user))
            .forEach(open::add);
      }
    }
    return found;
  }

  private void add(CatalogObject object) {
    long oid = object.oid();
    objects = objects.plus(oid, object);
    PSortedMap<Long, CatalogObject> of = byDatabase.get(object.databaseOid());
    byDatabase =
        byDatabase.plus(
            object.databaseOid(),
            (of == null ? TreePMap.<Long, CatalogObject>empty() : of).plus(oid, object));
    for (long definer : UserTypes.definers(object)) {
      PSet<Long> users = typeUsers.get(definer);
      typeUsers =
          typeUsers.plus(definer, (users == null ? HashTreePSet.<Long>empty() : users).plus(oid));
    }
    switch (object) {
      case DatabaseObject o -> databases = databases.plus(o.name(), o);
      case TableObject o -> addTable(o);
      case ViewObject o -> relations = relations.plus(name(o), o);
      case SequenceObject o -> relations = relations.plus(name(o), o);
      case TypeObject o -> typeNames = typeNames.plus(name(o), o);
      case SchemaObject o -> schemas = schemas.plus(name(o), o);
      case ExtensionObject o -> extensions = extensions.plus(nameInDatabase(o), o);
      case RoleObject o -> rights.add(o);
      case RightsEntry o -> rights.add(o);
      case FunctionObject o -> functions = functions.plus(routine(o), o);
      case OperatorObject o -> operators = operators.plus(routine(o), o);
      case RuleObject o -> rules = rules.plus(o.relationOid(), o);
      case TriggerObject o -> triggers = triggers.plus(o.tableOid(), o);
      case EventTriggerObject o -> eventTriggers = eventTriggers.plus(o.databaseOid(), o);
      case PolicyObject o -> policies.add(o);
      case RowSecurityObject o -> policies.add(o);
      case CastObject o -> casts = casts.plus(key(o), o);
      case DefinedObject o -> defined.add(o);
      case CommentObject o -> comments = comments.plus(commented(o), o);
    }
  }

  private void addTable(TableObject o) {
    relations = relations.plus(name(o), o);
    for (Index index : o.table().indexes()) {
      indexes =
          indexes.plus(new RelationName(o.databaseOid(), index.schema(), index.name()), index);
      indexesByOid = indexesByOid.plus(index.oid(), index);
    }
    for (long parent : o.parents()) {
      children = children.plus(parent, o.oid());
    }
    for (Constraint constraint : o.table().constraints()) {
      if (constraint instanceof Constraint.ForeignKey key) {
        references = references.plus(key.referencedTableOid(), new ForeignReference(o.oid(), key));
      }
    }
  }

  private void remove(CatalogObject object) {
    long oid = object.oid();
    objects = objects.minus(oid);
    PSortedMap<Long, CatalogObject> of = byDatabase.get(object.databaseOid());
    if (of != null) {
      PSortedMap<Long, CatalogObject> rest = of.minus(oid);
      byDatabase =
          rest.isEmpty()
              ? byDatabase.minus(object.databaseOid())
              : byDatabase.plus(object.databaseOid(), rest);
    }
    for (long definer : UserTypes.definers(object)) {
      PSet<Long> users = typeUsers.get(definer);
      if (users != null) {
        PSet<Long> rest = users.minus(oid);
        typeUsers = rest.isEmpty() ? typeUsers.minus(definer) : typeUsers.plus(definer, rest);
      }
    }
    switch (object) {
      case DatabaseObject o ->
          databases = databases.get(o.name()) == o ? databases.minus(o.name()) : databases;
      case TableObject o -> removeTable(o);
      case ViewObject o -> relations = without(relations, name(o), o);
      case SequenceObject o -> relations = without(relations, name(o), o);
      case TypeObject o -> typeNames = without(typeNames, name(o), o);
      case SchemaObject o -> schemas = without(schemas, name(o), o);
      case ExtensionObject o -> extensions = without(extensions, nameInDatabase(o), o);
      case RoleObject o -> rights.remove(o);
      case RightsEntry o -> rights.remove(o);
      case FunctionObject o -> functions = functions.minus(routine(o), f -> f == o);
      case OperatorObject o -> operators = operators.minus(routine(o), f -> f == o);
      case RuleObject o -> rules = rules.minus(o.relationOid(), r -> r == o);
      case TriggerObject o -> triggers = triggers.minus(o.tableOid(), t -> t == o);
      case EventTriggerObject o ->
          eventTriggers = eventTriggers.minus(o.databaseOid(), t -> t == o);
      case PolicyObject o -> policies.remove(o);
      case RowSecurityObject o -> policies.remove(o);
      case CastObject o -> casts = without(casts, key(o), o);
      case DefinedObject o -> defined.remove(o);
      case CommentObject o -> comments = comments.minus(commented(o), c -> c == o);
    }
  }

  private void removeTable(TableObject o) {
    relations = without(relations, name(o), o);
    for (Index index : o.table().indexes()) {
      indexes =
          without(indexes, new RelationName(o.databaseOid(), index.schema(), index.name()), index);
      indexesByOid = without(indexesByOid, index.oid(), index);
    }
    for (long parent : o.parents()) {
      children = children.minus(parent, child -> child == o.oid());
    }
    for (Constraint constraint : o.table().constraints()) {
      if (constraint instanceof Constraint.ForeignKey key) {
        references = references.minus(key.referencedTableOid(), r -> r.tableOid() == o.oid());
      }
    }
  }

  /** A name may have passed to another object by then, which keeps it. */
  private static <K, V> PMap<K, V> without(PMap<K, V> map, K key, V value) {
    return map.get(key) == value ? map.minus(key) : map;
  }

  private static RelationName name(CatalogObject o) {
    String schema = o.schema();
    return new RelationName(o.databaseOid(), schema == null ? "" : schema, o.name());
  }

  private static RelationName nameInDatabase(CatalogObject o) {
    return new RelationName(o.databaseOid(), "", o.name());
  }

  private static RoutineName routine(CatalogObject o) {
    return new RoutineName(o.databaseOid(), o.name());
  }

  private static CommentKey commented(CommentObject o) {
    return new CommentKey(o.databaseOid(), o.classOid(), o.objectOid());
  }

  private static CastKey key(CastObject o) {
    return new CastKey(o.databaseOid(), o.sourceOid(), o.targetOid());
  }
}
