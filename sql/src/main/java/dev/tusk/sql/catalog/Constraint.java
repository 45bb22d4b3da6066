package dev.tusk.sql.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constraint of a table ({@code pg_constraint}). NOT NULL is part of the column. */
public sealed interface Constraint {
  long oid();

  String name();

  /** When it is checked. */
  Timing timing();

  /** The same under another name. */
  Constraint withName(String newName);

  /** Held by a unique index of the same name. */
  record Unique(
      long oid, String name, List<Integer> columns, long indexOid, boolean primary, Timing timing)
      implements Constraint {
    @Override
    public Unique withName(String newName) {
      return new Unique(oid, newName, columns, indexOid, primary, timing);
    }
  }

  /** Holds when the expression, given as SQL, is not false. */
  record Check(long oid, String name, String expressionText) implements Constraint {
    @Override
    public Timing timing() {
      return Timing.NOT_DEFERRABLE;
    }

    @Override
    public Check withName(String newName) {
      return new Check(oid, newName, expressionText);
    }
  }

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
      @Nullable String match,
      Timing timing)
      implements Constraint {
    /** All columns are NULL or none is. */
    public boolean matchesFull() {
      return "FULL".equals(match);
    }

    /** Whether ON DELETE SET NULL or SET DEFAULT sets a column. */
    public boolean setOnDelete(int column) {
      return setColumns.isEmpty() || setColumns.contains(column);
    }

    @Override
    public ForeignKey withName(String newName) {
      return with(newName, timing);
    }

    /** The same, checked at another time. */
    public ForeignKey withTiming(Timing newTiming) {
      return with(name, newTiming);
    }

    private ForeignKey with(String newName, Timing newTiming) {
      return new ForeignKey(
          oid,
          newName,
          columns,
          referencedTableOid,
          referencedColumns,
          onUpdate,
          onDelete,
          setColumns,
          match,
          newTiming);
    }
  }

  /** When a constraint is checked: SET CONSTRAINTS moves what may be deferred. */
  enum Timing {
    /** At the end of each statement, or, for a unique one, at each row. */
    NOT_DEFERRABLE,
    /** At the end of each statement. */
    INITIALLY_IMMEDIATE,
    /** At the transaction's commit. */
    INITIALLY_DEFERRED;

    public boolean deferrable() {
      return this != NOT_DEFERRABLE;
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
