package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.TypeName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names of objects: where new ones go, how the nameless are named, what is said of missing ones.
 */
final class Names {
  /** NAMEDATALEN - 1. */
  private static final int MAX_BYTES = 63;

  private Names() {}

  /** Where a new relation goes. */
  record Place(String schema, Persistence persistence) {}

  /** The schema for a new relation; what is made in the session's own is temporary. */
  static Place place(CommandHost host, QualifiedName name, Persistence persistence) {
    String schema = name.schema();
    SessionCatalog catalog = host.catalog();
    String first = catalog.creationSchema();
    boolean own =
        schema != null
            ? catalog.isOwnTemporary(schema)
            : first != null && catalog.isOwnTemporary(first);
    if (persistence == Persistence.TEMPORARY) {
      if (schema != null && !own) {
        throw SqlException.of(
            SqlState.INVALID_TABLE_DEFINITION,
            "cannot create temporary relation in non-temporary schema");
      }
      host.requireUnrestricted("create temporary table");
      return new Place(host.temporarySchema(), Persistence.TEMPORARY);
    }
    if (own) {
      if (persistence == Persistence.UNLOGGED) {
        throw SqlException.of(
            SqlState.INVALID_TABLE_DEFINITION,
            "only temporary relations may be created in temporary schemas");
      }
      host.requireUnrestricted("create temporary table");
      return new Place(host.temporarySchema(), Persistence.TEMPORARY);
    }
    if (schema != null) {
      requireSchema(catalog, schema);
      return new Place(schema, persistence);
    }
    if (first == null) {
      throw SqlException.of(
          SqlState.INVALID_SCHEMA_NAME, "no schema has been selected to create in");
    }
    catalog.requireCreation(first);
    return new Place(first, persistence);
  }

  static void requireSchema(SessionCatalog catalog, String schema) {
    if (schema.equals("pg_catalog") || schema.equals("information_schema")) {
      throw SqlException.of(
              SqlState.INSUFFICIENT_PRIVILEGE, "permission denied to create in \"" + schema + "\"")
          .withDetail("System catalog modifications are currently disallowed.");
    }
    if (!catalog.schemaExists(schema)) {
      throw noSchema(schema);
    }
    catalog.requireCreation(schema);
  }

  static SqlException noSchema(String schema) {
    return SqlException.of(
        SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
  }

  /**
   * Whether a name was written with a schema that is not there: what IF EXISTS passes over with a
   * notice, and is an error otherwise.
   */
  static boolean isWithoutSchema(CommandHost host, @Nullable String schema, boolean ifExists) {
    if (schema == null || host.catalog().schemaExists(schema)) {
      return false;
    }
    if (!ifExists) {
      throw noSchema(schema);
    }
    host.notice("schema \"" + schema + "\" does not exist, skipping");
    return true;
  }

  static SqlException noColumn(String column, String relation) {
    return SqlException.of(
        SqlState.UNDEFINED_COLUMN,
        "column \"" + column + "\" of relation \"" + relation + "\" does not exist");
  }

  static SqlException noRelation(QualifiedName name) {
    return SqlException.of(SqlState.UNDEFINED_TABLE, "relation \"" + name + "\" does not exist");
  }

  static SqlException relationExists(String name) {
    return SqlException.of(SqlState.DUPLICATE_TABLE, "relation \"" + name + "\" already exists");
  }

  /** A stored table to be changed, and no materialized view. */
  static TableObject table(CommandHost host, QualifiedName name) {
    TableObject table = stored(host, name);
    if (table.materialized() != null) {
      throw notA(name.name(), "table");
    }
    return table;
  }

  /** A table or materialized view. */
  static TableObject stored(CommandHost host, QualifiedName name) {
    CatalogObject object = host.catalog().relation(name);
    if (object instanceof TableObject table) {
      return table;
    }
    if (object instanceof SequenceObject
        || object instanceof ViewObject
        || host.catalog().index(name) != null) {
      throw notA(name.name(), "table");
    }
    Table system = host.catalog().table(name).orElseThrow(() -> noRelation(name));
    throw SqlException.of(
        SqlState.INSUFFICIENT_PRIVILEGE,
        "permission denied: \"" + system.name() + "\" is a system catalog");
  }

  static SqlException notA(String name, String kind) {
    return SqlException.of(
        SqlState.WRONG_OBJECT_TYPE,
        "\"" + name + "\" is not a" + (kind.startsWith("i") ? "n " : " ") + kind);
  }

  /** As makeObjectName does: both parts cut so that all fits. */
  static String join(String first, @Nullable String second, String label) {
    int overhead = label.length() + 1 + (second == null ? 0 : 1);
    String a = first;
    String b = second == null ? "" : second;
    while (bytes(a) + bytes(b) + overhead > MAX_BYTES) {
      if (bytes(a) > bytes(b)) {
        a = a.substring(0, a.length() - 1);
      } else {
        b = b.substring(0, b.length() - 1);
      }
    }
    return second == null ? a + "_" + label : a + "_" + b + "_" + label;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A name that is not taken: the plain one, or with the first free number behind. */
  static String choose(
      String first, @Nullable String second, String label, Predicate<String> taken) {
    String name = join(first, second, label);
    for (int i = 1; taken.test(name); i++) {
      name = join(first, second, label + i);
    }
    return name;
  }

  /** A free name for an index or sequence. */
  static String chooseRelation(
      CatalogState state,
      long database,
      String schema,
      String first,
      @Nullable String second,
      String label) {
    return choose(first, second, label, name -> state.relationNameTaken(database, schema, name));
  }

  /** Quotes a name where SQL needs it. */
  static String quoted(String name) {
    return Identifier.quoted(name);
  }

  /** DROP IF EXISTS of what is named by types that are not there (type_in_list_does_not_exist). */
  static void skipTypes(CommandHost host, List<@Nullable TypeName> types, SqlException e) {
    for (TypeName type : types) {
      if (isWithoutSchema(host, type == null ? null : type.schema(), true)) {
        return;
      }
    }
    host.notice(e.text() + ", skipping");
  }
}
