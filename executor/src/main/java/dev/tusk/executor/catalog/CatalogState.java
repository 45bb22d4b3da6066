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
import dev.tusk.executor.catalog.RightsEntry.DefaultRights;
import dev.tusk.executor.catalog.RightsEntry.ObjectRights;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.PartitionBound;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.UserType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All catalog objects at one moment. Immutable: a change makes a copy of the maps it touches, which
 * is cheap beside what DDL costs anyway; readers share it without locks.
 */
public final class CatalogState {
  /** Name of a relation, index or sequence, which share one name space. */
  record RelationName(long databaseOid, String schema, String name) {}

  private final long version;
  private final Map<Long, CatalogObject> objects;
  private final UserTypes types;
  private final Map<RelationName, CatalogObject> relations = new HashMap<>();
  private final Map<RelationName, TypeObject> typeNames = new HashMap<>();
  private final Map<RelationName, Index> indexes = new HashMap<>();
  private final Map<Long, Index> indexesByOid = new HashMap<>();
  private final Map<String, DatabaseObject> databases = new TreeMap<>();
  private final Map<RelationName, SchemaObject> schemas = new HashMap<>();
  private final Map<RelationName, ExtensionObject> extensions = new HashMap<>();
  private final RightsIndex rights = new RightsIndex();
  private final Map<Long, List<Long>> children = new HashMap<>();
  private final Map<Long, Partitions> partitions = new ConcurrentHashMap<>();
  private final Map<Long, List<ForeignReference>> references = new HashMap<>();
  private final Map<FunctionName, List<FunctionObject>> functions = new HashMap<>();
  private final Map<Long, FunctionSignature> signatures = new ConcurrentHashMap<>();

  private final Map<FunctionName, List<OperatorObject>> operators = new HashMap<>();
  private final Map<CastKey, CastObject> casts = new HashMap<>();

  private record FunctionName(long databaseOid, String name) {}

  private record CastKey(long databaseOid, int source, int target) {}

  private final Map<Long, DependencyGraph> graphs = new ConcurrentHashMap<>();
  private final Map<Long, List<TriggerObject>> triggers = new HashMap<>();
  private final TablePolicies policies = new TablePolicies();
  private final Map<Long, List<RuleObject>> rules = new HashMap<>();
  private final Map<Long, List<EventTriggerObject>> eventTriggers = new HashMap<>();

  /** A foreign key seen from the table it refers to. */
  public record ForeignReference(long tableOid, Constraint.ForeignKey key) {}

  private CatalogState(long version, Map<Long, CatalogObject> objects, TypePool pool) {
    this.version = version;
    this.objects = objects;
    this.types = new UserTypes(objects, pool);
    objects.replaceAll((_, object) -> types.current(object));
    for (CatalogObject object : objects.values()) {
      switch (object) {
        case DatabaseObject o -> databases.put(o.name(), o);
        case TableObject o -> addTable(o);
        case ViewObject o ->
            relations.put(new RelationName(o.databaseOid(), o.schema(), o.name()), o);
        case SequenceObject o ->
            relations.put(new RelationName(o.databaseOid(), o.schema(), o.name()), o);
        case TypeObject o ->
            typeNames.put(new RelationName(o.databaseOid(), o.schema(), o.name()), o);
        case SchemaObject o -> schemas.put(new RelationName(o.databaseOid(), "", o.name()), o);
        case ExtensionObject o ->
            extensions.put(new RelationName(o.databaseOid(), "", o.name()), o);
        case RoleObject o -> rights.add(o);
        case RightsEntry o -> rights.add(o);
        case FunctionObject o ->
            functions
                .computeIfAbsent(
                    new FunctionName(o.databaseOid(), o.name()), _ -> new ArrayList<>())
                .add(o);
        case RuleObject o -> rules.computeIfAbsent(o.relationOid(), _ -> new ArrayList<>()).add(o);
        case TriggerObject o ->
            triggers.computeIfAbsent(o.tableOid(), _ -> new ArrayList<>()).add(o);
        case PolicyObject o -> policies.add(o);
        case RowSecurityObject o -> policies.add(o);
        case OperatorObject o ->
            operators
                .computeIfAbsent(
                    new FunctionName(o.databaseOid(), o.name()), _ -> new ArrayList<>())
                .add(o);
        case CastObject o ->
            casts.put(new CastKey(o.databaseOid(), o.sourceOid(), o.targetOid()), o);
        case EventTriggerObject o ->
            eventTriggers.computeIfAbsent(o.databaseOid(), _ -> new ArrayList<>()).add(o);
        case CommentObject _ -> {}
      }
    }
    sortTriggers();
  }

