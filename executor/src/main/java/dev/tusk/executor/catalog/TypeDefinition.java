package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.EnumType.Label;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a type is made of. */
public sealed interface TypeDefinition {
  /**
   * CREATE TYPE … AS (…).
   *
   * @param columns as a table's, dropped ones included
   */
  record Composite(List<Column> columns) implements TypeDefinition {}

  /**
   * CREATE TYPE … AS ENUM.
   *
   * @param labels by their order
   */
  record Enumeration(List<Label> labels) implements TypeDefinition {}

  /**
   * CREATE DOMAIN.
   *
   * @param typmod of the base type
   * @param defaultText as SQL; null for none
   */
  record Domain(
      Type base,
      int typmod,
      boolean notNull,
      @Nullable String defaultText,
      List<DomainType.Check> checks)
      implements TypeDefinition {
    /** The same over another type. */
    Domain over(Type changed) {
      return new Domain(changed, typmod, notNull, defaultText, checks);
    }
  }
}
