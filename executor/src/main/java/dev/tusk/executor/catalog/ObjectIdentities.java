package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what machines call objects. */
public final class ObjectIdentities {
  private static final String TEMPORARY = "pg_temp_";

  private final SessionCatalog catalog;
  private final CatalogState state;

  public ObjectIdentities(SessionCatalog catalog) {
    this.catalog = catalog;
    this.state = catalog.state();
  }

  /** Null for what is not there, or has no such name. */
  public @Nullable ObjectIdentity of(ObjectAddress address) {
    long oid = address.objectOid();
    if (address.classOid() == ObjectAddress.PG_CLASS) {
      return relation(oid, address.sub());
    }
    if (address.classOid() == ObjectAddress.PG_TYPE) {
      return catalog.type((int) oid).map(this::type).orElse(null);
    }
    if (address.classOid() == ObjectAddress.PG_CONSTRAINT) {
      return constraint(address);
    }
    if (address.classOid() == ObjectAddress.PG_ATTRDEF) {
      ObjectAddress column = state.dependencies(catalog.databaseOid()).partOf(address);
      ObjectIdentity of = column == null ? null : of(column);
      return of == null || of.schema() == null
          ? null
          : ObjectIdentity.part("default value", of.schema(), "for " + of.identity(), of.names());
    }
    if (address.classOid() == ObjectAddress.PG_REWRITE
        && !(state.object(oid) instanceof RuleObject)) {
      ObjectAddress view = state.dependencies(catalog.databaseOid()).partOf(address);
      return view == null ? null : within("rule", "\"_RETURN\"", "_RETURN", view);
    }
    CatalogObject object = state.object(oid);
    return object == null || !object.address().equals(address) ? null : object(object);
  }

  private @Nullable ObjectIdentity object(CatalogObject object) {
    return switch (object) {
      case SchemaObject o -> {
        String name = schema(o.name());
        yield global("schema", name);
      }
      case DatabaseObject o -> global("database", o.name());
      case ExtensionObject o -> global("extension", o.name());
      case RoleObject o -> global("role", o.name());
      case EventTriggerObject o -> global("event trigger", o.name());
      case DefinedObject o -> defined(o);
      case FunctionObject o -> function(o);
      case OperatorObject o -> operator(o);
      case CastObject o -> {
        String source = typeName(o.sourceOid());
        String target = typeName(o.targetOid());
        yield new ObjectIdentity(
            "cast",
            null,
            false,
            null,
            "(" + source + " AS " + target + ")",
            List.of(source),
            List.of(target));
      }
      case RuleObject o -> member("rule", o.name(), o.relationOid());
      case TriggerObject o -> member("trigger", o.name(), o.tableOid());
      case PolicyObject o -> member("policy", o.name(), o.tableOid());
      case RightsEntry.DefaultRights o ->
          new ObjectIdentity(
              "default acl",
              null,
              false,
              null,
              "for role " + Identifier.quoted(state.roles(0).name(o.role())),
              List.of(state.roles(0).name(o.role())),
              List.of(String.valueOf(o.kind())));
      case TableObject _, ViewObject _, CatalogObject.SequenceObject _ -> relation(object.oid(), 0);
      case CatalogObject.TypeObject o -> catalog.type((int) o.oid()).map(this::type).orElse(null);
      case RightsEntry _, RowSecurityObject _, CatalogObject.CommentObject _ -> null;
    };
  }

  private @Nullable ObjectIdentity defined(DefinedObject object) {
    return switch (object) {
      case Publication.PublicationObject o -> global("publication", o.name());
      case Publication.PublishedTable o ->
          published(
              "publication relation", ObjectAddress.relation(o.tableOid()), o.publicationOid());
      case Publication.PublishedSchema o ->
          published(
              "publication namespace",
              ObjectAddress.of(ObjectAddress.PG_NAMESPACE, o.schemaOid()),
              o.publicationOid());
      case ForeignObject.WrapperObject o -> global("foreign-data wrapper", o.name());
      case ForeignObject.ServerObject o -> global("server", o.name());
      case ForeignObject.MappingObject o -> mapping(o);
      case Tablespace o -> global("tablespace", o.name());
      case ReplicaIdentity _, StorageChoice _, ColumnStorage _ -> null;
      case TextSearchObject o ->
          relation(o.kind().described(), String.valueOf(o.schema()), o.name());
      case StatisticsObject o ->
          relation(o.kind().described(), String.valueOf(o.schema()), o.name());
    };
  }

  private @Nullable ObjectIdentity mapping(ForeignObject.MappingObject mapping) {
    CatalogObject server = state.object(mapping.serverOid());
    String user = mapping.userOid() == 0 ? "public" : state.roles(0).name(mapping.userOid());
    return server == null
        ? null
        : new ObjectIdentity(
            "user mapping",
            null,
            false,
            null,
            user + " on server " + server.name(),
            List.of(user),
            List.of(server.name()));
  }

