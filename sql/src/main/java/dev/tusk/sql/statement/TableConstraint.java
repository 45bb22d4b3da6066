package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constraint as written; {@code name} is null when the engine is to choose one. */
public sealed interface TableConstraint {
  @Nullable String name();

  /** Where it begins in the text, from 1. */
  int position();

  /**
   * UNIQUE or PRIMARY KEY.
   *
   * @param include further columns in the index
   * @param options WITH (...) of the index
   * @param tablespace where the index goes; null where nothing is said
   * @param usingIndex an index there already (ALTER TABLE); columns are empty then
   */
  record Unique(
      @Nullable String name,
      boolean primary,
      boolean nullsNotDistinct,
      List<String> columns,
      List<String> include,
      List<Option> options,
      @Nullable String tablespace,
      @Nullable String usingIndex,
      Constraint.Timing timing,
      int position)
      implements TableConstraint {}

  /**
   * EXCLUDE.
   *
   * @param operators one for each key
   * @param tablespace where the index goes; null where nothing is said
   */
  record Exclusion(
      @Nullable String name,
      String method,
      List<CreateIndex.Key> keys,
      List<QualifiedName> operators,
      List<String> include,
      List<Option> options,
      @Nullable String tablespace,
      @Nullable ParsedExpression where,
      Constraint.Timing timing,
      int position)
      implements TableConstraint {}

  /** CHECK. */
  record Check(
      @Nullable String name,
      ParsedExpression expression,
      boolean noInherit,
      boolean notValid,
      int position)
      implements TableConstraint {}

  /**
   * FOREIGN KEY, or a column's REFERENCES.
   *
   * @param referencedColumns empty for the primary key
   * @param setColumns of SET NULL (columns) and SET DEFAULT (columns); empty for all
   */
  record ForeignKey(
      @Nullable String name,
      List<String> columns,
      QualifiedName referencedTable,
      List<String> referencedColumns,
      Match match,
      Constraint.Action onUpdate,
      Constraint.Action onDelete,
      List<String> setColumns,
      boolean notValid,
      Constraint.Timing timing,
      int position)
      implements TableConstraint {}

  /** How keys of several columns with some NULL match. */
  enum Match {
    SIMPLE,
    FULL
  }
}
