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
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.type.Type;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What messages call an object, {@code column a of table t} (getObjectDescription of
 * catalog/objectaddress.c): with its schema unless that is on the search path.
 */
public final class ObjectDescriptions {
  private final SessionCatalog catalog;
  private final CatalogState state;

  public ObjectDescriptions(SessionCatalog catalog) {
    this.catalog = catalog;
    this.state = catalog.state();
  }

  /** The description; that of a number when there is no such object. */
  public String of(ObjectAddress address) {
    String found = find(address);
    return found == null ? "object " + address.objectOid() : found;
  }

  /** The description; null when there is no such object. */
  public @Nullable String find(ObjectAddress address) {
    long oid = address.objectOid();
    if (address.classOid() == ObjectAddress.PG_CLASS) {
      return relation(address);
    }
    if (address.classOid() == ObjectAddress.PG_TYPE) {
      return catalog.type((int) oid).map(t -> "type " + catalog.typeName(t, -1)).orElse(null);
    }
    if (address.classOid() == ObjectAddress.PG_OPCLASS) {
      return AccessMethod.describe(oid).orElse(null);
    }
    if (address.classOid() == ObjectAddress.PG_CONSTRAINT) {
      return constraint(address);
    }
    if (address.classOid() == ObjectAddress.PG_ATTRDEF) {
      ObjectAddress column = state.dependencies(catalog.databaseOid()).partOf(address);
      return column == null ? null : "default value for " + relation(column);
    }
    if (address.classOid() == ObjectAddress.PG_REWRITE) {
      if (state.object(oid) instanceof RuleObject rule) {
        return describe(rule);
      }
      ObjectAddress view = state.dependencies(catalog.databaseOid()).partOf(address);
      return view == null ? null : "rule _RETURN on " + relation(view);
    }
    if (address.classOid() == ObjectAddress.PG_LARGEOBJECT) {
      return "large object " + oid;
    }
    CatalogObject object = state.object(oid);
    if (object != null && object.address().equals(address)) {
      return describe(object);
    }
    return builtin(address);
  }

  private String describe(CatalogObject object) {
    return switch (object) {
      case DatabaseObject o -> "database " + Identifier.quoted(o.name());
      case SchemaObject o -> "schema " + Identifier.quoted(o.name());
      case ExtensionObject o -> "extension " + Identifier.quoted(o.name());
      case TableObject o ->
          (o.materialized() == null ? "table " : "materialized view ") + name(o.schema(), o.name());
      case ViewObject o -> "view " + name(o.schema(), o.name());
      case TypeObject o -> "type " + name(o.schema(), o.name());
      case FunctionObject o -> "function " + name(o.schema(), o.name()) + arguments(o);
      case OperatorObject o -> "operator " + name(o.schema(), o);
      case CastObject o -> "cast from " + type(o.sourceOid()) + " to " + type(o.targetOid());
      case RightsEntry.DefaultRights o -> defaults(o);
      case RightsEntry.ObjectRights o -> "privileges on " + of(o.of());
      case RightsEntry.RoleSettings o -> "settings of role " + o.role();
      case RoleObject o -> "role " + Identifier.quoted(o.name());
      case SequenceObject o -> "sequence " + name(o.schema(), o.name());
      case RuleObject o ->
          "rule "
              + Identifier.quoted(o.name())
              + " on "
              + of(ObjectAddress.relation(o.relationOid()));
      case TriggerObject o ->
          "trigger "
              + Identifier.quoted(o.name())
              + " on "
              + of(ObjectAddress.relation(o.tableOid()));
      case PolicyObject o ->
          "policy " + o.name() + " on " + of(ObjectAddress.relation(o.tableOid()));
      case RowSecurityObject o -> of(ObjectAddress.relation(o.tableOid()));
      case EventTriggerObject o -> "event trigger " + Identifier.quoted(o.name());
      case DefinedObject o -> defined(o);
      case CommentObject o -> "comment on " + of(o.on());
    };
  }

  private String defined(DefinedObject object) {
    return switch (object) {
      case Publication.PublicationObject o -> "publication " + Identifier.quoted(o.name());
      case Publication.PublishedTable o ->
          "publication of "
              + of(ObjectAddress.relation(o.tableOid()))
              + " in "
              + of(ObjectAddress.of(ObjectAddress.PG_PUBLICATION, o.publicationOid()));
      case Publication.PublishedSchema o ->
          "publication of "
              + of(ObjectAddress.of(ObjectAddress.PG_NAMESPACE, o.schemaOid()))
              + " in "
              + of(ObjectAddress.of(ObjectAddress.PG_PUBLICATION, o.publicationOid()));
      case ForeignObject.WrapperObject o -> "foreign-data wrapper " + Identifier.quoted(o.name());
      case ForeignObject.ServerObject o -> "server " + Identifier.quoted(o.name());
      case ForeignObject.MappingObject o -> "user mapping for " + mapped(o);
      case ReplicaIdentity o -> of(ObjectAddress.relation(o.tableOid()));
      case ColumnStorage o -> of(ObjectAddress.relation(o.tableOid()));
      case Tablespace o -> "tablespace " + Identifier.quoted(o.name());
      case StorageChoice o -> of(ObjectAddress.relation(o.relationOid()));
      case TextSearchObject o -> o.kind().described() + " " + definedName(o);
      case StatisticsObject o -> o.kind().described() + " " + definedName(o);
    };
  }

