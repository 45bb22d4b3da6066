package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.expression.SessionServices;
import dev.tusk.executor.rights.CurrentRoles;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects by their names as {@code regclass} and its kin read them (regproc.c). */
final class ObjectLookup {
  private static final String SYSTEM_SCHEMA = "pg_catalog";

  private final SessionServices session;

  ObjectLookup(SessionServices session) {
    this.session = session;
  }

  /**
   * @throws SqlException when there is no such object, several are meant, or the name is none
   */
  long oid(Type type, String name) {
    return switch (type.name()) {
      case "regclass" -> relation(name);
      case "regtype" -> type(name);
      case "regnamespace" -> schema(single(name));
      case "regrole" -> role(single(name));
      case "regproc" -> function(name);
      case "regprocedure" -> procedure(name);
      case "regoper" -> operator(name);
      case "regoperator" -> operatorOver(name);
      case "regcollation" -> collation(name);
      case "regconfig" -> new TextSearchObjects(session).configuration(named(name));
      case "regdictionary" -> new TextSearchObjects(session).dictionary(named(name));
      default -> throw SqlException.notSupported("input of " + type.name() + " by name");
    };
  }

  private Catalog catalog() {
    return session.catalog();
  }

  private QualifiedName named(String text) {
    QualifiedName name = CatalogNames.qualified(text, session.view().databaseName());
    String schema = name.schema();
    if (schema != null && !schema.equals("pg_temp")) {
      schema(schema);
    }
    return name;
  }

  private static String single(String text) {
    QualifiedName name = CatalogNames.qualified(text);
    if (name.schema() != null) {
      throw SqlException.of(SqlState.INVALID_NAME, "invalid name syntax");
    }
    return name.name();
  }

  private long relation(String text) {
    QualifiedName name = named(text);
    Optional<Table> table = catalog().table(name);
    if (table.isPresent()) {
      return table.get().oid();
    }
    for (Table other : IndexRow.withSystem(session.view())) {
      for (Index index : other.indexes()) {
        if (index.name().equals(name.name()) && inReach(index.schema(), name.schema())) {
          return index.oid();
        }
      }
    }
    throw SqlException.of(SqlState.UNDEFINED_TABLE, "relation \"" + name + "\" does not exist");
  }

  private boolean inReach(String schema, @Nullable String asked) {
    return asked == null ? catalog().searchPath().contains(schema) : asked.equals(schema);
  }

