package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.Estimate;

/**
 * What PostgreSQL would take the rows of a plan for, in its units of cost: by it sides and methods
 * of joins are chosen as PostgreSQL chooses them, so that rows come in its order. What a plan truly
 * costs is its {@link Estimate}.
 *
 * @param tuples rows of the relation before its conditions; of anything else its rows
 * @param source what gives the rows, as far as it matters when they are read once more
 */
record Guess(double rows, double tuples, double startup, double total, Source source) {
  /** Who keeps the rows. */
  enum Source {
    /** Nobody: a join may have to. */
    ANY,
    /** The scan of a function's rows. */
    FUNCTION,
    /** The query of WITH: only its rows are read again, not their conditions. */
    QUERY
  }

  Guess(double rows, double tuples, double startup, double total) {
    this(rows, tuples, startup, total, Source.ANY);
  }

  static Guess of(Estimate estimate) {
    double rows = clamp(estimate.rows());
    return new Guess(rows, rows, estimate.startupCost(), estimate.totalCost());
  }

  /** Rows are whole, and never none ({@code clamp_row_est}). */
  static double clamp(double rows) {
    return rows <= 1 ? 1 : Math.rint(rows);
  }

  /** The same with conditions that let a share pass. */
  Guess filtered(double share, double operators) {
    return new Guess(
        clamp(rows * share), tuples, startup, total + rows * operators * Costs.OPERATOR, source);
  }

  /** What reading the rows once more costs ({@code cost_rescan}). */
  double again() {
    return source == Source.QUERY ? rows * Costs.ROW : total - startup;
  }

  boolean kept() {
    return source != Source.ANY;
  }

  Guess sorted() {
    double n = Math.max(2, rows);
    double start = total + 2 * Costs.OPERATOR * n * Math.log(n) / Math.log(2);
    return new Guess(rows, tuples, start, start + rows * Costs.OPERATOR);
  }
}
