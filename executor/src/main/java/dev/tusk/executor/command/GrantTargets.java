package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DefinedObject;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.catalog.Tablespace;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SchemaRow;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.Grant;
import dev.tusk.sql.statement.Grant.Target;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects that GRANT and REVOKE are about (objectNamesToOids of catalog/aclchk.c). */
final class GrantTargets {
  /**
   * An object that privileges are granted on.
   *
   * @param word what messages call its kind
   * @param table its columns; null for what has none
   */
  record Granted(
      ObjectAddress address, RightsKind kind, String word, String name, @Nullable Table table) {}

  private static final long PG_LANGUAGE = 2612;

  /** C, in which as in internal only superusers write functions. */
  private static final long LAST_UNTRUSTED = 13;

  private final CommandHost host;

  GrantTargets(CommandHost host) {
    this.host = host;
  }

  private SessionCatalog catalog() {
    return host.catalog();
  }

  private CatalogView view() {
    return host.routines().session().view();
  }

  List<Granted> find(Target target) {
    List<Granted> found = new ArrayList<>();
    switch (target) {
      case Target.Named named -> named.names().forEach(name -> found.add(named(named, name)));
      case Target.Routines routines ->
          routines.names().forEach(name -> found.add(routine(routines.kind(), name)));
      case Target.LargeObjects objects ->
          objects.oids().forEach(oid -> found.add(largeObject(oid)));
      case Target.AllInSchemas all ->
          all.schemas().forEach(schema -> addAll(all.kind(), schema, found));
    }
    return found;
  }

  private Granted named(Target.Named target, QualifiedName name) {
    return switch (target.kind()) {
      case TABLE, SEQUENCE -> relation(target.kind(), name);
      case DATABASE -> database(name.name());
      case SCHEMA -> schema(name.name());
      case DOMAIN, TYPE -> type(name, target.kind() == Grant.Kind.DOMAIN);
      case FOREIGN_DATA_WRAPPER ->
          foreign(DefinedKind.FOREIGN_DATA_WRAPPER, name, RightsKind.FOREIGN_DATA_WRAPPER);
      case FOREIGN_SERVER -> foreign(DefinedKind.SERVER, name, RightsKind.FOREIGN_SERVER);
      case LANGUAGE -> language(name.name());
      case TABLESPACE -> tablespace(name.name());
      case FUNCTION, PROCEDURE, ROUTINE, LARGE_OBJECT ->
          throw new IllegalStateException("see the other targets");
    };
  }