  private void sortTriggers() {
    triggers.values().forEach(list -> list.sort(Comparator.comparing(TriggerObject::name)));
    rules.values().forEach(list -> list.sort(Comparator.comparing(RuleObject::name)));
    eventTriggers
        .values()
        .forEach(list -> list.sort(Comparator.comparing(EventTriggerObject::name)));
  }

  /** The event triggers of a database, in the order in which they are called. */
  public List<EventTriggerObject> eventTriggers(long database) {
    return eventTriggers.getOrDefault(database, List.of());
  }

  static CatalogState empty(TypePool pool) {
    return new CatalogState(0, new TreeMap<>(), pool);
  }

  private void addTable(TableObject o) {
    relations.put(new RelationName(o.databaseOid(), o.table().schema(), o.table().name()), o);
    for (Index index : o.table().indexes()) {
      indexes.put(new RelationName(o.databaseOid(), index.schema(), index.name()), index);
      indexesByOid.put(index.oid(), index);
    }
    for (long parent : o.parents()) {
      children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(o.oid());
    }
    for (Constraint constraint : o.table().constraints()) {
      if (constraint instanceof Constraint.ForeignKey key) {
        references
            .computeIfAbsent(key.referencedTableOid(), _ -> new ArrayList<>())
            .add(new ForeignReference(o.oid(), key));
      }
    }
  }

  /** This state with objects put in or, where the value is null, taken out. */
  CatalogState with(Map<Long, @Nullable CatalogObject> changes, AtomicLong versions) {
    Map<Long, CatalogObject> changed = new TreeMap<>(objects);
    changes.forEach((oid, object) -> {
      if (object == null) {
        changed.remove(oid);
      } else {
        changed.put(oid, object);
      }
    });
    return new CatalogState(versions.incrementAndGet(), changed, types.pool());
  }

  /** Who depends on whom in a database; found when it is asked for. */
  public DependencyGraph dependencies(long database) {
    return graphs.computeIfAbsent(database, oid -> DependencyGraph.of(this, oid));
  }

  /** Objects of a database, by OID. */
  List<CatalogObject> objects(long database) {
    return of(CatalogObject.class, database);
  }

  /** The table that holds an index or constraint, or has a column or default. */
  public @Nullable CatalogObject holder(long database, ObjectAddress address) {
    if (address.classOid() == ObjectAddress.PG_CLASS && objects.containsKey(address.objectOid())) {
      return objects.get(address.objectOid());
    }
    ObjectAddress of = dependencies(database).partOf(address);
    return of == null ? objects.get(address.objectOid()) : objects.get(of.objectOid());
  }

  /** A constraint, and the table that has it. */
  record HeldConstraint(TableObject table, Constraint constraint) {}

  /** The constraint of an address; null where no table has it. */
  @Nullable HeldConstraint constraint(long database, ObjectAddress address) {
    ObjectAddress of = dependencies(database).partOf(address);
    TableObject table = of == null ? null : table(of.objectOid());
    if (table == null) {
      return null;
    }
    for (Constraint constraint : table.table().constraints()) {
      if (constraint.oid() == address.objectOid()) {
        return new HeldConstraint(table, constraint);
      }
    }
    return null;
  }

  /** Unique among all states of the engine, uncommitted ones included. */
  public long version() {
    return version;
  }

  public @Nullable CatalogObject object(long oid) {
    return objects.get(oid);
  }

  public Collection<DatabaseObject> databases() {
    return databases.values();
  }

  public @Nullable DatabaseObject database(String name) {
    return databases.get(name);
  }

  /** A table or sequence. */
  public @Nullable CatalogObject relation(long database, String schema, String name) {
    return relations.get(new RelationName(database, schema, name));
  }

