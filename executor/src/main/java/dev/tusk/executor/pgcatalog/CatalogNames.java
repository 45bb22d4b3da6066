package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.SchemaRow;
import dev.tusk.executor.expression.SessionServices;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.type.ObjectNames;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names for {@code regclass} and its kin, as one session sees the catalog (regproc.c). */
public final class CatalogNames implements ObjectNames {
  private final SessionServices session;

  public CatalogNames(SessionServices session) {
    this.session = session;
  }

  @Override
  public Optional<String> name(Type type, long oid) {
    return Optional.ofNullable(
        switch (type.name()) {
          case "regclass" -> relationName(oid);
          case "regtype" -> typeName(oid);
          case "regnamespace" -> schemaName(oid);
          case "regrole" -> oid == SystemTable.OWNER ? SystemTable.OWNER_NAME : null;
          case "regproc" -> functionName(oid);
          case "regprocedure" -> signature(oid);
          case "regoper" -> operatorName(oid, false);
          case "regoperator" -> operatorName(oid, true);
          default -> null;
        });
  }

  @Override
  public long oid(Type type, String name) {
    return switch (type.name()) {
      case "regclass" -> relationOid(name);
      case "regtype" -> typeOid(name);
      case "regnamespace" -> schemaOid(name);
      case "regrole" -> roleOid(name);
      case "regproc", "regprocedure" -> functionOid(name);
      case "regoper", "regoperator" -> operatorOid(name);
      default -> throw SqlException.notSupported("input of " + type.name() + " by name");
    };
  }

  private Catalog catalog() {
    return session.catalog();
  }

  private @Nullable String relationName(long oid) {
    for (Relation relation : Relation.all(session.view())) {
      if (relation.oid() == oid) {
        boolean visible = catalog().searchPath().contains(relation.schema());
        String name = Definitions.quoted(relation.name());
        return visible ? name : Definitions.quoted(relation.schema()) + "." + name;
      }
    }
    return null;
  }

  private @Nullable String typeName(long oid) {
    return catalog().type((int) oid).map(Type::displayName).orElse(null);
  }

  @Nullable String schemaName(long oid) {
    for (SchemaRow schema : session.view().schemas()) {
      if (schema.oid() == oid) {
        return Definitions.quoted(schema.name());
      }
    }
    return null;
  }

  /** By its name alone where that says which function, else with its schema, as {@code regproc}. */
  private @Nullable String functionName(long oid) {
    String io = IoFunctions.name(oid);
    if (io != null) {
      return io;
    }
    FunctionSignature function = session.view().functions().callableOrSupport((int) oid);
    if (function == null) {
      return null;
    }
    String name = Definitions.quoted(function.name());
    return named(function.name()).size() == 1
        ? name
        : new FunctionRow(function, session.view()).schema() + "." + name;
  }

  /** Functions of that name, those that cannot be called among them. */
  private List<FunctionSignature> named(String name) {
    List<FunctionSignature> found = new ArrayList<>(session.view().functions().functions(name));
    found.addAll(session.view().functions().supportFunctions(name));
    return found;
  }

  private @Nullable String signature(long oid) {
    FunctionSignature function = session.view().functions().callableOrSupport((int) oid);
    if (function == null) {
      return null;
    }
    StringBuilder text = new StringBuilder(Definitions.quoted(function.name())).append('(');
    for (int i = 0; i < function.arguments().size(); i++) {
      text.append(i == 0 ? "" : ",").append(function.arguments().get(i).displayName());
    }
    return text.append(')').toString();
  }

  private @Nullable String operatorName(long oid, boolean withOperands) {
    for (OperatorSignature operator : session.view().functions().allOperators()) {
      if (operator.oid() == oid) {
        Type left = operator.left();
        return withOperands
            ? operator.name()
                + "("
                + (left == null ? "NONE" : left.displayName())
                + ","
                + operator.right().displayName()
                + ")"
            : operator.name();
      }
    }
    return null;
  }

