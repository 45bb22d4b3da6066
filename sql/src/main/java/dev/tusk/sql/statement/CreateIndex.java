package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE INDEX.
 *
 * @param name null when the engine is to choose one
 * @param only whether partitions of the table do not get it
 * @param method btree when not written
 * @param tablespace where it goes; null where nothing is said
 * @param where a partial index's predicate; null without one
 */
public record CreateIndex(
    boolean unique,
    boolean concurrently,
    boolean ifNotExists,
    @Nullable String name,
    QualifiedName table,
    boolean only,
    String method,
    List<Key> keys,
    List<String> include,
    boolean nullsNotDistinct,
    List<Option> options,
    @Nullable String tablespace,
    @Nullable ParsedExpression where)
    implements Command {
  /** The same, of a table by another name. */
  public CreateIndex on(QualifiedName newName) {
    return new CreateIndex(
        unique,
        concurrently,
        ifNotExists,
        name,
        newName,
        only,
        method,
        keys,
        include,
        nullsNotDistinct,
        options,
        tablespace,
        where);
  }

  /**
   * One key of an index.
   *
   * @param column null for an expression
   * @param expression null for a column
   * @param operatorClass null for the type's default
   * @param ordered whether ASC or DESC was said
   * @param nullsFirst null when not said: first for descending, last for ascending
   */
  public record Key(
      @Nullable String column,
      @Nullable ParsedExpression expression,
      @Nullable QualifiedName collation,
      @Nullable QualifiedName operatorClass,
      List<Option> operatorClassOptions,
      boolean ordered,
      boolean descending,
      @Nullable Boolean nullsFirst) {}
}
