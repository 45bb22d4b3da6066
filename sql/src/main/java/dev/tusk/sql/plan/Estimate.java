package dev.tusk.sql.plan;

/** What EXPLAIN prints in brackets: costs in PostgreSQL's units (one sequential page is 1). */
public record Estimate(double startupCost, double totalCost, double rows, int width) {
  public static final Estimate NONE = new Estimate(0, 0, 0, 0);
}
