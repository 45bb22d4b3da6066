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
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Partitions;
import dev.tusk.sql.catalog.Policy;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Rule;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.catalog.View;
import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.plan.ConstantValues;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.statement.AlterAction.Firing;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as one session sees it at one moment: a state, the session's database, the search
 * path. Immutable.
 */
public final class SessionCatalog implements Catalog, ConstantValues {
  /**
   * How many rows a table is taken to have for a role that meets only some of them: neither a plan
   * nor what EXPLAIN says of it may tell how many there are of others.
   */
  private static final long UNTOLD_ROWS = 10_000;

  private final CatalogState state;
  private final long databaseOid;
  private final SystemRelations system;

  /** The schema that stands for the session's own one for temporary objects. */
  private static final String OWN_TEMPORARY = "pg_temp";

  private final List<String> explicitPath;
  private final boolean temporaryFirst;
  private final boolean replica;
  private final @Nullable String temporarySchema;
  private final List<String> searchPath;
  private final RowCounts rowCounts;
  private final ConstantValues constants;
  private final List<Table> passing;
  private final AskedPolicies policies;
  private final SchemaGuard guard;

  /** Refuses what the current user may not do with schemas. */
  public interface SchemaGuard {
    void requireUsage(String schema);

    void requireCreation(String schema);
  }

  /** Relations of pg_catalog and information_schema. */
  public interface SystemRelations {
    Optional<Table> table(String schema, String name);

    Optional<Table> table(long oid);
  }

  /**
   * A catalog for a session.
   *
   * @param path the schemas of {@code search_path} that exist, in order; {@code pg_temp} stands for
   *     the session's own one, whether there is one yet
   * @param passing tables that no schema has: the rows that a trigger is told of
   * @param guard refuses schemas that the current user may not use
   * @param replica by which session_replication_role rules are at work
   * @param temporarySchema the session's pg_temp_N, null when it has no temporary table yet
   */
  public SessionCatalog(
      CatalogState state,
      long databaseOid,
      List<String> path,
      @Nullable String temporarySchema,
      SystemRelations system,
      RowCounts rowCounts,
      ConstantValues constants,
      List<Table> passing,
      AskedPolicies policies,
      SchemaGuard guard,
      boolean replica) {
    this.policies = policies;
    this.guard = guard;
    this.passing = passing;
    this.state = state;
    this.temporarySchema = temporarySchema;
    this.databaseOid = databaseOid;
    this.system = system;
    this.temporaryFirst = !path.isEmpty() && path.getFirst().equals(OWN_TEMPORARY);
    this.explicitPath = named(path, temporarySchema);
    this.replica = replica;
    this.rowCounts = rowCounts;
    this.constants = constants;
    List<String> all = new ArrayList<>();
    if (temporarySchema != null && !explicitPath.contains(temporarySchema)) {
      all.add(temporarySchema);
    }
    if (!path.contains("pg_catalog")) {
      all.add("pg_catalog");
    }
    all.addAll(explicitPath);
    this.searchPath = List.copyOf(all);
  }

  /** Tables that no schema has. */
  public List<Table> passing() {
    return passing;
  }

  public CatalogState state() {
    return state;
  }

  public long databaseOid() {
    return databaseOid;
  }

  /** The schemas that search_path names and that exist: {@code current_schemas(false)}. */
  public List<String> explicitPath() {
    return explicitPath;
  }

  /** Whether new objects go to the session's own schema, whether there is one yet. */
  public boolean temporaryFirst() {
    return temporaryFirst;
  }

  /** Where new objects go; null when the path names no schema that exists. */
  public @Nullable String creationSchema() {
    if (temporaryFirst) {
      return temporary();
    }
    return explicitPath.stream().filter(s -> !s.startsWith("pg_")).findFirst().orElse(null);
  }

  @Override
  public long version() {
    return state.version();
  }

  @Override
  public String database() {
    return state.object(databaseOid) instanceof DatabaseObject database ? database.name() : "";
  }

  @Override
  public List<String> searchPath() {
    return searchPath;
  }

  @Override
  public Optional<Table> table(QualifiedName name) {
    String schema = name.schema();
    if (schema != null) {
      return table(schema.equals("pg_temp") ? temporary() : schema, name.name());
    }
    for (Table table : passing) {
      if (table.name().equals(name.name())) {
        return Optional.of(table);
      }
    }
    for (String candidate : searchPath) {
      Optional<Table> table = table(candidate, name.name());
      if (table.isPresent()) {
        return table;
      }
    }
    return Optional.empty();
  }

