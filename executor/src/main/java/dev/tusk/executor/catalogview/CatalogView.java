package dev.tusk.executor.catalogview;

import dev.tusk.executor.access.AccessRules;
import dev.tusk.executor.access.UserMaps;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.ObjectIdentity;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.executor.rights.AclText;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.executor.rights.Rights;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.WriteAbilities;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.type.AclItem;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.RelationStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a database and of the engine, as the system relations read them: one session's
 * snapshot of the catalog. The session implements it.
 */
public interface CatalogView {
  String databaseName();

  /** Tables and sequences of the session's database; system relations are not among them. */
  List<Table> tables();

  /** The relations that stand behind composite types. */
  List<Table> compositeTypes();

  /** The types of users, those of tables' rows and the system's among them, with their arrays. */
  List<Type> userTypes();

  /** The relations of pg_catalog and information_schema. */
  List<Table> systemTables();

  /**
   * Schemas of the session's database, {@code pg_catalog} and {@code information_schema} included.
   */
  List<SchemaRow> schemas();

  List<DatabaseRow> databases();

  List<SequenceRow> sequences();

  /** Triggers of the session's database. */
  List<TriggerRow> triggers();

  /** Policies of the session's database. */
  List<PolicyRow> policies();

  /** Whether a table's policies are asked. */
  RowSecurityRow rowSecurity(long table);

  /** WHEN of a trigger with no more parentheses than it needs. */
  String prettyCondition(String condition, Table table);

  List<RuleRow> rules();

  /** What a rule is, laid out in a style; null when there is no such rule. */
  @Nullable String ruleDefinition(long oid, PrintStyle style);

  List<ViewRow> views();

  List<ViewRow> materializedViews();

  /** Whether a relation can be read: a materialized view is filled by REFRESH. */
  boolean populated(long relationOid);

  /** What the view is, laid out in a style; null when there is no such view. */
  @Nullable String viewDefinition(long oid, PrintStyle style);

  /** A function's body of the SQL standard's form as it is shown; null for another one's. */
  @Nullable String functionBody(long oid);

  /** Which modifications a view hands on to the table below it. */
  WriteAbilities abilities(Table view, boolean triggers);

  /** WITH (…) of a table or view, {@code name=value}. */
  List<String> options(long relationOid);

  List<ExtensionRow> extensions();

  List<AvailableExtension> availableExtensions();

  List<SettingRow> settings();

  List<CommentRow> comments();

  /** Comments on what all databases share. */
  List<CommentRow> sharedComments();

  /** Which objects of the session's database need others. */
  List<DependencyRow> dependencies();

  /** Which tables of the session's database inherit from which. */
  List<InheritanceRow> inheritance();

  /** Tables and indexes that are divided, or are parts of such. */
  PartitionView partitions();

  /** What machines call an object; null when there is none. */
  @Nullable ObjectIdentity identity(ObjectAddress object);

  /** What messages call an object; null when there is none. */
  @Nullable String describe(ObjectAddress object);

  List<SessionRow> sessions();

  /** Locks of relations and advisory locks of all sessions, and what sessions wait for. */
  List<LockRow> locks();

  List<IndexBuildRow> indexBuilds();

  /** The vector indexes of the session's database. */
  List<VectorIndexRow> vectorIndexes();

  List<PreparedRow> preparedStatements();

  List<CursorRow> cursors();

  /** As whom the statement runs. */
  CurrentRoles currentRoles();

  /** The stored catalog, and the database of it that this is a view of. */
  CatalogState state();

  long databaseOid();

  /** The roles, and who is a member of which. */
  default RoleGraph roles() {
    return state().roles(databaseOid());
  }

  /** Who may do what with the objects of the database. */
  Rights rights();

  /** The access control list of an object, or of one of its columns; null for none. */
  default @Nullable Object acl(long classOid, long objectOid, int column) {
    return acl(rights().shown(new ObjectAddress(classOid, objectOid, column)));
  }

  /** A list as the catalogs show it. */
  default @Nullable Object acl(@Nullable List<AclItem> acl) {
    return acl == null ? null : ArrayValue.of(Types.ACLITEM, AclText.of(acl, roles()));
  }

  /** OID of the role that an object belongs to. */
  default long owner(long classOid, long objectOid) {
    return Owners.of(state(), databaseOid(), ObjectAddress.of(classOid, objectOid));
  }