  private long type(String text) {
    TypeName name = read(text);
    String schema = name.schema();
    if (schema != null) {
      schema(schema);
    }
    Type type = catalog().type(new QualifiedName(schema, name.name())).orElse(null);
    Type whole =
        type == null || name.arrayDimensions() == 0
            ? type
            : catalog().type(type.arrayOid()).orElse(null);
    if (whole == null) {
      String full = schema == null ? name.name() : schema + "." + name.name();
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          String.format(
              Locale.ROOT,
              "type \"%s\" does not exist",
              full + (name.arrayDimensions() > 0 ? "[]" : "")));
    }
    return whole.oid();
  }

  /** A type's name by the grammar ({@code parseTypeString}). */
  private static TypeName read(String text) {
    if (text.isBlank()) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "invalid type name \"" + text + "\"");
    }
    try {
      return SqlParser.parseType(text);
    } catch (SqlException e) {
      throw SqlException.of(e.state(), e.text()).withWhere("invalid type name \"" + text + "\"");
    }
  }

  private long schema(String name) {
    long oid = session.view().schemaOid(name);
    if (oid == 0) {
      throw SqlException.of(SqlState.INVALID_SCHEMA_NAME, "schema \"" + name + "\" does not exist");
    }
    return oid;
  }

  private long role(String name) {
    RoleObject role = session.view().roles().find(name);
    if (role == null) {
      throw CurrentRoles.missing(name);
    }
    return role.oid();
  }

  private long collation(String text) {
    QualifiedName name = named(text);
    boolean system = name.schema() == null || name.schema().equals(SYSTEM_SCHEMA);
    for (CollationRow collation : CollationRow.all(session.view())) {
      if (system && collation.collation().name().equals(name.name())) {
        return collation.collation().oid();
      }
    }
    throw SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        String.format(Locale.ROOT, "collation \"%s\" for encoding \"UTF8\" does not exist", name));
  }

  private long function(String text) {
    QualifiedName name = named(text);
    List<FunctionSignature> candidates = functions(name);
    if (candidates.size() > 1) {
      throw SqlException.of(
          SqlState.AMBIGUOUS_FUNCTION, "more than one function named \"" + text + "\"");
    }
    return one(candidates, text);
  }

  private long procedure(String text) {
    int open = open(text);
    QualifiedName name = named(text.substring(0, open));
    List<Long> arguments = types(text.substring(open));
    return one(
        functions(name).stream()
            .filter(f -> f.arguments().stream().map(t -> (long) t.oid()).toList().equals(arguments))
            .toList(),
        text);
  }

  private static long one(List<FunctionSignature> found, String text) {
    if (found.isEmpty()) {
      throw SqlException.of(
          SqlState.UNDEFINED_FUNCTION, "function \"" + text + "\" does not exist");
    }
    return found.getFirst().oid();
  }

  /** Those of the name; of equal arguments the one that the search path finds first. */
  private List<FunctionSignature> functions(QualifiedName name) {
    List<FoundFunction> found = new ArrayList<>(catalog().functions(name));
    found.sort(Comparator.comparingInt(FoundFunction::place));
    List<FunctionSignature> all = new ArrayList<>();
    for (FoundFunction function : found) {
      List<Type> arguments = function.signature().arguments();
      if (all.stream().noneMatch(f -> f.arguments().equals(arguments))) {
        all.add(function.signature());
      }
    }
    for (FunctionSignature function : session.view().functions().supportFunctions(name.name())) {
      if (isIn(function, name.schema())) {
        all.add(function);
      }
    }
    return all;
  }

  /** Whether a function, or the one behind an operator, is found in a schema; null asks for any. */
  private boolean isIn(FunctionSignature function, @Nullable String schema) {
    var functions = session.view().functions();
    String extension = functions.extensionOf(function);
    if (extension != null) {
      return catalog().extensionExists(extension) && !SYSTEM_SCHEMA.equals(schema);
    }
    String home = functions.ofInformationSchema(function) ? "information_schema" : SYSTEM_SCHEMA;
    return schema == null ? home.equals(SYSTEM_SCHEMA) : schema.equals(home);
  }

  private long operator(String text) {
    List<OperatorSignature> found = operators(text);
    if (found.isEmpty()) {
      throw SqlException.of(
          SqlState.UNDEFINED_FUNCTION, "operator does not exist: " + text.strip());
    }
    if (found.size() > 1) {
      throw SqlException.of(
          SqlState.AMBIGUOUS_FUNCTION, "more than one operator named " + text.strip());
    }
    return found.getFirst().oid();
  }

  private long operatorOver(String text) {
    int open = open(text);
    List<Long> operands = types(text.substring(open));
    if (operands.size() == 1) {
      throw SqlException.of(SqlState.UNDEFINED_PARAMETER, "missing argument")
          .withHint("Use NONE to denote the missing argument of a unary operator.");
    }
    if (operands.size() > 2) {
      throw SqlException.of(SqlState.TOO_MANY_ARGUMENTS, "too many arguments")
          .withHint("Provide two argument types for operator.");
    }
    for (OperatorSignature operator : operators(text.substring(0, open))) {
      Type left = operator.left();
      if (operands.equals(List.of(left == null ? 0L : left.oid(), (long) operator.right().oid()))) {
        return operator.oid();
      }
    }
    throw SqlException.of(SqlState.UNDEFINED_FUNCTION, "operator does not exist: " + text.strip());
  }

  /** Those of a name; what stands before its last point is a schema. */
  private List<OperatorSignature> operators(String text) {
    String written = text.strip();
    int point = written.lastIndexOf('.');
    String symbol = written.substring(point + 1);
    String schema = point < 0 ? null : named(written.substring(0, point) + ".x").schema();
    List<OperatorSignature> found = new ArrayList<>();
    for (OperatorSignature operator : session.view().functions().allOperators()) {
      if (operator.name().equals(symbol) && isIn(operator.function(), schema)) {
        found.add(operator);
      }
    }
    return found;
  }

  private static int open(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      throw SqlException.of(SqlState.INVALID_TEXT_REPRESENTATION, "expected a left parenthesis");
    }
    return open;
  }

  /** Types in parentheses; {@code none} is 0. */
  private List<Long> types(String text) {
    String list = text.strip();
    if (!list.endsWith(")")) {
      throw SqlException.of(SqlState.INVALID_TEXT_REPRESENTATION, "expected a right parenthesis");
    }
    String inner = list.substring(1, list.length() - 1).strip();
    List<Long> types = new ArrayList<>();
    for (String name : inner.isEmpty() ? List.<String>of() : List.of(inner.split(","))) {
      types.add(name.strip().equalsIgnoreCase("none") ? 0L : type(name.strip()));
    }
    return types;
  }
}