  private Granted relation(Grant.Kind kind, QualifiedName name) {
    String schema = name.schema();
    if (schema != null && !catalog().schemaExists(schema)) {
      throw Names.noSchema(schema);
    }
    Table table = catalog().table(name).orElse(null);
    if (table == null && catalog().index(name) != null) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "\"" + name.name() + "\" is an index");
    }
    if (table == null) {
      throw Names.noRelation(name);
    }
    if (table.kind() == Table.Kind.COMPOSITE) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE, "\"" + name.name() + "\" is a composite type");
    }
    if (kind == Grant.Kind.SEQUENCE && table.kind() != Table.Kind.SEQUENCE) {
      throw Names.notA(name.name(), "sequence");
    }
    return of(table);
  }

  static Granted of(Table table) {
    RightsKind kind = table.kind() == Table.Kind.SEQUENCE ? RightsKind.SEQUENCE : RightsKind.TABLE;
    return new Granted(
        ObjectAddress.relation(table.oid()), kind, RightsKind.word(table), table.name(), table);
  }

  private Granted database(String name) {
    DatabaseObject database = host.changes().state().database(name);
    if (database == null) {
      throw SqlException.of(
          SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
    }
    return new Granted(database.address(), RightsKind.DATABASE, "database", name, null);
  }

  private Granted schema(String name) {
    for (SchemaRow schema : view().schemas()) {
      if (schema.name().equals(name)) {
        ObjectAddress address = ObjectAddress.of(ObjectAddress.PG_NAMESPACE, schema.oid());
        return new Granted(address, RightsKind.SCHEMA, "schema", name, null);
      }
    }
    throw Names.noSchema(name);
  }

  private Granted type(QualifiedName name, boolean domain) {
    Type type =
        catalog()
            .type(name)
            .orElseThrow(() ->
                SqlException.of(SqlState.UNDEFINED_OBJECT, "type \"" + name + "\" does not exist"));
    if (type.isArray()) {
      throw SqlException.of(
              SqlState.INVALID_GRANT_OPERATION, "cannot set privileges of array types")
          .withHint("Set the privileges of the element type instead.");
    }
    if (domain && !(type instanceof DomainType)) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "\"" + type.name() + "\" is not a domain");
    }
    ObjectAddress address =
        Owners.whole(
            host.changes().state(), catalog().databaseOid(), ObjectAddress.type(type.oid()));
    return new Granted(address, RightsKind.TYPE, "type", type.name(), null);
  }

  private Granted language(String name) {
    Long oid = view().languageOid(name);
    if (oid == null) {
      throw SqlException.of(SqlState.UNDEFINED_OBJECT, "language \"" + name + "\" does not exist");
    }
    if (oid <= LAST_UNTRUSTED) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "language \"" + name + "\" is not trusted")
          .withDetail(
              "GRANT and REVOKE are not allowed on untrusted languages, because only superusers"
                  + " can use untrusted languages.");
    }
    ObjectAddress address = ObjectAddress.of(PG_LANGUAGE, oid);
    return new Granted(address, RightsKind.LANGUAGE, "language", name, null);
  }

  private Granted foreign(DefinedKind kind, QualifiedName name, RightsKind rights) {
    DefinedObject object = new DefinedCommands(host).require(kind, name);
    return new Granted(object.address(), rights, RightsKind.word(object), name.name(), null);
  }

  private Granted tablespace(String name) {
    Tablespace space = host.changes().state().defined().tablespace(name);
    if (space == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, "tablespace \"" + name + "\" does not exist");
    }
    return new Granted(space.address(), RightsKind.TABLESPACE, "tablespace", name, null);
  }

  private Granted largeObject(long oid) {
    host.routines().session().largeObjects().rights(oid); // It must be there.
    ObjectAddress address = ObjectAddress.of(ObjectAddress.PG_LARGEOBJECT, oid);
    String name = "large object " + oid; // So messages name it twice, as PostgreSQL's do.
    return new Granted(address, RightsKind.LARGE_OBJECT, "large object", name, null);
  }

  private Granted routine(Grant.Kind kind, RoutineName name) {
    FunctionSignature found = RoutineNames.find(host, RoutineKind.valueOf(kind.name()), name);
    return new Granted(
        ObjectAddress.function(found.oid()),
        RightsKind.FUNCTION,
        found.kind() == FunctionSignature.Kind.PROCEDURE ? "procedure" : "function",
        found.name(),
        null);
  }

  private void addAll(Grant.Kind kind, String schema, List<Granted> found) {
    if (!catalog().schemaExists(schema)) {
      throw Names.noSchema(schema);
    }
    CatalogState state = host.changes().state();
    long database = catalog().databaseOid();
    switch (kind) {
      case TABLE -> {
        for (TableObject table : state.tables(database)) {
          if (table.schema().equals(schema)) {
            found.add(of(table.table()));
          }
        }
        for (ViewObject view : state.views(database)) {
          if (view.schema().equals(schema)) {
            found.add(of(view.table()));
          }
        }
        for (Table table : view().systemTables()) {
          if (table.schema().equals(schema)) {
            found.add(of(table));
          }
        }
      }
      case SEQUENCE -> {
        for (SequenceObject sequence : state.sequences(database)) {
          if (sequence.schema().equals(schema)) {
            catalog().table(sequence.oid()).ifPresent(table -> found.add(of(table)));
          }
        }
      }
      case FUNCTION, PROCEDURE, ROUTINE -> {
        for (FunctionObject function : state.functions(database)) {
          boolean procedure = function.kind() == 'p';
          boolean meant = kind == Grant.Kind.ROUTINE || procedure == (kind == Grant.Kind.PROCEDURE);
          if (meant && function.schema().equals(schema)) {
            found.add(
                new Granted(
                    function.address(),
                    RightsKind.FUNCTION,
                    procedure ? "procedure" : "function",
                    function.name(),
                    null));
          }
        }
      }
      case DATABASE,
          DOMAIN,
          FOREIGN_DATA_WRAPPER,
          FOREIGN_SERVER,
          LANGUAGE,
          LARGE_OBJECT,
          SCHEMA,
          TABLESPACE,
          TYPE ->
          throw new IllegalStateException("not in a schema");
    }
  }
}
