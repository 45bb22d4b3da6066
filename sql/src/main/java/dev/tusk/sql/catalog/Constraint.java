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

  /** Whether all rows meet it, as far as is known: {@code convalidated}. */
  default boolean validated() {
    return true;
  }

  /** Held by a unique index of the same name. */
  record Unique(
      long oid, String name, List<Integer> columns, long indexOid, boolean primary, Timing timing)
      implements Constraint {
    @Override
    public Unique withName(String newName) {
      return new Unique(oid, newName, columns, indexOid, primary, timing);
    }
  }

  /**
   * EXCLUDE: no two rows for whose keys all of the operators hold.
   *
   * @param columns the index's keys, 0 for an expression
   * @param operators one for each key
   */
  record Exclusion(
      long oid,
      String name,
      List<Integer> columns,
      long indexOid,
      List<String> operators,
      Timing timing)
      implements Constraint {
    @Override
    public Exclusion withName(String newName) {
      return new Exclusion(oid, newName, columns, indexOid, operators, timing);
    }
  }

  /** The index that holds it; 0 for none. */
  default long heldBy() {
    return switch (this) {
      case Unique unique -> unique.indexOid();
      case Exclusion exclusion -> exclusion.indexOid();
      case Check _, ForeignKey _ -> 0;
    };
  }

  /**
   * Holds when the expression, given as SQL, is not false.
   *
   * @param noInherit children do not get it
   * @param validated whether the rows that were there before it meet it, as far as is known
   * @param descent whether it is the table's own or comes from parents
   */
  record Check(
      long oid,
      String name,
      String expressionText,
      boolean noInherit,
      boolean validated,
      Descent descent)
      implements Constraint {
    /** One of the table's own that children get. */
    public Check(long oid, String name, String expressionText) {
      this(oid, name, expressionText, false, true, Descent.OWN);
    }

    @Override
    public Timing timing() {
      return Timing.NOT_DEFERRABLE;
    }

    @Override
    public Check withName(String newName) {
      return new Check(oid, newName, expressionText, noInherit, validated, descent);
    }

    /** The same as another text. */
    public Check withText(String text) {
      return new Check(oid, name, text, noInherit, validated, descent);
    }

    /** The same, met by all rows. */
    public Check valid() {
      return new Check(oid, name, expressionText, noInherit, true, descent);
    }

    /** The same, come to the table in another way. */
    public Check withDescent(Descent changed) {
      return new Check(oid, name, expressionText, noInherit, validated, changed);
    }
  }

  /**
   * Rows of this table name a row of another.
   *
   * @param setColumns those that ON DELETE SET NULL or SET DEFAULT sets; none for all
   * @param match FULL, or null for SIMPLE
   * @param validated whether the rows that were there before it meet it, as far as is known
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
      Timing timing,
      boolean validated)
      implements Constraint {
    /** One that all rows meet. */
    public ForeignKey(
        long oid,
        String name,
        List<Integer> columns,
        long referencedTableOid,
        List<Integer> referencedColumns,
        Action onUpdate,
        Action onDelete,
        List<Integer> setColumns,
        @Nullable String match,
        Timing timing) {
      this(
          oid,
          name,
          columns,
          referencedTableOid,
          referencedColumns,
          onUpdate,
          onDelete,
          setColumns,
          match,
          timing,
          true);
    }

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
      return with(newName, timing, validated);
    }

    /** The same, checked at another time. */
    public ForeignKey withTiming(Timing newTiming) {
      return with(name, newTiming, validated);
    }

    /** The same, met by all rows, or by new ones only. */
    public ForeignKey withValidated(boolean now) {
      return with(name, timing, now);
    }

    private ForeignKey with(String newName, Timing newTiming, boolean nowValidated) {
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
          newTiming,
          nowValidated);
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
