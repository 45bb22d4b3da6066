package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.type.Collation;
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
   * CREATE TYPE … AS RANGE.
   *
   * @param difference OID of the function that tells how far two values are from each other, or 0
   * @param multirangeOid of the type of several ranges, which is an object of its own
   */
  record Range(Type subtype, int difference, int multirangeOid) implements TypeDefinition {
    /** The same over another type. */
    Range over(Type changed) {
      return new Range(changed, difference, multirangeOid);
    }
  }

  /** The type of several ranges of a type, which comes and goes with that. */
  record Multirange(int rangeOid) implements TypeDefinition {}

  /**
   * CREATE DOMAIN.
   *
   * @param typmod of the base type
   * @param collation null for that of the base type
   * @param defaultText as SQL; null for none
   */
  record Domain(
      Type base,
      int typmod,
      @Nullable Collation collation,
      boolean notNull,
      @Nullable String defaultText,
      List<DomainType.Check> checks)
      implements TypeDefinition {
    /** The same over another type. */
    Domain over(Type changed) {
      return new Domain(changed, typmod, collation, notNull, defaultText, checks);
    }
  }
}
