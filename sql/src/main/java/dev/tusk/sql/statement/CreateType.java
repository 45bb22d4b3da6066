package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/** CREATE TYPE. */
public record CreateType(QualifiedName name, Definition definition) implements Command {
  /** What the type is to be. */
  public sealed interface Definition {
    /** AS (a int, …). */
    record Composite(List<ColumnDefinition> attributes) implements Definition {}

    /** AS ENUM ('a', …). */
    record Enumeration(List<String> labels) implements Definition {}
  }
}
