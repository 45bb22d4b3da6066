package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A column of CREATE TABLE or ADD COLUMN.
 *
 * @param collation null without COLLATE
 * @param collationPosition where COLLATE stands
 * @param notNull NOT NULL was written; PRIMARY KEY and identity imply it without setting it
 * @param defaultValue null without DEFAULT
 * @param identity null for no identity column
 * @param generated of GENERATED ALWAYS AS (...) STORED; null without it
 */
public record ColumnDefinition(
    String name,
    TypeName type,
    @Nullable QualifiedName collation,
    int collationPosition,
    boolean notNull,
    @Nullable ParsedExpression defaultValue,
    @Nullable Identity identity,
    @Nullable ParsedExpression generated) {

  /** Stands for the type of a column that is the parent's. */
  public static final TypeName TYPE_OF_PARENT =
      new TypeName(null, "", java.util.List.of(), 0, null, 0);

  /** GENERATED ALWAYS or BY DEFAULT AS IDENTITY, with its sequence's options. */
  public record Identity(boolean always, SequenceOptions options) {}
}
