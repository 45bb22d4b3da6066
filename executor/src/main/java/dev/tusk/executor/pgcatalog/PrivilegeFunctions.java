package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.DatabaseRow;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ObjectNames;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * has_table_privilege and its kin. Everyone is the superuser, who may do everything; the object,
 * the role and the privilege must exist all the same (acl.c).
 */
final class PrivilegeFunctions {
  private static final Set<String> ON_TABLE =
      Set.of("select", "insert", "update", "delete", "truncate", "references", "trigger", "rule");
  private static final Set<String> ON_COLUMN = Set.of("select", "insert", "update", "references");

  /** A kind of object: its name type, and what may be allowed on it. */
  private record Kind(String name, @Nullable Type names, Set<String> privileges) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("table", Types.REGCLASS, ON_TABLE),
          new Kind("any_column", Types.REGCLASS, ON_COLUMN),
          new Kind("sequence", Types.REGCLASS, Set.of("usage", "select", "update")),
          new Kind("schema", type("regnamespace"), Set.of("create", "usage")),
          new Kind("function", type("regprocedure"), Set.of("execute")),
          new Kind("database", null, Set.of("create", "temporary", "temp", "connect")));

  private PrivilegeFunctions() {}

  private static Type type(String name) {
    return Types.byName(name).orElseThrow();
  }

  static void register(FunctionLibrary library) {
    for (Kind kind : KINDS) {
      String name = "has_" + kind.name() + "_privilege(";
      for (String object : List.of("text", "oid")) {
        library.two(name + object + ",text)", (o, p, c) -> allowed(kind, o, (String) p, c));
        for (String role : List.of("name", "oid")) {
          library.any(
              name + role + "," + object + ",text)",
              (a, c) -> {
                checkRole(given(a[0]));
                return allowed(kind, given(a[1]), (String) given(a[2]), c);
              });
        }
      }
    }
    for (String table : List.of("text", "oid")) {
      for (String column : List.of("text", "int2")) {
        String arguments = table + "," + column + ",text)";
        library.any("has_column_privilege(" + arguments, (a, c) -> column(a, 0, c));
        for (String role : List.of("name", "oid")) {
          library.any(
              "has_column_privilege(" + role + "," + arguments,
              (a, c) -> {
                checkRole(given(a[0]));
                return column(a, 1, c);
              });
        }
      }
    }
    for (String role : List.of("name", "oid")) {
      library.two("pg_has_role(" + role + ",text)", (r, p, _) -> member(r, (String) p));
      for (String member : List.of("name", "oid")) {
        library.any(
            "pg_has_role(" + member + "," + role + ",text)",
            (a, _) -> {
              checkRole(given(a[0]));
              return member(given(a[1]), (String) given(a[2]));
            });
      }
    }
  }

  private static Object given(@Nullable Object argument) {
    if (argument == null) {
      throw new IllegalStateException("a strict function is not called with NULL");
    }
    return argument;
  }

  private static void checkRole(Object role) {
    if (role instanceof String name && !name.equals("public")) {
      ObjectNames.CURRENT.get().oid(type("regrole"), Definitions.quoted(name));
    }
  }

  private static boolean member(Object role, String privileges) {
    checkRole(role);
    words(privileges, Set.of("usage", "member"), "admin");
    return true;
  }

  /** NULL when there is no such object any more. */
  private static @Nullable Boolean allowed(
      Kind kind, Object object, String privileges, FunctionContext context) {
    Type names = kind.names();
    if (names == null) {
      List<String> words = words(privileges, kind.privileges(), "grant");
      return database(object, context) ? !words.isEmpty() : null;
    }
    long oid = object instanceof Long number ? number : named(names, (String) object);
    List<String> words = words(privileges, kind.privileges(), "grant");
    if (ObjectNames.CURRENT.get().name(names, oid).isEmpty()) {
      return null;
    }
    Table table = names == Types.REGCLASS ? table(oid, context) : null;
    if (kind.name().equals("sequence") && (table == null || !isSequence(table))) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "\"" + (table == null ? object : table.name()) + "\" is not a sequence");
    }
    return !words.isEmpty();
  }

  private static long named(Type names, String text) {
    return ObjectNames.CURRENT.get().oid(names, text);
  }

  private static boolean isSequence(Table table) {
    return table.kind() == Table.Kind.SEQUENCE;
  }

  private static @Nullable Table table(long oid, FunctionContext context) {
    return context.session().catalog().table(oid).orElse(null);
  }

  private static boolean database(Object object, FunctionContext context) {
    for (DatabaseRow row : context.session().view().databases()) {
      if (object.equals(row.name()) || object.equals(row.oid())) {
        return true;
      }
    }
    if (object instanceof String name) {
      throw SqlException.of(
          SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
    }
    return false;
  }

  private static @Nullable Boolean column(
      @Nullable Object[] arguments, int first, FunctionContext context) {
    Object object = given(arguments[first]);
    long oid = object instanceof Long number ? number : named(Types.REGCLASS, (String) object);
    Table table = table(oid, context);
    Object column = given(arguments[first + 1]);
    if (table != null && column instanceof String name && table.column(name).isEmpty()) {
      throw SqlException.of(
          SqlState.UNDEFINED_COLUMN,
          "column \"" + name + "\" of relation \"" + table.name() + "\" does not exist");
    }
    List<String> words = words((String) given(arguments[first + 2]), ON_COLUMN, "grant");
    if (table == null
        || column instanceof Number number && !hasColumn(table.columns(), number.intValue())) {
      return null;
    }
    return !words.isEmpty();
  }

  private static boolean hasColumn(List<Column> columns, int number) {
    return number >= 1 && number <= columns.size() && !columns.get(number - 1).dropped();
  }

  /** The privileges of a list, each perhaps WITH GRANT OPTION. */
  private static List<String> words(String list, Set<String> known, String option) {
    return List.of(list.split(",", -1)).stream()
        .map(word -> {
          String plain = word.strip().toLowerCase(Locale.ROOT);
          String suffix = " with " + option + " option";
          String name =
              plain.endsWith(suffix)
                  ? plain.substring(0, plain.length() - suffix.length())
                  : plain.replace(" with grant option", "");
          if (!known.contains(name)) {
            throw SqlException.of(
                SqlState.INVALID_PARAMETER_VALUE,
                "unrecognized privilege type: \"" + word.strip() + "\"");
          }
          return name;
        })
        .toList();
  }
}