  /** The schemas of a path, {@code pg_temp} by its own name, or left out while there is none. */
  private static List<String> named(List<String> path, @Nullable String temporarySchema) {
    return path.stream()
        .map(schema -> schema.equals(OWN_TEMPORARY) ? temporarySchema : schema)
        .filter(Objects::nonNull)
        .map(schema -> (String) schema)
        .distinct()
        .toList();
  }

  private String temporary() {
    String own = temporarySchema;
    return own != null ? own : "pg_temp";
  }

  /** Whether a schema is the session's own for temporary objects, by its name or as pg_temp. */
  public boolean isOwnTemporary(String schema) {
    return schema.equals("pg_temp") || schema.equals(temporarySchema);
  }

  private Optional<Table> table(String schema, String name) {
    return switch (state.relation(databaseOid, schema, name)) {
      case TableObject table -> Optional.of(table.table());
      case ViewObject view -> Optional.of(view.table());
      case SequenceObject sequence -> Optional.of(sequenceTable(sequence));
      case DatabaseObject _, SchemaObject _, ExtensionObject _, CommentObject _, RoleObject _ ->
          Optional.empty();
      case TypeObject _, FunctionObject _, OperatorObject _ -> Optional.empty();
      case RuleObject _, EventTriggerObject _, DefinedObject _ -> Optional.empty();
      case CastObject _, TriggerObject _, PolicyObject _, RowSecurityObject _, RightsEntry _ ->
          Optional.empty();
      case null -> {
        TypeObject type = state.typeObject(databaseOid, schema, name);
        yield type == null ? system.table(schema, name) : relation(type);
      }
    };
  }

  /** A table or sequence along the search path. */
  public @Nullable CatalogObject relation(QualifiedName name) {
    String schema = name.schema();
    if (schema != null) {
      return state.relation(
          databaseOid, schema.equals("pg_temp") ? temporary() : schema, name.name());
    }
    for (String candidate : searchPath) {
      CatalogObject object = state.relation(databaseOid, candidate, name.name());
      if (object != null) {
        return object;
      }
    }
    return null;
  }

  /** An index along the search path. */
  public @Nullable Index index(QualifiedName name) {
    String schema = name.schema();
    if (schema != null) {
      return state.index(databaseOid, schema.equals("pg_temp") ? temporary() : schema, name.name());
    }
    for (String candidate : searchPath) {
      Index index = state.index(databaseOid, candidate, name.name());
      if (index != null) {
        return index;
      }
    }
    return null;
  }

  /** Whether an unqualified name would find this relation. */
  public boolean visible(String schema, String name) {
    for (String candidate : searchPath) {
      if (candidate.equals(schema)) {
        return true;
      }
      if (state.relationNameTaken(databaseOid, candidate, name)
          || system.table(candidate, name).isPresent()) {
        return false;
      }
    }
    return false;
  }

  @Override
  public Optional<Table> table(long oid) {
    return switch (state.object(oid)) {
      case TableObject table -> Optional.of(table.table());
      case ViewObject view -> Optional.of(view.table());
      case SequenceObject sequence -> Optional.of(sequenceTable(sequence));
      case DatabaseObject _, SchemaObject _, ExtensionObject _, CommentObject _, RoleObject _ ->
          Optional.empty();
      case TypeObject _, FunctionObject _, OperatorObject _ -> Optional.empty();
      case RuleObject _, EventTriggerObject _, DefinedObject _ -> Optional.empty();
      case CastObject _, TriggerObject _, PolicyObject _, RowSecurityObject _, RightsEntry _ ->
          Optional.empty();
      case null ->
          state.object(TypeNumbers.rowType(oid)) instanceof TypeObject type
              ? relation(type)
              : system.table(oid);
    };
  }

  @Override
  public List<Table> descendants(Table table) {
    return state.descendants(table.oid()).stream()
        .filter(below -> readable(below))
        .map(TableObject::table)
        .toList();
  }

  @Override
  public @Nullable Partitions partitions(Table table) {
    return state.partitions(table.oid());
  }

  /** Whether its rows are here: those of another session's temporary table are not. */
  private boolean readable(TableObject object) {
    return !object.temporary() || isOwnTemporary(object.schema());
  }

