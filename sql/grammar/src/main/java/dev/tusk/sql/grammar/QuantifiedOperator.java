package dev.tusk.sql.grammar;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * {@code x op ANY (array)} and {@code x op ALL (array)}; also over a subquery where {@code op} is
 * none of the six comparisons (those have Calcite's SOME and ALL operators).
 *
 * <p>Operands: x, and the array or query.
 */
public final class QuantifiedOperator extends SqlBinaryOperator {
  private final SqlOperator comparison;
  private final boolean all;

  QuantifiedOperator(SqlOperator comparison, boolean all) {
    super(
        comparison.getName() + (all ? " ALL" : " ANY"),
        SqlKind.OTHER,
        30,
        true,
        ReturnTypes.BOOLEAN_NULLABLE,
        null,
        OperandTypes.ANY_ANY);
    this.comparison = comparison;
    this.all = all;
  }

  /** What is applied to x and each element. */
  public SqlOperator comparison() {
    return comparison;
  }

  /** True for ALL, false for ANY and SOME. */
  public boolean all() {
    return all;
  }
}
