package dev.tusk.sql.grammar;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlWithinGroupOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * Operators as the parser writes them.
 *
 * <p>The ten arithmetic and comparison operators and {@code ||} are Calcite's own. Every other one
 * is a placeholder of its name and syntax (kind OTHER), for the planner to resolve by operand
 * types.
 */
public final class PgOperators {
  /** Of Calcite's scale: tighter than comparison (30), looser than {@code +} (40). */
  private static final int OTHER_PRECEDENCE = 38;

  private static final Map<String, SqlBinaryOperator> CALCITES =
      Map.ofEntries(
          Map.entry("+", SqlStdOperatorTable.PLUS),
          Map.entry("-", SqlStdOperatorTable.MINUS),
          Map.entry("*", SqlStdOperatorTable.MULTIPLY),
          Map.entry("/", SqlStdOperatorTable.DIVIDE),
          Map.entry("%", SqlStdOperatorTable.PERCENT_REMAINDER),
          Map.entry("=", SqlStdOperatorTable.EQUALS),
          Map.entry("<>", SqlStdOperatorTable.NOT_EQUALS),
          Map.entry("<", SqlStdOperatorTable.LESS_THAN),
          Map.entry("<=", SqlStdOperatorTable.LESS_THAN_OR_EQUAL),
          Map.entry(">", SqlStdOperatorTable.GREATER_THAN),
          Map.entry(">=", SqlStdOperatorTable.GREATER_THAN_OR_EQUAL),
          Map.entry("||", SqlStdOperatorTable.CONCAT));

  /** Made once for the names in common use; an unknown name gets a new operator each time. */
  private static final Map<String, SqlBinaryOperator> COMMON =
      Stream.of(
              "^ & | # << >> ~ ~* !~ !~* ~~ !~~ ~~* !~~* <-> <=> <#> <+> <~> <%> -> ->> #> #>> @>"
                  + " <@",
              "? ?| ?& @@ @? && #- ^@ -|- &< &> <<= >>= @@@")
          .flatMap(names -> Stream.of(names.split(" ")))
          .collect(Collectors.toUnmodifiableMap(name -> name, PgOperators::newBinary));

  /** {@code array_agg(x ORDER BY y)}: operands as in WITHIN_GROUP, but another thing. */
  public static final SqlOperator AGGREGATE_ORDER_BY = new SqlWithinGroupOperator();

  /** {@code f(VARIADIC array)}. */
  public static final SqlPrefixOperator VARIADIC = newPrefix("VARIADIC");

  /**
   * {@code (a[2:3])} with a subscript behind, which is one of the slice and not of {@code a}; other
   * parentheses leave nothing in the tree.
   */
  public static final SqlPrefixOperator PARENTHESES = newPrefix("");

  /** {@code (row).*}. */
  public static final SqlPostfixOperator ROW_STAR =
      new SqlPostfixOperator(".*", SqlKind.OTHER, 100, ReturnTypes.ARG0, null, OperandTypes.ANY);

  /** {@code x COLLATE name}: operands x and an identifier. */
  public static final SqlBinaryOperator COLLATE = newBinary("COLLATE");

  private PgOperators() {}

  /** The infix operator of this name. */
  public static SqlBinaryOperator binary(String name) {
    SqlBinaryOperator calcites = CALCITES.get(name);
    if (calcites != null) {
      return calcites;
    }
    SqlBinaryOperator common = COMMON.get(name);
    return common != null ? common : newBinary(name);
  }

  private static SqlBinaryOperator newBinary(String name) {
    return new SqlBinaryOperator(
        name,
        SqlKind.OTHER,
        OTHER_PRECEDENCE,
        true,
        ReturnTypes.ARG0,
        InferTypes.FIRST_KNOWN,
        OperandTypes.ANY_ANY);
  }

  /** The prefix operator of this name. */
  public static SqlPrefixOperator prefix(String name) {
    return switch (name) {
      case "-" -> SqlStdOperatorTable.UNARY_MINUS;
      case "+" -> SqlStdOperatorTable.UNARY_PLUS;
      default -> newPrefix(name);
    };
  }

  private static SqlPrefixOperator newPrefix(String name) {
    return new SqlPrefixOperator(
        name, SqlKind.OTHER, OTHER_PRECEDENCE, ReturnTypes.ARG0, null, OperandTypes.ANY);
  }
}