  /** Name of the role that a relation belongs to. */
  default String relationOwner(long oid) {
    return roles().name(owner(ObjectAddress.PG_CLASS, oid));
  }

  LargeObjects largeObjects();

  /** {@code pg_hba.conf} as it is now. */
  AccessRules accessRules();

  /** What {@code pg_ident.conf} says now. */
  UserMaps userMaps();

  /** The built-in functions. */
  FunctionCatalog functions();

  /** Functions of the user's, of the session's database. */
  List<FunctionSignature> routines();

  /** Operators of the user's, with the schemas that they are in. */
  List<OwnOperator> ownOperators();

  /** Casts of the user's. */
  List<OwnCast> ownCasts();

  /** A function of any kind, the user's or built-in; null when there is none. */
  default @Nullable FunctionSignature function(long oid) {
    for (FunctionSignature routine : routines()) {
      if (routine.oid() == oid) {
        return routine;
      }
    }
    return functions().callableOrSupport((int) oid);
  }

  /** Languages in which functions of the user's may be written, beside internal and C. */
  List<String> languages();

  /** The number of a language in {@code pg_language}; null when there is none. */
  default @Nullable Long languageOid(String name) {
    return switch (name) {
      case "internal" -> 12L;
      case "c" -> 13L;
      case "sql" -> 14L;
      // That which PostgreSQL's initdb gives it.
      case "plpgsql" -> languages().contains(name) ? (Long) 13_578L : null;
      default -> null;
    };
  }

  /** {@code relpersistence} of a table or sequence. */
  String persistence(long oid);

  /** Rows in the table, about. */
  long rowCount(Table table);

  /** Blocks that the values too long for their rows would take in PostgreSQL. */
  long toastBlocks(long tableOid);

  /** Number of what keeps a relation's rows, which changes when they are written anew. */
  long fileNode(long relationOid);

  TableUse tableUse(long tableOid);

  /** What ANALYZE found of a table's columns; empty before it has come by. */
  List<ColumnStatistics> statistics(long tableOid);

  /** Whether a schema is the session's own for temporary objects. */
  boolean isOwnTemporary(String schema);

  /** OID of the session's schema for temporary objects; 0 where it has none yet. */
  default long temporarySchemaOid() {
    for (SchemaRow schema : schemas()) {
      if (isOwnTemporary(schema.name())) {
        return schema.oid();
      }
    }
    return 0;
  }

  /** Whether a schema is for temporary objects, of another session. */
  default boolean isOtherTemporary(long schemaOid) {
    for (SchemaRow schema : schemas()) {
      if (schema.oid() == schemaOid) {
        return schema.name().startsWith("pg_temp_") && !isOwnTemporary(schema.name());
      }
    }
    return false;
  }

  IndexUse indexUse(long indexOid);

  DatabaseUse databaseUse(long databaseOid);

  /** How many rows and blocks a table has. */
  RelationStatistics statistics(Table table);

  /** Number of the transaction that reads. */
  long transactionId();

  /** OID of a schema; 0 when there is none. */
  default long schemaOid(String schema) {
    for (SchemaRow row : schemas()) {
      if (row.name().equals(schema)) {
        return row.oid();
      }
    }
    return 0;
  }

  /** The schema that an extension was created in; pg_catalog for what belongs to none. */
  default String schemaOf(@Nullable String extension) {
    if (extension == null) {
      return "pg_catalog";
    }
    for (ExtensionRow row : extensions()) {
      if (row.name().equals(extension)) {
        for (SchemaRow schema : schemas()) {
          if (schema.oid() == row.schemaOid()) {
            return schema.name();
          }
        }
      }
    }
    return "public";
  }

  /** Whether functions and types of {@code vector} are there. */
  default boolean vectorExists() {
    return extensions().stream().anyMatch(e -> e.name().equals("vector"));
  }

  /** Whether a type is there: those of extensions come and go with them. */
  default boolean has(Type type) {
    String extension = type.extension();
    return extension == null || extensions().stream().anyMatch(e -> e.name().equals(extension));
  }

  /** The condition of a domain, with no more parentheses than it needs. */
  String prettyCheck(DomainType domain, String condition);

  /** An expression kept with its table, with no more parentheses than it needs. */
  String pretty(String expression, Table table);
}
