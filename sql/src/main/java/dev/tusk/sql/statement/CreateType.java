package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE TYPE. */
public record CreateType(QualifiedName name, Definition definition) implements Command {
  /** What the type is to be. */
  public sealed interface Definition {
    /** AS (a int, …). */
    record Composite(List<ColumnDefinition> attributes) implements Definition {}

    /** AS ENUM ('a', …). */
    record Enumeration(List<String> labels) implements Definition {}

    /**
     * AS RANGE (subtype = …): what was given.
     *
     * @param difference how far two values of the subtype are from each other
     * @param multirange what the type of several ranges is called
     */
    record Range(
        @Nullable TypeName subtype,
        @Nullable QualifiedName operatorClass,
        @Nullable QualifiedName collation,
        @Nullable QualifiedName canonical,
        @Nullable QualifiedName difference,
        @Nullable QualifiedName multirange)
        implements Definition {}
  }
}
