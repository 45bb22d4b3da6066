package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.catalogview.SchemaRow;
import dev.tusk.executor.expression.SessionServices;
import dev.tusk.executor.rights.AclText;
import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.type.ObjectNames;
import dev.tusk.sql.type.Type;
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
          case "regrole" -> roleName(oid);
          case "regproc" -> functionName(oid);
          case "regprocedure" -> signature(oid);
          case "regoper" -> operatorName(oid, false);
          case "regoperator" -> operatorName(oid, true);
          case "regcollation" -> collationName(oid);
          case "regconfig" -> new TextSearchObjects(session).configurationName(oid);
          case "regdictionary" -> new TextSearchObjects(session).dictionaryName(oid);
          default -> null;
        });
  }

  @Override
  public long oid(Type type, String name) {
    return new ObjectLookup(session).oid(type, name);
  }

  @Override
  public String aclItem(String text) {
    RoleGraph roles = session.view().roles();
    return AclText.of(AclText.parse(text, roles), roles);
  }

  private Catalog catalog() {
    return session.catalog();
  }

  private @Nullable String roleName(long oid) {
    RoleObject role = session.view().roles().find(oid);
    return role == null ? null : Definitions.quoted(role.name());
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
    return catalog().type((int) oid).map(t -> shownName(t)).orElse(null);
  }

  /** {@code format_type_be}: where a missing modifier need not read back. */
  private String shownName(Type type) {
    String name = catalog().typeName(type, -1);
    return name.equals(type.writtenName(-1)) ? type.displayName() : name;
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
    FunctionSignature function = session.view().function(oid);
    if (function == null) {
      return null;
    }
    String name = Definitions.quoted(function.name());
    return named(function.name()).size() == 1 && visible(function)
        ? name
        : Definitions.quoted(new FunctionRow(function, session.view()).schema()) + "." + name;
  }

  /** Functions of that name along the search path, those that cannot be called among them. */
  private List<FunctionSignature> named(String name) {
    List<FunctionSignature> found = new ArrayList<>();
    for (FoundFunction function : catalog().functions(new QualifiedName(null, name))) {
      found.add(function.signature());
    }
    found.addAll(session.view().functions().supportFunctions(name));
    return found;
  }

  /** Whether its name and arguments alone mean it ({@code FunctionIsVisible}). */
  boolean visible(FunctionSignature function) {
    FoundFunction first = null;
    for (FoundFunction found : catalog().functions(new QualifiedName(null, function.name()))) {
      boolean same = found.signature().arguments().equals(function.arguments());
      if (same && (first == null || found.place() < first.place())) {
        first = found;
      }
    }
    return first == null
        ? catalog().searchPath().contains(new FunctionRow(function, session.view()).schema())
        : first.signature().oid() == function.oid();
  }

  /** The parts of a list of names, those in quotes without them. */
  static List<String> list(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        boolean twice = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (twice) {
          part.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }

  private @Nullable String signature(long oid) {
    FunctionSignature function = session.view().function(oid);
    if (function == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    if (!visible(function)) {
      String schema = new FunctionRow(function, session.view()).schema();
      text.append(Definitions.quoted(schema)).append('.');
    }
    text.append(Definitions.quoted(function.name())).append('(');
    for (int i = 0; i < function.arguments().size(); i++) {
      text.append(i == 0 ? "" : ",").append(function.arguments().get(i).displayName());
    }
    return text.append(')').toString();
  }

  private @Nullable String collationName(long oid) {
    for (CollationRow collation : CollationRow.all(session.view())) {
      if (collation.collation().oid() == oid) {
        return Definitions.quoted(collation.collation().name());
      }
    }
    return null;
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

  /** Splits {@code schema.name}, folding what is not quoted to lower case. */
  static QualifiedName qualified(String written) {
    return qualified(written, null);
  }

  /**
   * Splits {@code database.schema.name}.
   *
   * @param database the only one that may stand before the schema; null to let any
   */
  static QualifiedName qualified(String written, @Nullable String database) {
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
    if (database != null && parts.size() == 3 && !parts.getFirst().equals(database)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "cross-database references are not implemented: \"" + String.join(".", parts) + "\"");
    }
    String name = parts.getLast();
    return new QualifiedName(parts.size() > 1 ? parts.get(parts.size() - 2) : null, name);
  }
}
