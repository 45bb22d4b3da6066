package dev.tusk.sql.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constraint of a table ({@code pg_constraint}). NOT NULL is part of the column. */
public sealed interface Constraint {
  long oid();

  String name();

  /** Held by a unique index of the same name. */
  record Unique(long oid, String name, List<Integer> columns, long indexOid, boolean primary)
      implements Constraint {}

  /** Holds when the expression, given as SQL, is not false. */
  record Check(long oid, String name, String expressionText) implements Constraint {}

  /**
   * Rows of this table name a row of another.
   *
   * @param setColumns those that ON DELETE SET NULL or SET DEFAULT sets; none for all
   * @param match FULL, or null for SIMPLE
   */
  record ForeignKey(
      long oid,
      String name,
      List<Integer> columns,
      long referencedTableOid,
      List<Integer> referencedColumns,
      Action onUpdate,
      Action onDelete,
      List<Integer> setColumns,
      @Nullable String match)
      implements Constraint {
    /** All columns are NULL or none is. */
    public boolean matchesFull() {
      return "FULL".equals(match);
    }

    /** Whether ON DELETE SET NULL or SET DEFAULT sets a column. */
    public boolean setOnDelete(int column) {
      return setColumns.isEmpty() || setColumns.contains(column);
    }
  }

  /** What happens to referencing rows. */
  enum Action {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT
  }
}
