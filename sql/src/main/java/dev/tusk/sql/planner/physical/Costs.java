package dev.tusk.sql.planner.physical;

import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import java.util.List;

/** Cost formulas, in PostgreSQL's units and with its constants ({@code costsize.c}). */
final class Costs {
  static final double PAGE = 1.0;
  static final double RANDOM_PAGE = 1.1;
  static final double ROW = 0.01;
  static final double INDEX_ROW = 0.005;
  static final double OPERATOR = 0.0025;

  /** What a table is taken for when nothing is known of it, as PostgreSQL's ten pages. */
  static final double UNKNOWN_ROWS = 1000;

  private static final double PAGE_BYTES = 8192;
  private static final int VARIABLE_WIDTH = 32;

  /** Added to a path that a setting turned off, as {@code disable_cost}. */
  static final double DISABLED = 1.0e10;

  private Costs() {}

  static int width(List<Type> types) {
    int width = 0;
    for (Type type : types) {
      width += type.length() > 0 ? type.length() : VARIABLE_WIDTH;
    }
    return width;
  }

  static Estimate seqScan(double tableRows, double rows, List<Type> types) {
    int width = width(types);
    double pages = Math.max(1, tableRows * (width + 24) / PAGE_BYTES);
    return new Estimate(0, pages * PAGE + tableRows * (ROW + OPERATOR), rows, width);
  }

  static Estimate indexScan(double tableRows, double fetched, double rows, List<Type> types) {
    double descent = Math.log(Math.max(2, tableRows)) / Math.log(2) * OPERATOR + 0.1;
    double total = descent + fetched * (INDEX_ROW + ROW + 0.05 * RANDOM_PAGE) + RANDOM_PAGE;
    return new Estimate(descent, total, rows, width(types));
  }

  /** Rows of an index as a set: some pages to the first of them, then the entries. */
  static Estimate bitmapIndex(double keys, double fetched) {
    double total = keys * 3 * RANDOM_PAGE + fetched * INDEX_ROW;
    return new Estimate(0, total, fetched, 0);
  }

  /** Reading such a set's rows in their order; pages by Mackert and Lohman's formula. */
  static Estimate bitmapHeap(
      double tableRows, Estimate bitmap, double rows, List<Type> types, int operators) {
    int width = width(types);
    double pages = Math.max(1, tableRows * (width + 24) / PAGE_BYTES);
    double read = Math.min(pages, 2 * pages * bitmap.rows() / (2 * pages + bitmap.rows()));
    double total =
        bitmap.totalCost()
            + Math.max(1, read) * RANDOM_PAGE
            + bitmap.rows() * (ROW + operators * OPERATOR);
    return new Estimate(bitmap.totalCost(), total, rows, width);
  }

  static Estimate vectorSearch(double tableRows, double fetched, double rows, List<Type> types) {
    double startup = Math.log(Math.max(2, tableRows)) * 4;
    return new Estimate(startup, startup + fetched * (RANDOM_PAGE + ROW), rows, width(types));
  }

  /** All codes are looked at, then the rows that are near. */
  static Estimate rangeSearch(double tableRows, double rows, List<Type> types) {
    double startup = tableRows * OPERATOR / 4;
    return new Estimate(startup, startup + rows * ROW, rows, width(types));
  }

  static Estimate sort(PhysicalPlan input, double kept) {
    Estimate e = input.estimate();
    double rows = Math.max(2, e.rows());
    double compared = rows * Math.log(Math.min(rows, Math.max(2, kept * 2))) / Math.log(2);
    double startup = e.totalCost() + compared * 2 * OPERATOR;
    double out = Math.min(e.rows(), kept);
    return new Estimate(startup, startup + out * OPERATOR, out, e.width());
  }

  /** A node that handles each row of its input once. */
  static Estimate perRow(PhysicalPlan input, double rows, List<Type> types, int operators) {
    Estimate e = input.estimate();
    return new Estimate(
        e.startupCost(), e.totalCost() + e.rows() * operators * OPERATOR, rows, width(types));
  }

  /** A node that must read all its input before the first row. */
  static Estimate blocking(PhysicalPlan input, double rows, List<Type> types, int operators) {
    Estimate e = input.estimate();
    double startup = e.totalCost() + e.rows() * operators * OPERATOR;
    return new Estimate(startup, startup + rows * ROW, rows, width(types));
  }

  static Estimate limit(PhysicalPlan input, double rows) {
    Estimate e = input.estimate();
    double share = e.rows() <= 0 ? 1 : Math.min(1, rows / e.rows());
    return new Estimate(
        e.startupCost(),
        e.startupCost() + (e.totalCost() - e.startupCost()) * share,
        Math.min(e.rows(), rows),
        e.width());
  }
}
