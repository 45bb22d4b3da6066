package dev.tusk.sql.catalog;

import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function that a name may mean.
 *
 * @param place of its schema in the search path, from 0: of functions with the same arguments the
 *     first is meant
 */
public record FoundFunction(FunctionSignature signature, int place) {
  /**
   * The built-in functions of a name.
   *
   * @param path the search path
   * @param schemaOf where an extension's functions are; null while it is not created
   */
  public static List<FoundFunction> builtin(
      QualifiedName name, List<String> path, Function<String, @Nullable String> schemaOf) {
    FunctionCatalog builtin = FunctionCatalog.builtin();
    List<FoundFunction> found = new ArrayList<>();
    for (FunctionSignature function : builtin.functions(name.name())) {
      String extension = builtin.extensionOf(function);
      String schema =
          extension != null
              ? schemaOf.apply(extension)
              : builtin.ofInformationSchema(function) ? "information_schema" : "pg_catalog";
      int place = schema == null ? -1 : place(schema, name.schema(), path);
      if (place >= 0) {
        found.add(new FoundFunction(function, place));
      }
    }
    return found;
  }

  /** Where a name finds what is in a schema; -1 for nowhere. */
  public static int place(String schema, @Nullable String asked, List<String> path) {
    if (asked == null) {
      return path.indexOf(schema);
    }
    return asked.equals(schema) ? 0 : -1;
  }
}
