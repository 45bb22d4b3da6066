package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.UserType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of objects, with their schema where they are not found without ({@code
 * generate_function_name} and its kin).
 *
 * @param always whether the schema is written all the same, but that of the system
 */
record ObjectNames(Catalog catalog, boolean always) {
  private static String qualified(@Nullable String schema, String name) {
    String quoted = Identifier.quoted(name);
    return schema == null ? quoted : Identifier.quoted(schema) + "." + quoted;
  }

  String relation(Table table) {
    boolean visible =
        !always
            && catalog
                .table(new QualifiedName(null, table.name()))
                .map(found -> found.oid() == table.oid())
                .orElse(false);
    return qualified(visible ? null : table.schema(), table.name());
  }

  String function(FunctionSignature function) {
    Routine routine = function.routine();
    if (always ? routine == null && isIn("pg_catalog", function) : found(function)) {
      return qualified(null, function.name());
    }
    return qualified(routine == null ? schema(function) : routine.schema(), function.name());
  }

  /** Whether the name alone, with these arguments, means the function. */
  private boolean found(FunctionSignature function) {
    FoundFunction first = null;
    for (FoundFunction found : catalog.functions(new QualifiedName(null, function.name()))) {
      boolean same = found.signature().arguments().equals(function.arguments());
      if (same && (first == null || found.place() < first.place())) {
        first = found;
      }
    }
    return first != null && first.signature().oid() == function.oid();
  }

  private boolean isIn(String schema, FunctionSignature function) {
    return catalog.functions(new QualifiedName(schema, function.name())).stream()
        .anyMatch(f -> f.signature().oid() == function.oid());
  }

  /** The schema of a built-in function; that of an extension's is searched for. */
  private @Nullable String schema(FunctionSignature function) {
    List<String> schemas = new ArrayList<>(List.of("pg_catalog", "information_schema", "public"));
    schemas.addAll(catalog.searchPath());
    return schemas.stream().filter(s -> isIn(s, function)).findFirst().orElse(null);
  }

  String type(Type type, int typmod) {
    Type element = type.elementType();
    UserType own =
        type instanceof UserType user
            ? user
            : element instanceof UserType user && type.isArray() ? user : null;
    if (own == null) {
      return type.writtenName(typmod);
    }
    boolean visible =
        !always
            && catalog
                .type(new QualifiedName(null, own.name()))
                .map(found -> found.oid() == own.oid())
                .orElse(false);
    return qualified(visible ? null : own.schema(), own.name()) + (type == own ? "" : "[]");
  }
}
