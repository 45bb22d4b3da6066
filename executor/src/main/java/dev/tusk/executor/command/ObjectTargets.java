package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CastObject;
import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.CatalogObject.SchemaObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.DefinedObject;
import dev.tusk.executor.catalog.EventTriggerObject;
import dev.tusk.executor.catalog.OperatorObject;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.executor.catalog.RightsEntry;
import dev.tusk.executor.catalog.RowSecurityObject;
import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.executor.catalog.TriggerObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Comment;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The objects that statements name, by kind (get_object_address of objectaddress.c). */
final class ObjectTargets {
  private final CommandHost host;

  ObjectTargets(CommandHost host) {
    this.host = host;
  }

  ObjectAddress address(Comment statement) {
    return address(statement.kind(), statement.name(), statement.part());
  }

  /**
   * The address of an object.
   *
   * @param name for a column or constraint its table
   * @param part the column or constraint; null for others
   * @throws SqlException when there is no such object
   */
  ObjectAddress address(ObjectKind kind, QualifiedName name, @Nullable String part) {
    return switch (kind) {
      case COLUMN -> column(name, required(part));
      case CONSTRAINT -> constraint(name, required(part));
      case RULE -> rule(name, required(part));
      case TRIGGER ->
          TriggerCommands.require(host, TriggerRelation.named(host, name), required(part))
              .address();
      case POLICY ->
          PolicyCommands.require(host, Names.table(host, name), required(part)).address();
      case TABLE, VIEW, MATERIALIZED_VIEW, INDEX, SEQUENCE -> {
        ObjectAddress relation;
        try {
          relation = relation(kind, name);
        } catch (SqlException e) {
          throw e.withHint(null); // Only who drops is told how.
        }
        if (relation == null) {
          throw Names.noRelation(name);
        }
        yield relation;
      }
      case LARGE_OBJECT -> {
        long object = Long.parseLong(name.name());
        host.routines().session().largeObjects().rights(object);
        yield ObjectAddress.of(ObjectAddress.PG_LARGEOBJECT, object);
      }
      case SCHEMA, DATABASE, EXTENSION, TYPE, DOMAIN, FUNCTION, ROLE -> {
        ObjectAddress object = find(kind, name);
        if (object == null) {
          throw missing(kind, name);
        }
        yield object;
      }
    };
  }

  private ObjectAddress rule(QualifiedName relation, String name) {
    TriggerRelation on = TriggerRelation.named(host, relation);
    return on.isView() && name.equals("_RETURN")
        ? ObjectAddress.rule(on.oid())
        : new RuleCommands(host).require(on, name).address();
  }

  private static String required(@Nullable String part) {
    if (part == null) {
      throw new IllegalArgumentException("a part without its name");
    }
    return part;
  }