  private String mapped(ForeignObject.MappingObject mapping) {
    CatalogObject server = state.object(mapping.serverOid());
    return (mapping.userOid() == 0 ? "public" : state.roles(0).name(mapping.userOid()))
        + " on server "
        + (server == null ? "" : server.name());
  }

  /** With its schema where the search path does not have it. */
  private String definedName(DefinedObject object) {
    String schema = object.schema();
    if (schema == null
        || catalog.searchPath().contains(schema) && !catalog.isOwnTemporary(schema)) {
      return Identifier.quoted(object.name());
    }
    return Identifier.quoted(schema) + "." + Identifier.quoted(object.name());
  }

  private String defaults(RightsEntry.DefaultRights rights) {
    String what =
        switch (rights.kind()) {
          case 'r' -> "relations";
          case 'S' -> "sequences";
          case 'f' -> "functions";
          case 'T' -> "types";
          default -> "schemas";
        };
    CatalogObject schema = state.object(rights.schemaOid());
    return "default privileges on new "
        + what
        + " belonging to role "
        + Identifier.quoted(state.roles(0).name(rights.role()))
        + (schema == null ? "" : " in schema " + Identifier.quoted(schema.name()));
  }

  private String type(int oid) {
    return catalog.type(oid).map(Type::displayName).orElse("???");
  }

  private String name(String schema, OperatorObject operator) {
    boolean visible = catalog.searchPath().contains(schema);
    return (visible ? "" : Identifier.quoted(schema) + ".")
        + operator.name()
        + "("
        + (operator.leftOid() == 0 ? "NONE" : type(operator.leftOid()))
        + ","
        + type(operator.rightOid())
        + ")";
  }

  private String arguments(FunctionObject function) {
    return function.argumentOids().stream()
        .map(oid -> catalog.type(oid).map(Type::displayName).orElse("???"))
        .collect(Collectors.joining(",", "(", ")"));
  }

  /** A relation's name as messages print it. */
  public String name(String schema, String name) {
    return catalog.visible(schema, name)
        ? Identifier.quoted(name)
        : Identifier.quoted(schema) + "." + Identifier.quoted(name);
  }

  private @Nullable String relation(ObjectAddress address) {
    String whole = wholeRelation(address.objectOid());
    if (whole == null || address.sub() == 0) {
      return whole;
    }
    Table table = catalog.table(address.objectOid()).orElse(null);
    if (table == null || address.sub() > table.columns().size()) {
      return null;
    }
    Column column = table.column(address.sub());
    return "column " + column.name() + " of " + whole;
  }

  private @Nullable String wholeRelation(long oid) {
    CatalogObject object = state.object(oid);
    if (object != null) {
      return describe(object);
    }
    Index index = state.index(oid);
    if (index != null) {
      return "index " + name(index.schema(), index.name());
    }
    return catalog
        .table(oid)
        .map(table -> kind(table) + name(table.schema(), table.name()))
        .orElse(null);
  }

  private static String kind(Table table) {
    return table.kind() == Table.Kind.COMPOSITE ? "composite type " : "table ";
  }

  private @Nullable String constraint(ObjectAddress address) {
    CatalogState.HeldConstraint held = state.constraint(catalog.databaseOid(), address);
    return held == null
        ? null
        : "constraint "
            + Identifier.quoted(held.constraint().name())
            + " on "
            + describe(held.table());
  }

  private static @Nullable String builtin(ObjectAddress address) {
    FunctionCatalog functions = FunctionCatalog.builtin();
    if (address.classOid() == ObjectAddress.PG_PROC) {
      FunctionSignature function = functions.callableOrSupport((int) address.objectOid());
      return function == null
          ? null
          : "function "
              + function.name()
              + function.arguments().stream()
                  .map(Type::displayName)
                  .collect(Collectors.joining(",", "(", ")"));
    }
    if (address.classOid() == ObjectAddress.PG_OPERATOR) {
      for (OperatorSignature operator : functions.allOperators()) {
        if (operator.oid() == address.objectOid()) {
          Type left = operator.left();
          return "operator "
              + operator.name()
              + "("
              + (left == null ? "NONE" : left.displayName())
              + ","
              + operator.right().displayName()
              + ")";
        }
      }
    }
    if (address.equals(
        ObjectAddress.of(ObjectAddress.PG_TS_DICT, ExtensionMembers.UNACCENT_DICTIONARY))) {
      return "text search dictionary unaccent";
    }
    return null;
  }
}
