package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogMaps.RelationName;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All catalog objects at one moment. Immutable: a change shares with this state whatever it does
 * not touch, so that its cost does not grow with the catalog; readers share it without locks.
 */
public final class CatalogState {
  private final long version;
  private final CatalogMaps maps;
  private final UserTypes types;

  // Found when they are first asked for.
  private final Map<Long, Partitions> partitions = new ConcurrentHashMap<>();
  private final Map<Long, FunctionSignature> signatures = new ConcurrentHashMap<>();
  private final Map<Long, DependencyGraph> graphs = new ConcurrentHashMap<>();

  /** A foreign key seen from the table it refers to. */
  public record ForeignReference(long tableOid, Constraint.ForeignKey key) {}

  private CatalogState(long version, CatalogMaps maps, UserTypes types) {
    this.version = version;
    this.maps = maps;
    this.types = types;
  }

  /** The event triggers of a database, in the order in which they are called. */
  public List<EventTriggerObject> eventTriggers(long database) {
    return maps.eventTriggers.of(database);
  }

  /** The publications and other objects of the kinds that are defined in one way. */
  public DefinedObjects defined() {
    return maps.defined;
  }

  /** What it is made of: for tests. */
  CatalogMaps maps() {
    return maps;
  }

  static CatalogState empty(TypePool pool) {
    CatalogMaps maps = new CatalogMaps();
    return new CatalogState(0, maps, new UserTypes(oid -> maps.objects.get(oid), pool));
  }

  /** This state with objects put in or, where the value is null, taken out. */
  CatalogState with(Map<Long, @Nullable CatalogObject> changes, AtomicLong versions) {
    CatalogMaps changed = maps.copy();
    UserTypes now = new UserTypes(oid -> changed.objects.get(oid), types.pool());
    changed.change(changes, now);
    return new CatalogState(versions.incrementAndGet(), changed, now);
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
    if (address.classOid() == ObjectAddress.PG_CLASS
        && maps.objects.containsKey(address.objectOid())) {
      return maps.objects.get(address.objectOid());
    }
    ObjectAddress of = dependencies(database).partOf(address);
    return of == null ? maps.objects.get(address.objectOid()) : maps.objects.get(of.objectOid());
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
    return maps.objects.get(oid);
  }

  public Collection<DatabaseObject> databases() {
    return maps.databases.values();
  }

  public @Nullable DatabaseObject database(String name) {
    return maps.databases.get(name);
  }

  /** A table or sequence. */
  public @Nullable CatalogObject relation(long database, String schema, String name) {
    return maps.relations.get(new RelationName(database, schema, name));
  }

  /** A type that is no table's row type. */
  public @Nullable TypeObject typeObject(long database, String schema, String name) {
    return maps.typeNames.get(new RelationName(database, schema, name));
  }

  /** A type of a user's: of its own, of a table's rows, or an array of these. */
  public @Nullable Type type(long database, String schema, String name) {
    Type system = SystemDomains.find(schema, name);
    if (system != null) {
      return system;
    }
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
    return maps.indexes.get(new RelationName(database, schema, name));
  }

  public @Nullable Index index(long oid) {
    return maps.indexesByOid.get(oid);
  }

  public @Nullable TableObject table(long oid) {
    return maps.objects.get(oid) instanceof TableObject table ? table : null;
  }

  public @Nullable SequenceObject sequence(long oid) {
    return maps.objects.get(oid) instanceof SequenceObject sequence ? sequence : null;
  }

  /** Whether a table, index or sequence of that name exists. */
  public boolean relationNameTaken(long database, String schema, String name) {
    RelationName key = new RelationName(database, schema, name);
    TypeObject type = maps.typeNames.get(key);
    return maps.relations.containsKey(key)
        || maps.indexes.containsKey(key)
        || type != null && type.definition() instanceof TypeDefinition.Composite;
  }

  /** Whether an object of that name exists among those of which each has a name of its own. */
  public boolean nameTaken(
      CatalogObject.NameSpace space, long database, @Nullable String schema, String name) {
    return switch (space) {
      case DATABASE -> maps.databases.containsKey(name);
      case SCHEMA -> schema(database, name) != null;
      case RELATION -> relationNameTaken(database, schema == null ? "" : schema, name);
      case TYPE -> type(database, schema == null ? "" : schema, name) != null;
      case EXTENSION -> extension(database, name) != null;
      case NONE -> false;
    };
  }

