package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PARTITION BY of CREATE TABLE.
 *
 * @param strategy as written
 */
public record PartitionBy(String strategy, List<Element> elements) {
  /**
   * A part of the key.
   *
   * @param column null for an expression
   * @param expression null for a column
   * @param operatorClass null for the type's default
   * @param position where it begins in the text, from 1
   */
  public record Element(
      @Nullable String column,
      @Nullable ParsedExpression expression,
      @Nullable QualifiedName collation,
      @Nullable QualifiedName operatorClass,
      int position) {}
}
