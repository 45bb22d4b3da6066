package dev.tusk.sql.plan;

import java.util.List;

/**
 * How a row is looked at again that another transaction changed before it was locked: a row of all
 * columns of FROM is put together, asked the conditions, and gives the output's fields anew.
 *
 * @param width of that row
 */
public record Recheck(int width, List<Copied> copied, List<Check> checks, List<Output> outputs) {

  /** {@code field} of the row to look at, as it is in field {@code from} of the row found. */
  public record Copied(int from, int field) {}

  /**
   * A condition over the row to look at. If it does not hold, the fields of an outer join's other
   * side are NULL; where there are none, the row is left out.
   */
  public record Check(Expression condition, int nullFrom, int nullTo) {}

  /** A field of the output over the row to look at. */
  public record Output(int field, Expression expression) {}
}
