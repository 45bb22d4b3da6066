package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.Estimate;

/**
 * What PostgreSQL would take the rows of a plan for, in its units of cost: by it sides and methods
 * of joins are chosen as PostgreSQL chooses them, so that rows come in its order. What a plan truly
 * costs is its {@link Estimate}.
 *
 * @param tuples rows of the relation before its conditions; of anything else its rows
 */
record Guess(double rows, double tuples, double startup, double total) {
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
        clamp(rows * share), tuples, startup, total + rows * operators * Costs.OPERATOR);
  }

  Guess sorted() {
    double n = Math.max(2, rows);
    double start = total + 2 * Costs.OPERATOR * n * Math.log(n) / Math.log(2);
    return new Guess(rows, tuples, start, start + rows * Costs.OPERATOR);
  }
}