  private long relationOid(String text) {
    QualifiedName name = qualified(text);
    Optional<Table> table = catalog().table(name);
    if (table.isPresent()) {
      return table.get().oid();
    }
    for (Table other : session.view().tables()) {
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

  private long typeOid(String text) {
    // A modifier is allowed, and says nothing of the type.
    String name = text.strip().replaceFirst("\\([\\d,\\s-]*\\)", "").strip();
    Optional<Type> spelled = Types.bySqlName(name.toLowerCase(java.util.Locale.ROOT));
    if (spelled.isPresent() && catalog().type(spelled.get().oid()).isPresent()) {
      return spelled.get().oid();
    }
    if (name.endsWith("[]")) {
      long element = typeOid(name.substring(0, name.length() - 2));
      return catalog().type((int) element).map(t -> (long) t.arrayOid()).orElse(0L);
    }
    for (Type type : Types.all()) {
      if (type.displayName().equalsIgnoreCase(name) && catalog().type(type.oid()).isPresent()) {
        return type.oid();
      }
    }
    return catalog()
        .type(qualified(name))
        .map(t -> (long) t.oid())
        .orElseThrow(() ->
            SqlException.of(SqlState.UNDEFINED_OBJECT, "type \"" + text + "\" does not exist"));
  }

  private long schemaOid(String text) {
    String name = qualified(text).name();
    long oid = session.view().schemaOid(name);
    if (oid == 0) {
      throw SqlException.of(SqlState.INVALID_SCHEMA_NAME, "schema \"" + name + "\" does not exist");
    }
    return oid;
  }

  private static long roleOid(String text) {
    String name = qualified(text).name();
    if (!name.equals(SystemTable.OWNER_NAME)) {
      throw SqlException.of(SqlState.UNDEFINED_OBJECT, "role \"" + name + "\" does not exist");
    }
    return SystemTable.OWNER;
  }

  private long functionOid(String text) {
    int open = text.indexOf('(');
    QualifiedName name = qualified(open < 0 ? text : text.substring(0, open));
    checkSchema(name.schema());
    List<FunctionSignature> candidates =
        named(name.name()).stream().filter(f -> isIn(name.schema(), f)).toList();
    if (open >= 0) {
      List<Long> arguments = types(text.substring(open));
      candidates =
          candidates.stream()
              .filter(
                  f -> f.arguments().stream().map(t -> (long) t.oid()).toList().equals(arguments))
              .toList();
    }
    if (candidates.isEmpty()) {
      throw SqlException.of(
          SqlState.UNDEFINED_FUNCTION, "function \"" + text + "\" does not exist");
    }
    if (candidates.size() > 1) {
      throw SqlException.of(
          SqlState.AMBIGUOUS_FUNCTION, "more than one function named \"" + text + "\"");
    }
    return candidates.getFirst().oid();
  }

  /** Whether a function may be meant by a name with that schema, which must exist. */
  private boolean isIn(@Nullable String schema, FunctionSignature function) {
    return schema == null || new FunctionRow(function, session.view()).schema().equals(schema);
  }

  private void checkSchema(@Nullable String schema) {
    if (schema != null && session.view().schemaOid(schema) == 0) {
      throw SqlException.of(
          SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
    }
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
      types.add(name.strip().equalsIgnoreCase("none") ? 0L : typeOid(name));
    }
    return types;
  }

  private long operatorOid(String text) {
    int open = text.indexOf('(');
    String written = (open < 0 ? text : text.substring(0, open)).strip();
    int point = written.lastIndexOf('.');
    String schema = point < 0 ? null : qualified(written.substring(0, point)).name();
    checkSchema(schema);
    boolean builtIn = schema == null || schema.equals("pg_catalog");
    String name = written.substring(point + 1);
    List<Long> operands = open < 0 ? List.of() : types(text.substring(open));
    List<OperatorSignature> found = new ArrayList<>();
    for (OperatorSignature operator : session.view().functions().allOperators()) {
      Type left = operator.left();
      List<Long> own = List.of(left == null ? 0L : left.oid(), (long) operator.right().oid());
      if (builtIn && operator.name().equals(name) && (open < 0 || own.equals(operands))) {
        found.add(operator);
      }
    }
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

  /** Splits {@code schema.name}, folding what is not quoted to lower case. */
  static QualifiedName qualified(String written) {
    String text = written.strip();
    boolean spaced = false;
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          part.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        spaced |= !quoted && Character.isWhitespace(c);
        part.append(quoted ? c : Character.toLowerCase(c));
      }
    }
    parts.add(part.toString().strip());
    if (quoted || spaced || parts.stream().anyMatch(String::isEmpty)) {
      throw SqlException.of(SqlState.INVALID_NAME, "invalid name syntax");
    }
    if (parts.size() > 3) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          "improper relation name (too many dotted names): " + String.join(".", parts));
    }
    String name = parts.getLast();
    return new QualifiedName(parts.size() > 1 ? parts.get(parts.size() - 2) : null, name);
  }
}
