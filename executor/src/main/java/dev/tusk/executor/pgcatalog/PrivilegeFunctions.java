package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.DefinedObject;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.DatabaseRow;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.SystemColumn;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.type.AclItem;
import dev.tusk.sql.type.ObjectNames;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** has_table_privilege and its kin (utils/adt/acl.c). */
final class PrivilegeFunctions {
  private static final long PG_LANGUAGE = 2612;

  private static final Set<String> ON_TABLE =
      Set.of("select", "insert", "update", "delete", "truncate", "references", "trigger", "rule");
  private static final Set<String> ON_COLUMN = Set.of("select", "insert", "update", "references");

  /** A kind of object: its name type, and what may be allowed on it. */
  private record Kind(
      String name,
      @Nullable Type names,
      Set<String> privileges,
      RightsKind rights,
      long classOid) {}

  /** A privilege that is asked about, or whether it may be granted on. */
  private record Word(String name, boolean option) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("table", Types.REGCLASS, ON_TABLE, RightsKind.TABLE, ObjectAddress.PG_CLASS),
          new Kind(
              "any_column", Types.REGCLASS, ON_COLUMN, RightsKind.TABLE, ObjectAddress.PG_CLASS),
          new Kind(
              "sequence",
              Types.REGCLASS,
              Set.of("usage", "select", "update"),
              RightsKind.SEQUENCE,
              ObjectAddress.PG_CLASS),
          new Kind(
              "schema",
              type("regnamespace"),
              Set.of("create", "usage"),
              RightsKind.SCHEMA,
              ObjectAddress.PG_NAMESPACE),
          new Kind(
              "function",
              type("regprocedure"),
              Set.of("execute"),
              RightsKind.FUNCTION,
              ObjectAddress.PG_PROC),
          new Kind(
              "type", type("regtype"), Set.of("usage"), RightsKind.TYPE, ObjectAddress.PG_TYPE),
          new Kind(
              "foreign_data_wrapper",
              null,
              Set.of("usage"),
              RightsKind.FOREIGN_DATA_WRAPPER,
              ObjectAddress.PG_FOREIGN_DATA_WRAPPER),
          new Kind(
              "server",
              null,
              Set.of("usage"),
              RightsKind.FOREIGN_SERVER,
              ObjectAddress.PG_FOREIGN_SERVER),
          new Kind("language", null, Set.of("usage"), RightsKind.LANGUAGE, PG_LANGUAGE),
          new Kind(
              "database",
              null,
              Set.of("create", "temporary", "temp", "connect"),
              RightsKind.DATABASE,
              ObjectAddress.PG_DATABASE));

  private PrivilegeFunctions() {}

  private static Type type(String name) {
    return Types.byName(name).orElseThrow();
  }

  static void register(FunctionLibrary library) {
    for (Kind kind : KINDS) {
      String name = "has_" + kind.name() + "_privilege(";
      for (String object : List.of("text", "oid")) {
        library.two(
            name + object + ",text)",
            (o, p, c) -> allowed(kind, self(c), given(o), (String) given(p), c));
        for (String role : List.of("name", "oid")) {
          library.any(
              name + role + "," + object + ",text)",
              (a, c) -> allowed(kind, role(given(a[0]), c), given(a[1]), (String) given(a[2]), c));
        }
      }
    }
    for (String table : List.of("text", "oid")) {
      for (String column : List.of("text", "int2")) {
        String arguments = table + "," + column + ",text)";
        library.any("has_column_privilege(" + arguments, (a, c) -> column(a, 0, self(c), c));
        for (String role : List.of("name", "oid")) {
          library.any(
              "has_column_privilege(" + role + "," + arguments,
              (a, c) -> column(a, 1, role(given(a[0]), c), c));
        }
      }
    }
    for (String role : List.of("name", "oid")) {
      library.two(
          "pg_has_role(" + role + ",text)",
          (r, p, c) -> member(self(c), given(r), (String) given(p), c));
      for (String member : List.of("name", "oid")) {
        library.any(
            "pg_has_role(" + member + "," + role + ",text)",
            (a, c) -> member(role(given(a[0]), c), given(a[1]), (String) given(a[2]), c));
      }
    }
  }

  private static Object given(@Nullable Object argument) {
    if (argument == null) {
      throw new IllegalStateException("a strict function is not called with NULL");
    }
    return argument;
  }

  /** The role that is asked about; {@code public} is nobody's. */
  private static long role(Object role, FunctionContext context) {
    if (!(role instanceof String name)) {
      return (Long) role;
    }
    if (name.equals("public")) {
      return AclItem.PUBLIC;
    }
    RoleObject found = context.session().view().roles().find(name);
    if (found == null) {
      throw CurrentRoles.missing(name);
    }
    return found.oid();
  }

  private static long self(FunctionContext context) {
    return context.session().roles().current();
  }

  private static boolean member(long who, Object of, String privileges, FunctionContext context) {
    long role = role(of, context);
    RoleGraph roles = context.session().view().roles();
    for (Word word : words(privileges, Set.of("usage", "member"), "admin")) {
      boolean has =
          word.option()
              ? roles.isAdmin(who, role)
              : word.name().equals("usage")
                  ? roles.hasPrivilegesOf(who, role)
                  : roles.isMember(who, role);
      if (has) {
        return true;
      }
    }
    return false;
  }

  private static long bits(List<Word> words) {
    long bits = 0;
    for (Word word : words) {
      Long bit = word.name().equals("rule") ? (Long) 0L : Privileges.named(word.name());
      long known = bit == null ? 0 : bit;
      bits |= word.option() ? Privileges.options(known) : known;
    }
    return bits;
  }

  /** NULL when there is no such object any more. */
  private static @Nullable Boolean allowed(
      Kind kind, long role, Object object, String privileges, FunctionContext context) {
    Rights rights = context.session().view().rights();
    Type names = kind.names();
    if (names == null) {
      long bits = bits(words(privileges, kind.privileges(), "grant"));
      Long oid =
          switch (kind.rights()) {
            case DATABASE -> database(object, context);
            case FOREIGN_DATA_WRAPPER -> defined(DefinedKind.FOREIGN_DATA_WRAPPER, object, context);
            case FOREIGN_SERVER -> defined(DefinedKind.SERVER, object, context);
            default -> language(object, context);
          };
      ObjectAddress address = oid == null ? null : ObjectAddress.of(kind.classOid(), oid);
      return address == null ? null : rights.mask(kind.rights(), address, role, bits) != 0;
    }
    long oid = object instanceof Long number ? number : named(names, (String) object);
    long bits = bits(words(privileges, kind.privileges(), "grant"));
    if (ObjectNames.CURRENT.get().name(names, oid).isEmpty()) {
      return null;
    }
    Table table = names == Types.REGCLASS ? table(oid, context) : null;
    if (kind.name().equals("sequence") && (table == null || !isSequence(table))) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "\"" + (table == null ? object : table.name()) + "\" is not a sequence");
    }
    RightsKind of = table != null && isSequence(table) ? RightsKind.SEQUENCE : kind.rights();
    ObjectAddress address = ObjectAddress.of(kind.classOid(), oid);
    if (rights.mask(of, address, role, bits) != 0) {
      return true;
    }
    return kind.name().equals("any_column")
        && table != null
        && table.liveColumns().stream()
            .anyMatch(column -> rights.columnMask(oid, column.number(), role, bits) != 0);
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

  private static @Nullable Long database(Object object, FunctionContext context) {
    for (DatabaseRow row : context.session().view().databases()) {
      if (object.equals(row.name()) || object.equals(row.oid())) {
        return row.oid();
      }
    }
    if (object instanceof String name) {
      throw SqlException.of(
          SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
    }
    return null;
  }

  private static @Nullable Long defined(DefinedKind kind, Object object, FunctionContext context) {
    CatalogView view = context.session().view();
    if (!(object instanceof String name)) {
      return view.state().object((Long) object) instanceof DefinedObject found
              && found.kind() == kind
          ? found.oid()
          : null;
    }
    DefinedObject found = view.state().defined().find(kind, view.databaseOid(), null, name);
    if (found == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, kind.described() + " \"" + name + "\" does not exist");
    }
    return found.oid();
  }

  private static @Nullable Long language(Object object, FunctionContext context) {
    for (LanguageRow row : LanguageRow.all(context.session().view())) {
      if (object.equals(row.name()) || object.equals(row.oid())) {
        return row.oid();
      }
    }
    if (object instanceof String name) {
      throw SqlException.of(SqlState.UNDEFINED_OBJECT, "language \"" + name + "\" does not exist");
    }
    return null;
  }

  private static @Nullable Boolean column(
      @Nullable Object[] arguments, int first, long role, FunctionContext context) {
    Object object = given(arguments[first]);
    long oid = object instanceof Long number ? number : named(Types.REGCLASS, (String) object);
    Table table = table(oid, context);
    Object column = given(arguments[first + 1]);
    Integer number = table == null ? null : number(table, column);
    long bits = bits(words((String) given(arguments[first + 2]), ON_COLUMN, "grant"));
    if (number == null) {
      return null;
    }
    Rights rights = context.session().view().rights();
    return rights.mask(RightsKind.TABLE, ObjectAddress.relation(oid), role, bits) != 0
        || rights.columnMask(oid, number, role, bits) != 0;
  }

  /** A column by its name or number; null for one that is dropped, or a number that is none. */
  private static @Nullable Integer number(Table table, Object column) {
    if (column instanceof Number given) {
      int number = given.intValue();
      boolean system = number < 0 && number >= -SystemColumn.values().length;
      return system || hasColumn(table.columns(), number) ? number : null;
    }
    String name = (String) column;
    Column found = table.column(name).orElse(null);
    if (found != null) {
      return found.number();
    }
    SystemColumn system = SystemColumn.named(name).orElse(null);
    if (system != null) {
      return system.number();
    }
    if (table.columns().stream()
        .anyMatch(
            c -> c.dropped() && name.equals("........pg.dropped." + c.number() + "........"))) {
      return null;
    }
    throw SqlException.of(
        SqlState.UNDEFINED_COLUMN,
        "column \"" + name + "\" of relation \"" + table.name() + "\" does not exist");
  }

  private static boolean hasColumn(List<Column> columns, int number) {
    return number >= 1 && number <= columns.size() && !columns.get(number - 1).dropped();
  }

  /** The privileges of a list, each perhaps WITH GRANT OPTION. */
  private static List<Word> words(String list, Set<String> known, String option) {
    return List.of(list.split(",", -1)).stream()
        .map(word -> {
          String plain = word.strip().toLowerCase(Locale.ROOT);
          String suffix = " with " + option + " option";
          String grant = " with grant option";
          boolean with = plain.endsWith(suffix) || plain.endsWith(grant);
          int length = plain.endsWith(suffix) ? suffix.length() : grant.length();
          String name = with ? plain.substring(0, plain.length() - length) : plain;
          if (!known.contains(name)) {
            throw SqlException.of(
                SqlState.INVALID_PARAMETER_VALUE,
                "unrecognized privilege type: \"" + word.strip() + "\"");
          }
          return new Word(name, with);
        })
        .toList();
  }
}