  /** The address of an object that is no part of another; null when there is none. */
  @Nullable ObjectAddress find(ObjectKind kind, QualifiedName name) {
    return switch (kind) {
      case TABLE, VIEW, MATERIALIZED_VIEW, INDEX, SEQUENCE -> relation(kind, name);
      case SCHEMA -> {
        SchemaObject schema =
            host.changes().state().schema(host.catalog().databaseOid(), name.name());
        if (schema == null && host.catalog().schemaExists(name.name())) {
          throw SqlException.of(
              SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
              "cannot drop schema "
                  + name.name()
                  + " because it is required by the database system");
        }
        yield schema == null ? null : schema.address();
      }
      case DATABASE -> {
        DatabaseObject database = host.changes().state().database(name.name());
        yield database == null ? null : database.address();
      }
      case EXTENSION -> {
        ExtensionObject extension =
            host.changes().state().extension(host.catalog().databaseOid(), name.name());
        yield extension == null ? null : extension.address();
      }
      case TYPE ->
          host.catalog().type(name).map(type -> ObjectAddress.type(type.oid())).orElse(null);
      case DOMAIN -> {
        Type type = host.catalog().type(name).orElse(null);
        if (type != null && !(type instanceof DomainType)) {
          throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE, "\"" + type.name() + "\" is not a domain");
        }
        yield type == null ? null : ObjectAddress.type(type.oid());
      }
      case ROLE -> {
        RoleObject role = host.changes().state().role(name.name());
        yield role == null ? null : role.address();
      }
      case FUNCTION, LARGE_OBJECT -> null;
      case COLUMN, CONSTRAINT, TRIGGER, RULE, POLICY ->
          throw SqlException.notSupported("DROP " + word(kind));
    };
  }

  private @Nullable ObjectAddress relation(ObjectKind kind, QualifiedName name) {
    CatalogObject object = host.catalog().relation(name);
    Index index = object == null ? host.catalog().index(name) : null;
    boolean right =
        switch (object) {
          case TableObject table ->
              kind
                  == (table.materialized() == null
                      ? ObjectKind.TABLE
                      : ObjectKind.MATERIALIZED_VIEW);
          case SequenceObject _ -> kind == ObjectKind.SEQUENCE;
          case ViewObject _ -> kind == ObjectKind.VIEW;
          case null -> index != null && kind == ObjectKind.INDEX;
          case CatalogObject.DatabaseObject _,
              CatalogObject.SchemaObject _,
              CatalogObject.ExtensionObject _,
              CatalogObject.TypeObject _,
              CatalogObject.FunctionObject _,
              RuleObject _,
              TriggerObject _,
              PolicyObject _,
              RowSecurityObject _,
              OperatorObject _,
              EventTriggerObject _,
              DefinedObject _,
              CastObject _,
              RightsEntry _,
              CatalogObject.RoleObject _,
              CatalogObject.CommentObject _ ->
              false;
        };
    if (right) {
      return object == null
          ? ObjectAddress.relation(Objects.requireNonNull(index).oid())
          : object.address();
    }
    if (object != null || index != null) {
      throw Names.notA(name.name(), words(kind)).withHint(hint(object));
    }
    Table system = host.catalog().table(name).orElse(null);
    if (system != null) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "permission denied: \"" + system.name() + "\" is a system catalog");
    }
    return null;
  }

  private static String hint(@Nullable CatalogObject object) {
    return switch (object) {
      case TableObject table when table.materialized() != null ->
          "Use DROP MATERIALIZED VIEW to remove a materialized view.";
      case TableObject _ -> "Use DROP TABLE to remove a table.";
      case ViewObject _ -> "Use DROP VIEW to remove a view.";
      case SequenceObject _ -> "Use DROP SEQUENCE to remove a sequence.";
      case null, default -> "Use DROP INDEX to remove an index.";
    };
  }

  private ObjectAddress column(QualifiedName name, String column) {
    if (host.catalog().relation(name) instanceof ViewObject view) {
      return view.table()
          .column(column)
          .map(c -> ObjectAddress.column(view.oid(), c.number()))
          .orElseThrow(() -> Names.noColumn(column, view.name()));
    }
    TableObject table = Names.stored(host, name);
    return ObjectAddress.column(table.oid(), new TableDraft(table).column(column).number());
  }

  private ObjectAddress constraint(QualifiedName name, String constraint) {
    TableObject table = Names.table(host, name);
    for (Constraint c : table.table().constraints()) {
      if (c.name().equals(constraint)) {
        return ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, c.oid());
      }
    }
    throw SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        "constraint \"" + constraint + "\" for table \"" + table.name() + "\" does not exist");
  }

  /** {@code MATERIALIZED VIEW}. */
  static String word(ObjectKind kind) {
    return kind.name().replace('_', ' ');
  }

  private static String words(ObjectKind kind) {
    return word(kind).toLowerCase(Locale.ROOT);
  }

  /** The error for an object that DROP does not find. */
  static SqlException missing(ObjectKind kind, QualifiedName name) {
    SqlState state =
        switch (kind) {
          case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE -> SqlState.UNDEFINED_TABLE;
          case SCHEMA -> SqlState.INVALID_SCHEMA_NAME;
          case DATABASE -> SqlState.INVALID_CATALOG_NAME;
          case FUNCTION -> SqlState.UNDEFINED_FUNCTION;
          case INDEX,
              EXTENSION,
              TYPE,
              DOMAIN,
              ROLE,
              COLUMN,
              CONSTRAINT,
              TRIGGER,
              RULE,
              POLICY,
              LARGE_OBJECT ->
              SqlState.UNDEFINED_OBJECT;
        };
    return SqlException.of(state, notThere(kind, name));
  }

  static String notThere(ObjectKind kind, QualifiedName name) {
    boolean qualified = kind == ObjectKind.TYPE || kind == ObjectKind.DOMAIN;
    String what = kind == ObjectKind.DOMAIN ? "type" : words(kind);
    return what + " \"" + (qualified ? name : name.name()) + "\" does not exist";
  }
}
