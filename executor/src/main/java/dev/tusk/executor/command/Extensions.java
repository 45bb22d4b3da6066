package dev.tusk.executor.command;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;

/** An extension that CREATE EXTENSION knows: its functions are built in and wait for it. */
public record Extensions(String name, String version, String comment) {
  /** All of them. */
  public static final List<Extensions> ALL =
      List.of(
          new Extensions("plpgsql", "1.0", "PL/pgSQL procedural language"),
          new Extensions("vector", "0.8.6", "vector data type and ivfflat and hnsw access methods"),
          new Extensions("uuid-ossp", "1.1", "generate universally unique identifiers (UUIDs)"),
          new Extensions("pgcrypto", "1.3", "cryptographic functions"),
          new Extensions("autoinc", "1.0", "functions for autoincrementing fields"),
          new Extensions("insert_username", "1.0", "functions for tracking who changed a table"),
          new Extensions("moddatetime", "1.0", "functions for tracking last modification time"),
          new Extensions(
              "refint", "1.0", "functions for implementing referential integrity (obsolete)"),
          new Extensions(
              "pg_trgm",
              "1.6",
              "text similarity measurement and index searching based on trigrams"),
          new Extensions("citext", "1.6", "data type for case-insensitive character strings"),
          new Extensions("unaccent", "1.1", "text search dictionary that removes accents"),
          new Extensions(
              "fuzzystrmatch", "1.1", "determine similarities and distance between strings"),
          new Extensions("btree_gist", "1.7", "support for indexing common datatypes in GiST"),
          new Extensions("btree_gin", "1.3", "support for indexing common datatypes in GIN"),
          // Spring AI creates it and uses nothing of it; who names the type is told that it is not
          // there.
          new Extensions("hstore", "1.8", "data type for storing sets of (key, value) pairs"));

  static Extensions find(String name) {
    for (Extensions extension : ALL) {
      if (extension.name().equals(name)) {
        return extension;
      }
    }
    throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED, "extension \"" + name + "\" is not available")
        .withDetail("Tusk has the extensions that pg_available_extensions lists.")
        .withHint(
            "The extension must first be installed on the system where PostgreSQL is running.");
  }
}