  /** A type that is no table's row type. */
  public @Nullable TypeObject typeObject(long database, String schema, String name) {
    return typeNames.get(new RelationName(database, schema, name));
  }

  /** A type of a user's: of its own, of a table's rows, or an array of these. */
  public @Nullable Type type(long database, String schema, String name) {
    TypeObject own = typeObject(database, schema, name);
    if (own != null) {
      return types.byOid((int) own.oid());
    }
    CatalogObject relation = relation(database, schema, name);
    if (relation instanceof TableObject || relation instanceof ViewObject) {
      return types.byOid(TypeNumbers.rowType(relation.oid()));
    }
    return name.startsWith("_")
            && type(database, schema, name.substring(1)) instanceof UserType element
        ? element.array()
        : null;
  }

  public @Nullable Type type(int oid) {
    return types.byOid(oid);
  }

  /** The type of the rows of any relation, the system's too. */
  Type rowType(Table table) {
    return types.rowType(table);
  }

  public List<TypeObject> types(long database) {
    return of(TypeObject.class, database);
  }

  public @Nullable Index index(long database, String schema, String name) {
    return indexes.get(new RelationName(database, schema, name));
  }

  public @Nullable Index index(long oid) {
    return indexesByOid.get(oid);
  }

  public @Nullable TableObject table(long oid) {
    return objects.get(oid) instanceof TableObject table ? table : null;
  }

  public @Nullable SequenceObject sequence(long oid) {
    return objects.get(oid) instanceof SequenceObject sequence ? sequence : null;
  }

  /** Whether a table, index or sequence of that name exists. */
  public boolean relationNameTaken(long database, String schema, String name) {
    RelationName key = new RelationName(database, schema, name);
    TypeObject type = typeNames.get(key);
    return relations.containsKey(key)
        || indexes.containsKey(key)
        || type != null && type.definition() instanceof TypeDefinition.Composite;
  }

  /** Whether an object of that name exists among those of which each has a name of its own. */
  public boolean nameTaken(
      CatalogObject.NameSpace space, long database, @Nullable String schema, String name) {
    return switch (space) {
      case DATABASE -> databases.containsKey(name);
      case SCHEMA -> schema(database, name) != null;
      case RELATION -> relationNameTaken(database, schema == null ? "" : schema, name);
      case TYPE -> type(database, schema == null ? "" : schema, name) != null;
      case EXTENSION -> extension(database, name) != null;
      case NONE -> false;
    };
  }

  /** Triggers of a table, by name: in the order in which they fire. */
  public List<TriggerObject> triggersOn(long tableOid) {
    return triggers.getOrDefault(tableOid, List.of());
  }

  /** Policies of a table, by name. */
  public List<PolicyObject> policiesOn(long tableOid) {
    return policies.of(tableOid);
  }

  /** Whether policies of any table are asked. */
  boolean hasRowSecurity() {
    return policies.anyEnabled();
  }

  /** What was said of a table's row level security; null for nothing. */
  public @Nullable RowSecurityObject rowSecurity(long tableOid) {
    return policies.security(tableOid);
  }

  /** What leads to the partitions of a table; null where it has none and can have none. */
  public @Nullable Partitions partitions(long tableOid) {
    Partitions known = partitions.get(tableOid);
    TableObject table = table(tableOid);
    if (known != null || table == null || table.partitioning().key() == null) {
      return known;
    }
    List<Partitions.Part> parts = new ArrayList<>();
    for (TableObject child : children(tableOid)) {
      PartitionBound bound = child.partitioning().bound();
      if (bound != null && !child.partitioning().detaching()) {
        parts.add(new Partitions.Part(child.oid(), child.name(), bound));
      }
    }
    Partitions made = Partitions.of(table.partitioning().key(), parts);
    partitions.put(tableOid, made);
    return made;
  }

