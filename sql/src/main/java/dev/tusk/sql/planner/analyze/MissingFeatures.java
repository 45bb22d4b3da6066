package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.function.FunctionCatalog;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Types and functions that PostgreSQL and pgvector have and Tusk has not: who names one is told
 * which feature is missing (0A000), not that he has misspelled something.
 */
final class MissingFeatures {
  /** Types that come with an extension, and which. */
  private static final Map<String, String> EXTENSION_TYPES = Map.of("hstore", "hstore");

  private static final Set<String> TYPES = Set.of("xml");

  /** Functions of PostgreSQL's by name, with the feature that they are of, {@code -} for none. */
  private static final Map<String, String> FUNCTIONS =
      FactTable.read(FunctionCatalog.class, "missing-functions.tsv").stream()
          .collect(Collectors.toUnmodifiableMap(line -> line[0], line -> line[1]));

  private MissingFeatures() {}

  /** The error for a type that is one of these; null for a name that nobody knows. */
  static @Nullable SqlException type(@Nullable String schema, String name, Catalog catalog) {
    String extension = EXTENSION_TYPES.get(name);
    boolean known =
        extension != null && catalog.extensionExists(extension)
            || TYPES.contains(name) && (schema == null || schema.equals("pg_catalog"));
    return known ? SqlException.notSupported("type \"" + name + "\"") : null;
  }

  /** The same for a function. */
  static @Nullable SqlException function(@Nullable String schema, String name) {
    if (schema != null && !schema.equals("pg_catalog")
        || !FunctionCatalog.builtin().functions(name).isEmpty()) {
      return null;
    }
    if (!FunctionCatalog.builtin().supportFunctions(name).isEmpty()) {
      return SqlException.notSupported("calling support function " + name);
    }
    String feature = FUNCTIONS.get(name);
    if (feature == null) {
      return null;
    }
    return SqlException.notSupported(
        feature.equals("-") ? "function " + name : feature + " (function " + name + ")");
  }
}