  @Override
  public Optional<View> view(Table table) {
    return state.object(table.oid()) instanceof ViewObject view
        ? Optional.of(view.view(Owners.of(state, databaseOid, view.address())))
        : Optional.empty();
  }

  @Override
  public List<Rule> rules(Table table) {
    List<RuleObject> rules = state.rulesOn(table.oid());
    if (rules.isEmpty()) {
      return List.of();
    }
    long owner = Owners.of(state, databaseOid, ObjectAddress.relation(table.oid()));
    return rules.stream()
        .filter(rule ->
            rule.firing() == Firing.ALWAYS
                || rule.firing() == (replica ? Firing.REPLICA : Firing.ORIGIN))
        .map(rule -> rule.rule(owner))
        .toList();
  }

  @Override
  public boolean insteadOf(Table view, RuleEvent event) {
    int bit =
        switch (event) {
          case INSERT -> TriggerObject.INSERT;
          case UPDATE -> TriggerObject.UPDATE;
          case DELETE -> TriggerObject.DELETE;
          case SELECT -> 0;
        };
    return state.triggersOn(view.oid()).stream()
        .anyMatch(trigger -> trigger.is(TriggerObject.INSTEAD) && trigger.is(bit));
  }

  /** The relation behind a composite type. */
  private static Optional<Table> relation(TypeObject type) {
    return switch (type.definition()) {
      case TypeDefinition.Composite composite -> Optional.of(UserTypes.relation(type, composite));
      case TypeDefinition.Enumeration _,
          TypeDefinition.Domain _,
          TypeDefinition.Range _,
          TypeDefinition.Multirange _ ->
          Optional.empty();
    };
  }

  private static Table sequenceTable(SequenceObject sequence) {
    return new Table(
        sequence.oid(),
        sequence.schema(),
        sequence.name(),
        Table.Kind.SEQUENCE,
        List.of(
            column(1, "last_value", Types.INT8),
            column(2, "log_cnt", Types.INT8),
            column(3, "is_called", Types.BOOL)),
        List.of(),
        List.of());
  }

  private static Column column(int number, String name, Type type) {
    return new Column(number, name, type, -1, true, null, Column.Identity.NONE, false);
  }

  @Override
  public @Nullable List<Policy> policies(Table table, long role) {
    TableObject object = state.table(table.oid());
    return object == null ? null : policies.of(object, role);
  }

  @Override
  public boolean secured(Table table) {
    return policies.bind(table.oid());
  }

  @Override
  public void requireUsage(String schema) {
    guard.requireUsage(schema);
  }

  /** Refuses a schema that the current user may not make objects in. */
  public void requireCreation(String schema) {
    guard.requireCreation(schema);
  }

  @Override
  public boolean schemaExists(String schema) {
    return schema.equals("pg_catalog")
        || schema.equals("information_schema")
        || schema.equals("pg_temp")
        || schema.equals("pg_toast")
        || state.schema(databaseOid, schema) != null;
  }

  @Override
  public Optional<Type> type(QualifiedName name) {
    String schema = name.schema();
    if (schema != null) {
      return type(schema.equals("pg_temp") ? temporary() : schema, name.name());
    }
    for (String candidate : searchPath) {
      Optional<Type> type = type(candidate, name.name());
      if (type.isPresent()) {
        return type;
      }
    }
    return Optional.empty();
  }

  private Optional<Type> type(String schema, String name) {
    Type own = state.type(databaseOid, schema, name);
    if (own != null) {
      return Optional.of(own);
    }
    return Types.byName(name)
        .filter(type -> schema.equals(schemaOf(type)))
        .or(() -> system.table(schema, name).map(state::rowType));
  }

  @Override
  public String typeName(Type type, int typmod) {
    Type element = type.isArray() ? type.elementType() : null;
    Type scalar = element == null ? type : element;
    String schema = scalar instanceof UserType own ? own.schema() : schemaOf(scalar);
    String name = type.writtenName(typmod);
    if (schema == null
        || schema.equals("pg_catalog")
        || type(new QualifiedName(null, scalar.name())).orElse(null) == scalar) {
      return name;
    }
    return UserType.quoted(schema) + "." + name;
  }

  /** The schema of a type or of its elements. */
  String schemaName(Type type) {
    Type element = type.isArray() ? type.elementType() : null;
    Type scalar = element == null ? type : element;
    String schema = scalar instanceof UserType own ? own.schema() : schemaOf(scalar);
    return schema == null ? "pg_catalog" : schema;
  }