  /** The tables that inherit from this one directly, the older first. */
  public List<TableObject> children(long tableOid) {
    return children.getOrDefault(tableOid, List.of()).stream()
        .map(this::table)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * The tables that inherit from this one, directly or not, each once: children before their own
   * ({@code find_all_inheritors}).
   */
  public List<TableObject> descendants(long tableOid) {
    if (!children.containsKey(tableOid)) {
      return List.of();
    }
    Map<Long, TableObject> found = new LinkedHashMap<>();
    List<Long> pending = new ArrayList<>(List.of(tableOid));
    for (int i = 0; i < pending.size(); i++) {
      for (TableObject child : children(pending.get(i))) {
        if (found.putIfAbsent(child.oid(), child) == null) {
          pending.add(child.oid());
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Rules of a relation, by name: in the order in which they are at work. */
  public List<RuleObject> rulesOn(long relationOid) {
    return rules.getOrDefault(relationOid, List.of());
  }

  /** Foreign keys of any table that refer to this one. */
  public List<ForeignReference> referencesTo(long tableOid) {
    return references.getOrDefault(tableOid, List.of());
  }

  /** Functions of that name, in any schema. */
  public List<FunctionObject> functions(long database, String name) {
    return functions.getOrDefault(new FunctionName(database, name), List.of());
  }

  /** Operators of that spelling, in any schema. */
  public List<OperatorObject> operators(long database, String name) {
    return operators.getOrDefault(new FunctionName(database, name), List.of());
  }

  public @Nullable CastObject cast(long database, int source, int target) {
    return casts.get(new CastKey(database, source, target));
  }

  public List<FunctionObject> functions(long database) {
    return of(FunctionObject.class, database);
  }

  public @Nullable FunctionObject function(long oid) {
    return objects.get(oid) instanceof FunctionObject function ? function : null;
  }

  /** The function as calls see it, made when it is first asked for. */
  FunctionSignature signature(
      FunctionObject object, Function<FunctionObject, FunctionSignature> first) {
    FunctionSignature known = signatures.get(object.oid());
    if (known == null) {
      known = first.apply(object);
      signatures.put(object.oid(), known);
    }
    return known;
  }

  public List<TableObject> tables(long database) {
    return of(TableObject.class, database);
  }

  public List<ViewObject> views(long database) {
    return of(ViewObject.class, database);
  }

  public List<SequenceObject> sequences(long database) {
    return of(SequenceObject.class, database);
  }

  public List<SchemaObject> schemas(long database) {
    return of(SchemaObject.class, database);
  }

  public List<ExtensionObject> extensions(long database) {
    return of(ExtensionObject.class, database);
  }

  public List<CommentObject> comments(long database) {
    return of(CommentObject.class, database);
  }

  public @Nullable SchemaObject schema(long database, String name) {
    return schemas.get(new RelationName(database, "", name));
  }

  /** The roles, as a database sees them; 0 for what is the same in all. */
  public RoleGraph roles(long database) {
    return rights.graph(database == 0 ? 0 : Owners.ofDatabase(this, database));
  }

  public @Nullable RoleObject role(String name) {
    return rights.graph(0).find(name);
  }

  /** Whom an object belongs to, and who may do what with it; null where nobody has said it. */
  public @Nullable ObjectRights rights(long database, ObjectAddress object) {
    return rights.of(database, object);
  }

  /** All that has been said of objects of all databases. */
  public List<ObjectRights> rights() {
    return rights.all();
  }

  /** What holds for objects to come; null where nobody has said it. */
  public @Nullable DefaultRights defaultRights(long database, long role, long schema, char kind) {
    return rights.defaults(database, role, schema, kind);
  }

  /** What sessions of a role, 0 for all, in a database, 0 for all, begin with. */
  public List<String> settings(long role, long database) {
    RightsEntry.RoleSettings found = rights.settings(role, database);
    return found == null ? List.of() : found.entries();
  }

  public @Nullable ExtensionObject extension(long database, String name) {
    return extensions.get(new RelationName(database, "", name));
  }

  /** Objects of a kind in a database (all databases when 0), by OID. */
  public <T extends CatalogObject> List<T> of(Class<T> kind, long database) {
    List<T> found = new ArrayList<>();
    for (CatalogObject object : objects.values()) {
      if (kind.isInstance(object) && (database == 0 || object.databaseOid() == database)) {
        found.add(kind.cast(object));
      }
    }
    return found;
  }
}