  private @Nullable ObjectIdentity published(String type, ObjectAddress what, long publication) {
    ObjectIdentity of = of(what);
    CatalogObject in = state.object(publication);
    return of == null || in == null
        ? null
        : new ObjectIdentity(
            type,
            null,
            false,
            null,
            of.identity() + " in publication " + in.name(),
            of.names(),
            List.of(in.name()));
  }

  private static ObjectIdentity global(String type, String name) {
    String quoted = Identifier.quoted(name);
    return new ObjectIdentity(type, null, false, quoted, quoted, List.of(name), List.of());
  }

  private @Nullable ObjectIdentity member(String type, String name, long relation) {
    return within(type, Identifier.quoted(name), name, ObjectAddress.relation(relation));
  }

  private @Nullable ObjectIdentity within(
      String type, String quoted, String name, ObjectAddress relation) {
    ObjectIdentity of = of(relation.whole());
    return of == null || of.schema() == null
        ? null
        : ObjectIdentity.part(
            type, of.schema(), quoted + " on " + of.identity(), and(of.names(), name));
  }

  private static List<String> and(List<String> names, String last) {
    List<String> all = new ArrayList<>(names);
    all.add(last);
    return List.copyOf(all);
  }

  /** The schema of temporary objects has one name in every session. */
  private static String schema(String name) {
    return name.startsWith(TEMPORARY) ? "pg_temp" : name;
  }

  private @Nullable ObjectIdentity relation(long oid, int column) {
    Table table = catalog.table(oid).orElse(null);
    if (table == null) {
      Index index = state.index(oid);
      return index == null ? null : relation("index", index.schema(), index.name());
    }
    ObjectIdentity whole = relation(kind(table), table.schema(), table.name());
    if (column == 0) {
      return whole;
    }
    if (column < 0 || column > table.columns().size() || table.column(column).dropped()) {
      return null;
    }
    String name = table.column(column).name();
    return new ObjectIdentity(
        whole.type() + " column",
        whole.schema(),
        true,
        whole.name(),
        whole.identity() + "." + Identifier.quoted(name),
        and(whole.names(), name),
        List.of());
  }

  private static ObjectIdentity relation(String type, String schemaName, String name) {
    String schema = schema(schemaName);
    return new ObjectIdentity(
        type,
        schema,
        true,
        Identifier.quoted(name),
        Identifier.quoted(schema) + "." + Identifier.quoted(name),
        List.of(schema, name),
        List.of());
  }

  private static String kind(Table table) {
    return switch (table.kind()) {
      case VIEW -> "view";
      case MATERIALIZED_VIEW -> "materialized view";
      case SEQUENCE -> "sequence";
      case COMPOSITE -> "composite type";
      default -> "table";
    };
  }

  private ObjectIdentity type(Type type) {
    String identity = typeName(type);
    String schema = schema(catalog.schemaName(type));
    return new ObjectIdentity(
        "type",
        schema,
        true,
        Identifier.quoted(type.name()),
        identity,
        List.of(identity),
        List.of());
  }

  private String typeName(int oid) {
    return catalog.type(oid).map(this::typeName).orElse("???");
  }

  /** With its schema, but for those with names of their own in SQL (FORMAT_TYPE_FORCE_QUALIFY). */
  private String typeName(Type type) {
    Type element = type.isArray() ? type.elementType() : null;
    if (element != null) {
      return typeName(element) + "[]";
    }
    String schema = schema(catalog.schemaName(type));
    return schema.equals("pg_catalog") && !type.displayName().equals(type.name())
            || schema.equals("pg_catalog") && SPELLED.contains(type.name())
        ? type.displayName()
        : Identifier.quoted(schema) + "." + Identifier.quoted(type.name());
  }

  /** Types whose names SQL spells as they are. */
  private static final List<String> SPELLED = List.of("interval", "numeric");

  private ObjectIdentity function(FunctionObject o) {
    List<String> arguments = o.argumentOids().stream().map(this::typeName).toList();
    String type = o.kind() == 'p' ? "procedure" : o.kind() == 'a' ? "aggregate" : "function";
    return new ObjectIdentity(
        type,
        schema(o.schema()),
        true,
        null,
        Identifier.quoted(schema(o.schema()))
            + "."
            + Identifier.quoted(o.name())
            + arguments.stream().collect(Collectors.joining(",", "(", ")")),
        List.of(schema(o.schema()), o.name()),
        arguments);
  }

  private ObjectIdentity operator(OperatorObject o) {
    String left = o.leftOid() == 0 ? "NONE" : typeName(o.leftOid());
    String right = typeName(o.rightOid());
    return new ObjectIdentity(
        "operator",
        o.schema(),
        true,
        null,
        Identifier.quoted(o.schema()) + "." + o.name() + "(" + left + "," + right + ")",
        List.of(o.schema(), o.name()),
        List.of(left, right));
  }

  private @Nullable ObjectIdentity constraint(ObjectAddress address) {
    CatalogState.HeldConstraint held = state.constraint(catalog.databaseOid(), address);
    if (held == null) {
      return null;
    }
    String name = held.constraint().name();
    return within(
        "table constraint",
        Identifier.quoted(name),
        name,
        ObjectAddress.relation(held.table().oid()));
  }
}
