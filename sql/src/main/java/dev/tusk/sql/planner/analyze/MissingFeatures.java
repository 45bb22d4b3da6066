package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.error.SqlException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types and functions that PostgreSQL and pgvector have and Tusk has not: who names one is told
 * which feature is missing (0A000), not that he has misspelled something.
 */
final class MissingFeatures {
  /** Types that come with an extension, and which. */
  private static final Map<String, String> EXTENSION_TYPES =
      Map.of("halfvec", "vector", "sparsevec", "vector", "hstore", "hstore");

  private static final Set<String> TYPES =
      Set.of(
          "tsvector",
          "tsquery",
          "xml",
          "money",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "point",
          "line",
          "lseg",
          "box",
          "path",
          "polygon",
          "circle",
          "int4range",
          "int8range",
          "numrange",
          "tsrange",
          "tstzrange",
          "daterange",
          "int4multirange",
          "int8multirange",
          "nummultirange",
          "tsmultirange",
          "tstzmultirange",
          "datemultirange");

  private static final Set<String> TEXT_SEARCH =
      Set.of(
          "to_tsvector",
          "to_tsquery",
          "plainto_tsquery",
          "phraseto_tsquery",
          "websearch_to_tsquery",
          "json_to_tsvector",
          "jsonb_to_tsvector",
          "array_to_tsvector",
          "ts_rank",
          "ts_rank_cd",
          "ts_headline",
          "ts_rewrite",
          "ts_lexize",
          "ts_debug",
          "ts_parse",
          "ts_stat",
          "setweight",
          "numnode",
          "querytree",
          "tsquery_phrase",
          "tsvector_to_array",
          "get_current_ts_config");

  private static final Set<String> LARGE_OBJECTS =
      Set.of(
          "lo_creat",
          "lo_create",
          "lo_open",
          "lo_close",
          "loread",
          "lowrite",
          "lo_lseek",
          "lo_lseek64",
          "lo_tell",
          "lo_tell64",
          "lo_truncate",
          "lo_truncate64",
          "lo_unlink",
          "lo_import",
          "lo_export",
          "lo_from_bytea",
          "lo_get",
          "lo_put");

  private static final Set<String> XML =
      Set.of(
          "xmlcomment",
          "xmlagg",
          "xpath",
          "xpath_exists",
          "xml_is_well_formed",
          "query_to_xml",
          "table_to_xml");

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
    if (schema != null && !schema.equals("pg_catalog")) {
      return null;
    }
    String feature = feature(name);
    return feature == null ? null : SqlException.notSupported(feature + " (function " + name + ")");
  }

  private static @Nullable String feature(String function) {
    if (TEXT_SEARCH.contains(function)) {
      return "full text search";
    }
    if (LARGE_OBJECTS.contains(function)) {
      return "large objects";
    }
    if (XML.contains(function)) {
      return "XML";
    }
    return TYPES.contains(function) && function.endsWith("range") ? "range types" : null;
  }
}