  /** Triggers of a table, by name: in the order in which they fire. */
  public List<TriggerObject> triggersOn(long tableOid) {
    return maps.triggers.of(tableOid);
  }

  /** Policies of a table, by name. */
  public List<PolicyObject> policiesOn(long tableOid) {
    return maps.policies.of(tableOid);
  }

  /** Whether policies of any table are asked. */
  boolean hasRowSecurity() {
    return maps.policies.anyEnabled();
  }

  /** What was said of a table's row level security; null for nothing. */
  public @Nullable RowSecurityObject rowSecurity(long tableOid) {
    return maps.policies.security(tableOid);
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
    return maps.children.of(tableOid).stream().map(this::table).filter(Objects::nonNull).toList();
  }

  /**
   * The tables that inherit from this one, directly or not, each once: children before their own
   * ({@code find_all_inheritors}).
   */
  public List<TableObject> descendants(long tableOid) {
    if (!maps.children.contains(tableOid)) {
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
    return maps.rules.of(relationOid);
  }

  /** Foreign keys of any table that refer to this one. */
  public List<ForeignReference> referencesTo(long tableOid) {
    return maps.references.of(tableOid);
  }

  /** Functions of that name, in any schema. */
  public List<FunctionObject> functions(long database, String name) {
    return maps.functions.of(new CatalogMaps.RoutineName(database, name));
  }

  /** Operators of that spelling, in any schema. */
  public List<OperatorObject> operators(long database, String name) {
    return maps.operators.of(new CatalogMaps.RoutineName(database, name));
  }

  public @Nullable CastObject cast(long database, int source, int target) {
    return maps.casts.get(new CatalogMaps.CastKey(database, source, target));
  }

  public List<FunctionObject> functions(long database) {
    return of(FunctionObject.class, database);
  }

  public @Nullable FunctionObject function(long oid) {
    return maps.objects.get(oid) instanceof FunctionObject function ? function : null;
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

  /** Comments on what all databases share. */
  public List<CommentObject> sharedComments() {
    return comments(0).stream().filter(comment -> comment.databaseOid() == 0).toList();
  }

  /** Comments on an object and its columns, or on one column alone. */
  public List<CommentObject> commentsOn(long database, ObjectAddress object) {
    long of = Commented.in(database, object.classOid());
    return maps
        .comments
        .of(new CatalogMaps.CommentKey(of, object.classOid(), object.objectOid()))
        .stream()
        .filter(comment -> object.sub() == 0 || comment.column() == object.sub())
        .toList();
  }

  public @Nullable SchemaObject schema(long database, String name) {
    return maps.schemas.get(new RelationName(database, "", name));
  }

  /** The roles, as a database sees them; 0 for what is the same in all. */
  public RoleGraph roles(long database) {
    return maps.rights.graph(database == 0 ? 0 : Owners.ofDatabase(this, database));
  }

  public @Nullable RoleObject role(String name) {
    return maps.rights.graph(0).find(name);
  }

  /** Whom an object belongs to, and who may do what with it; null where nobody has said it. */
  public @Nullable ObjectRights rights(long database, ObjectAddress object) {
    return maps.rights.of(database, object);
  }

  /** All that has been said of objects of all databases. */
  public List<ObjectRights> rights() {
    return maps.rights.all();
  }

  /** What holds for objects to come; null where nobody has said it. */
  public @Nullable DefaultRights defaultRights(long database, long role, long schema, char kind) {
    return maps.rights.defaults(database, role, schema, kind);
  }

  /** What sessions of a role, 0 for all, in a database, 0 for all, begin with. */
  public List<String> settings(long role, long database) {
    RightsEntry.RoleSettings found = maps.rights.settings(role, database);
    return found == null ? List.of() : found.entries();
  }

  public @Nullable ExtensionObject extension(long database, String name) {
    return maps.extensions.get(new RelationName(database, "", name));
  }

  /** Objects of a kind in a database (all databases when 0), by OID. */
  public <T extends CatalogObject> List<T> of(Class<T> kind, long database) {
    Map<Long, CatalogObject> all = database == 0 ? maps.objects : maps.byDatabase.get(database);
    List<T> found = new ArrayList<>();
    if (all != null) {
      all.values()
          .forEach(object -> {
            if (kind.isInstance(object)) {
              found.add(kind.cast(object));
            }
          });
    }
    return found;
  }
}
