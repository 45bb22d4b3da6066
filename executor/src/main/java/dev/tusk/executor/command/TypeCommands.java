package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.TypeDefinition;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.CreateDomain;
import dev.tusk.sql.statement.CreateType;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;

/** CREATE TYPE, ALTER TYPE. */
final class TypeCommands {
  private final CommandHost host;

  TypeCommands(CommandHost host) {
    this.host = host;
  }

  String create(CreateType statement) {
    String name = statement.name().name();
    String schema = Names.place(host, statement.name(), Persistence.PERMANENT).schema();
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().lockName(host.transaction(), database, schema, name);
    boolean composite = statement.definition() instanceof CreateType.Definition.Composite;
    requireFree(state, schema, name, composite);
    if (statement.definition() instanceof CreateType.Definition.Range range) {
      new RangeTypeCommand(host, range).create(database, schema, name);
      return "CREATE TYPE";
    }
    long oid = host.changes().newOid();
    TypeDefinition definition =
        switch (statement.definition()) {
          case CreateType.Definition.Range _ -> throw new AssertionError("is made otherwise");
          case CreateType.Definition.Composite d -> new CompositeAttributes(host).definition(d);
          case CreateType.Definition.Enumeration d -> new EnumLabels(host, oid).definition(d);
        };
    host.changes().put(new TypeObject(oid, database, schema, name, definition));
    return "CREATE TYPE";
  }

  String create(CreateDomain statement) {
    String name = statement.name().name();
    String schema = Names.place(host, statement.name(), Persistence.PERMANENT).schema();
    long database = host.catalog().databaseOid();
    CatalogState state = host.changes().lockName(host.transaction(), database, schema, name);
    requireFree(state, schema, name, false);
    TypeDefinition definition = new DomainCommands(host).definition(statement);
    host.changes().put(new TypeObject(host.changes().newOid(), database, schema, name, definition));
    return "CREATE DOMAIN";
  }

  private void requireFree(CatalogState state, String schema, String name, boolean composite) {
    long database = host.catalog().databaseOid();
    if (state.type(database, schema, name) != null) {
      throw SqlException.of(SqlState.DUPLICATE_OBJECT, "type \"" + name + "\" already exists");
    }
    if (composite && state.relationNameTaken(database, schema, name)) {
      throw Names.relationExists(name);
    }
  }

  String alter(AlterTable statement) {
    Type type = host.catalog().type(statement.name()).orElseThrow(() -> missing(statement));
    if (statement.kind() == ObjectKind.DOMAIN && !(type instanceof DomainType)) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, type.displayName() + " is not a domain");
    }
    TypeObject object = object(type, statement);
    host.changes().lockObject(host.transaction(), object.oid());
    for (AlterAction action : statement.actions()) {
      CatalogState state = host.changes().state();
      if (state.object(object.oid()) instanceof TypeObject now) {
        ViewTexts texts = new ViewTexts(host);
        if (renames(action)) {
          texts.read(ObjectAddress.type(type.oid()));
          texts.read(ObjectAddress.type(type.arrayOid()));
        }
        TypeObject changed = apply(now, action);
        if (changed != now) {
          host.changes().put(changed);
          texts.write();
        }
      }
    }
    return statement.kind() == ObjectKind.DOMAIN ? "ALTER DOMAIN" : "ALTER TYPE";
  }

  /** Whether what is written of a type becomes something else. */
  private static boolean renames(AlterAction action) {
    return action instanceof AlterAction.Rename
        || action instanceof AlterAction.SetSchema
        || action instanceof AlterAction.RenameColumn;
  }

  /** What changes attributes looks for the relation behind the type. */
  private static SqlException missing(AlterTable statement) {
    QualifiedName name = statement.name();
    switch (statement.actions().getFirst()) {
      case AlterAction.AddColumn _,
          AlterAction.DropColumn _,
          AlterAction.SetType _,
          AlterAction.RenameColumn _ -> {
        return Names.noRelation(name);
      }
      default -> {}
    }
    return SqlException.of(SqlState.UNDEFINED_OBJECT, "type \"" + name + "\" does not exist");
  }

  /** The object behind a type that may be altered. */
  private TypeObject object(Type type, AlterTable statement) {
    if (host.changes().state().object(type.oid()) instanceof TypeObject object) {
      return object;
    }
    AlterAction first = statement.actions().getFirst();
    if (first instanceof AlterAction.AddValue || first instanceof AlterAction.RenameValue) {
      throw notAn(type.displayName(), "enum");
    }
    if (type.category() == 'C') {
      throw switch (first) {
        case AlterAction.Rename _, AlterAction.SetSchema _, AlterAction.OwnerTo _ ->
            SqlException.of(
                    SqlState.WRONG_OBJECT_TYPE, type.displayName() + " is a table's row type")
                .withHint("Use ALTER TABLE instead.");
        default -> notA(type.name(), "composite type");
      };
    }
    throw SqlException.of(
        SqlState.INSUFFICIENT_PRIVILEGE,
        "permission denied: \"" + type.name() + "\" is a system type");
  }

  static SqlException notA(String name, String kind) {
    return SqlException.of(SqlState.WRONG_OBJECT_TYPE, "\"" + name + "\" is not a " + kind);
  }

  private static SqlException notAn(String name, String kind) {
    return SqlException.of(SqlState.WRONG_OBJECT_TYPE, name + " is not an " + kind);
  }

  private TypeObject apply(TypeObject type, AlterAction action) {
    try {
      return applied(type, action);
    } catch (SqlException e) {
      throw e.replacePosition(0);
    }
  }

  private TypeObject applied(TypeObject type, AlterAction action) {
    return switch (action) {
      case AlterAction.AddValue a -> new EnumLabels(host, type.oid()).add(type, a);
      case AlterAction.RenameValue a -> new EnumLabels(host, type.oid()).rename(type, a);
      case AlterAction.Rename a -> moved(type, type.schema(), a.newName());
      case AlterAction.SetSchema a -> {
        Names.requireSchema(host.catalog(), a.schema());
        yield moved(type, a.schema(), type.name());
      }
      case AlterAction.OwnerTo a -> {
        new Ownership(host).change(type, a.role());
        yield type;
      }
      case AlterAction.AddColumn _,
          AlterAction.DropColumn _,
          AlterAction.SetType _,
          AlterAction.RenameColumn _ ->
          new CompositeAttributes(host).changed(type, action);
      default -> new DomainCommands(host).changed(type, action);
    };
  }

  private TypeObject moved(TypeObject type, String schema, String name) {
    CatalogState state =
        host.changes().lockName(host.transaction(), type.databaseOid(), schema, name);
    if (schema.equals(type.schema()) && name.equals(type.name())) {
      return type;
    }
    requireFree(state, schema, name, type.definition() instanceof TypeDefinition.Composite);
    return new TypeObject(type.oid(), type.databaseOid(), schema, name, type.definition());
  }
}