  /** The schema of a type that is nobody's own; null when its extension is not there. */
  private @Nullable String schemaOf(Type type) {
    Optional<String> extension = CatalogTypes.extension(type);
    if (extension.isEmpty()) {
      return "pg_catalog";
    }
    ExtensionObject installed = state.extension(databaseOid, extension.get());
    return installed == null ? null : installed.schema();
  }

  @Override
  public Optional<Type> type(int oid) {
    Optional<Type> builtin = Types.byOid(oid);
    if (builtin.isPresent()) {
      return builtin.filter(type -> schemaOf(type) != null);
    }
    Type own = state.type(oid);
    return own != null ? Optional.of(own) : systemType(oid);
  }

  /** A row type of the system's relations, or the array over it. */
  private Optional<Type> systemType(int oid) {
    int element = TypeNumbers.element(oid);
    if (!TypeNumbers.isRowType(element)) {
      return Optional.empty();
    }
    Optional<Type> row = system.table(TypeNumbers.relation(element)).map(state::rowType);
    return TypeNumbers.isArray(oid) ? row.map(Types::array) : row;
  }

  @Override
  public List<FoundFunction> functions(QualifiedName name) {
    List<FoundFunction> found = FoundFunction.builtin(name, functionPath(), this::schemaOf);
    for (FunctionObject function : state.functions(databaseOid, name.name())) {
      boolean own = name.schema() != null && isOwnTemporary(name.schema());
      int place =
          own
              ? FoundFunction.place(function.schema(), temporary(), List.of())
              : FoundFunction.place(function.schema(), name.schema(), functionPath());
      if (place >= 0) {
        found.add(new FoundFunction(signature(function), place));
      }
    }
    return found;
  }

  /** Functions are not looked for in the session's own schema unless it is named. */
  private List<String> functionPath() {
    String own = temporarySchema;
    return own == null ? searchPath : searchPath.stream().filter(s -> !s.equals(own)).toList();
  }

  private @Nullable String schemaOf(String extension) {
    ExtensionObject installed = state.extension(databaseOid, extension);
    return installed == null ? null : installed.schema();
  }

  @Override
  public Optional<FunctionSignature> function(int oid) {
    FunctionObject function = state.function(oid);
    return function != null
        ? Optional.of(signature(function))
        : Optional.ofNullable(FunctionCatalog.builtin().callableOrSupport(oid));
  }

  @Override
  public List<OperatorSignature> operators(String name, boolean prefix) {
    List<OperatorObject> all = state.operators(databaseOid, name);
    if (all.isEmpty()) {
      return List.of();
    }
    List<OperatorSignature> found = new ArrayList<>();
    for (OperatorObject operator : all) {
      if (operator.leftOid() == 0 == prefix && functionPath().contains(operator.schema())) {
        found.add(signature(operator));
      }
    }
    return found;
  }

  /** The operator as expressions see it. */
  public OperatorSignature signature(OperatorObject operator) {
    return RoutineSignatures.signature(operator, this);
  }

  @Override
  public Optional<CastSignature> cast(Type source, Type target) {
    CastObject cast = state.cast(databaseOid, source.oid(), target.oid());
    return cast == null ? Optional.empty() : Optional.of(signature(cast));
  }

  public CastSignature signature(CastObject cast) {
    return RoutineSignatures.signature(cast, this);
  }

  /** What calls would see of a function that is not in the catalog yet. */
  public FunctionSignature draft(FunctionObject function) {
    return RoutineSignatures.signature(function, this);
  }

  /** The function as calls see it. */
  public FunctionSignature signature(FunctionObject function) {
    return state.signature(function, object -> RoutineSignatures.signature(object, this));
  }

  @Override
  public boolean extensionExists(String extension) {
    return state.extension(databaseOid, extension) != null;
  }

  @Override
  public @Nullable Object constant(Expression expression) {
    return constants.constant(expression);
  }

  @Override
  public long rowCount(Table table) {
    TableObject object = state.table(table.oid());
    if (object == null) {
      return 100;
    }
    return policies.bind(object, policies.current()) ? UNTOLD_ROWS : rowCounts.rows(object);
  }

  @Override
  public boolean counted(Table table) {
    TableObject object = state.table(table.oid());
    return object == null || policies.bind(object, policies.current()) || rowCounts.counted(object);
  }
}
