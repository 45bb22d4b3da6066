package dev.tusk.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * ON CONFLICT.
 *
 * @param target the unique index's columns or expressions; empty when none are named
 * @param targetWhere a partial index's predicate; null without one
 * @param constraint of ON CONSTRAINT; null without it
 * @param assignments of DO UPDATE SET; null for DO NOTHING
 * @param where of DO UPDATE; null without it
 */
public record OnConflict(
    List<Target> target,
    SqlNode targetWhere,
    String constraint,
    List<Assignment> assignments,
    SqlNode where,
    int position) {
  /**
   * One key of the unique index.
   *
   * @param expression an identifier for a column
   * @param collation null without one
   * @param operatorClass null without one
   */
  public record Target(SqlNode expression, String collation, String operatorClass) {}
}
