package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * REINDEX.
 *
 * @param name null for the current database
 * @param tablespace where the indexes are to be; null for where they are
 */
public record Reindex(
    Scope scope,
    @Nullable QualifiedName name,
    boolean concurrently,
    boolean verbose,
    @Nullable String tablespace)
    implements Command {
  /** What is rebuilt. */
  public enum Scope {
    INDEX,
    TABLE,
    SCHEMA,
    DATABASE,
    SYSTEM
  }
}
