package dev.tusk.sql.catalog;

import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that mean something inside a function's body beside the columns of its statements:
 * arguments and variables. The planner asks about every name of an expression, and makes parameters
 * of those that are variables. What is assigned to, such as the columns of INSERT, is never asked
 * about.
 *
 * <p>{@code parse_expr.c} has the same as {@code p_pre_columnref_hook} and {@code
 * p_post_columnref_hook}.
 */
public interface Variables {
  /** What a name is that a column and a variable have. */
  enum Conflict {
    /** An error, 42702. */
    ERROR,
    VARIABLE,
    COLUMN
  }

  Conflict conflict();

  /**
   * The variable that a name, written with or without qualifiers, begins with; null for none.
   *
   * @param alone whether no column has that name, so that an unknown field of a variable is an
   *     error, which the implementation throws
   */
  @Nullable Variable find(List<String> names, boolean alone);

  /** The variable that {@code $number} stands for; null where parameters are numbered as usual. */
  default @Nullable Variable parameter(int number) {
    return null;
  }

  /**
   * A variable.
   *
   * @param index of the parameter it becomes, from 0
   * @param row the fields of a composite value, where they are known
   * @param names how many of the names asked for name it; one more names a field of {@code row}
   */
  record Variable(int index, Type type, int typmod, @Nullable List<Field> row, int names) {}

  /** A field of a composite variable. */
  record Field(String name, Type type, int typmod) {}
}
