package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.Expression.SubqueryKind;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What a call in the algebra means: one record per kind of {@link dev.tusk.sql.plan.Expression},
 * and a few that live only during analysis. Operands are the call's; positions are no part of it,
 * so that equal expressions compare equal wherever they are written.
 */
public sealed interface Shape {
  /** A value; no operands. */
  record Constant(@Nullable Object value, Type type) implements Shape {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Constant that
          && type == that.type
          && (value == null || that.value == null
              ? value == that.value
              : value == that.value || sameValue(value, that.value, type));
    }

    /** As PostgreSQL has it, constants are the same when they are so byte by byte. */
    private static boolean sameValue(Object left, Object right, Type type) {
      return switch (left) {
        case float[] vector ->
            right instanceof float[] other && java.util.Arrays.equals(vector, other);
        case short[] vector ->
            right instanceof short[] other && java.util.Arrays.equals(vector, other);
        case byte[] bytes -> right instanceof byte[] other && java.util.Arrays.equals(bytes, other);
        default ->
            left.equals(right)
                || left.getClass() == right.getClass()
                    && text(left, type).equals(text(right, type));
      };
    }

    private static String text(Object value, Type type) {
      return type.toText(value, FormatSettings.DEFAULT);
    }

    @Override
    public int hashCode() {
      return type.oid() + (value == null ? 0 : value.getClass().hashCode());
    }
  }

  /** {@code $n} or a folded literal; no operands. The type is the call's. */
  record Parameter(Parameters.Index index) implements Shape {}

  /** A value of an enclosing query; no operands. */
  record Outer(Correlation correlation, int index) implements Shape {}

  record Function(FunctionSignature signature) implements Shape {}

  record InOutCast() implements Shape {}

  record Relabel() implements Shape {}

  record ApplyTypmod(int typmod, boolean explicit) implements Shape {}

  /**
   * {@code CURRENT OF}. Operands: the cursor's name, the row id, and the OID of the row's table.
   */
  record CurrentOf() implements Shape {}

  /** {@code element} reads the array's element as field 0. */
  record ArrayCast(RexNode element) implements Shape {}

  record IsNull(boolean negated) implements Shape {}

  record BooleanTest(@Nullable Boolean expected, boolean negated) implements Shape {}

  record DistinctFrom(FunctionSignature equality, boolean negated) implements Shape {}

  /** Operands: condition, result, condition, result, … and the ELSE when their number is odd. */
  record Case() implements Shape {}

  record Coalesce() implements Shape {}

  record NullIf(FunctionSignature equality) implements Shape {}

  record Extreme(boolean greatest) implements Shape {}

  record ArrayOf(boolean nested) implements Shape {}

  /** The elements of the operand, an array, as the last arguments of a function that takes any. */
  record Spread() implements Shape {}

  record RowOf() implements Shape {}

  record Field(int index) implements Shape {}

  record Subscript() implements Shape {}

  /** Operands: the array, then each bound that is present, as the two lists tell. */
  record Slice(List<Boolean> lower, List<Boolean> upper) implements Shape {}

  /** Operands: the array, the value, then each bound that is present. */
  record ArrayAssign(List<Boolean> lower, List<Boolean> upper, boolean slice) implements Shape {}

  /** Operands: the row, the value that its field becomes. */
  record FieldAssign(int index) implements Shape {}

  /** The operand, when it and what is within it meet the constraints of their domains. */
  record DomainCheck() implements Shape {}

  record Quantified(FunctionSignature operator, boolean all) implements Shape {}

  /** What is written as a word of its own, CURRENT_DATE; only in what is printed. */
  record Keyword(String text) implements Shape {}

  /** {@code x COLLATE name}; only in what is printed. */
  record Collate(String collation) implements Shape {}

  /** {@code CASE x WHEN y}: the operands begin with x; only in what is printed. */
  record SwitchedCase() implements Shape {}

  /** Rows compared field by field; the left ones come first; only in what is printed. */
  record RowComparison(FunctionSignature first) implements Shape {}

  /** Operands: the left side, then the members. */
  record InList(FunctionSignature equality, boolean negated) implements Shape {}

  /**
   * A subquery. Operands: the outer values that {@code correlation} numbers, then the left side's
   * values for ANY and ALL.
   *
   * @param outerCount how many operands are outer values
   * @param test over the left values followed by the subquery's fields
   * @param resolved the query as written; null for one that planning has made
   */
  record Subquery(
      SubqueryKind kind,
      RelNode query,
      Correlation correlation,
      int outerCount,
      @Nullable RexNode test,
      @Nullable ResolvedQuery resolved)
      implements Shape {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Subquery that
          && query == that.query
          && kind == that.kind
          && Objects.equals(test, that.test);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(query);
    }
  }

  /**
   * An aggregate before its query is grouped. Operands: arguments, then ORDER BY expressions, then
   * the FILTER condition.
   */
  record Aggregate(
      FunctionSignature function,
      boolean distinct,
      int argumentCount,
      List<SortDirection> orderBy,
      boolean filter)
      implements Shape {}

  /** GROUPING(…) before its query is grouped. */
  record Grouping() implements Shape {}

  /**
   * A window function before its window is planned. Operands: as for {@link Aggregate}.
   *
   * @param window the number of its window in the query
   */
  record Window(Aggregate aggregate, int window) implements Shape {}

  /** How a sort key is read. */
  record SortDirection(boolean descending, boolean nullsFirst) {}
}
