package dev.tusk.sql.grammar;

import static dev.tusk.sql.grammar.PgParserConstants.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the grammar's actions build, and what its conditions ask. */
final class Tree {
  private Tree() {}

  // Positions, names, constants.

  /** The position of a token: where PostgreSQL would place an error about the node. */
  static SqlParserPos at(Token token) {
    return new SqlParserPos(1, token.beginColumn, 1, token.endColumn);
  }

  static SqlIdentifier identifier(PgToken token) {
    return new SqlIdentifier(token.value, at(token));
  }

  static SqlNode parameter(Token token) {
    return new SqlDynamicParam(((PgToken) token).parameter, at(token));
  }

  static SqlNode number(PgToken token) {
    return token.folded >= 0
        ? new FoldedLiteral(
            token.parameter, token.folded, PgNumber.kind(token.value), token.value, at(token))
        : PgNumber.of(token.value, at(token));
  }

  static SqlNode number(String text, Token at) {
    return PgNumber.of(text, at(at));
  }

  static SqlNode string(PgToken token) {
    return token.folded >= 0
        ? new FoldedLiteral(
            token.parameter, token.folded, FoldedLiteral.Kind.STRING, token.value, at(token))
        : SqlLiteral.createCharString(token.value, at(token));
  }

  /** A word as a string: the field of EXTRACT. */
  static SqlNode text(Token token) {
    return unfolded(string((PgToken) token));
  }

  /** Refuses a folded literal where the value itself is needed. */
  static SqlNode unfolded(SqlNode node) {
    if (withoutDirection(node) instanceof FoldedLiteral) {
      throw new UnfoldableException();
    }
    return node;
  }

  /** An item of ORDER BY without DESC, NULLS FIRST and NULLS LAST. */
  static SqlNode withoutDirection(SqlNode node) {
    SqlNode bare = node;
    while (bare instanceof SqlCall call
        && (call.getKind() == SqlKind.DESCENDING
            || call.getKind() == SqlKind.NULLS_FIRST
            || call.getKind() == SqlKind.NULLS_LAST)) {
      bare = call.operand(0);
    }
    return bare;
  }

  /** {@code B'101'} and {@code X'1F'}: a cast of the binary digits to bit(n). */
  static SqlNode bits(Token token) {
    String digits = binaryDigits((PgToken) token);
    // No bits have no length that a type could name.
    List<SqlNode> length =
        digits.isEmpty()
            ? List.of()
            : List.of(PgNumber.of(Integer.toString(digits.length()), at(token)));
    var type = PgTypeName.builtIn("bit", length, at(token));
    return cast(
        token,
        SqlLiteral.createCharString(digits, at(token)),
        new SqlDataTypeSpec(type, at(token)));
  }

  private static String binaryDigits(PgToken token) {
    boolean binary = token.kind == BIT_STRING;
    StringBuilder bits = new StringBuilder();
    for (char c : token.value.toCharArray()) {
      int digit = c < 128 ? Character.digit(c, binary ? 2 : 16) : -1;
      if (digit < 0) {
        String base = binary ? "binary" : "hexadecimal";
        throw new GrammarException(
            "22P02", "\"" + c + "\" is not a valid " + base + " digit", null, token.beginColumn);
      }
      for (int bit = binary ? 0 : 3; bit >= 0; bit--) {
        bits.append((digit >> bit & 1) == 1 ? '1' : '0');
      }
    }
    return bits.toString();
  }

  // Expressions.

  static SqlNode sign(Token token, SqlNode operand) {
    if (token.kind == MINUS && operand instanceof PgNumber number) {
      return number.negated(at(token));
    }
    return node(token, PgOperators.prefix(token.image), operand);
  }

  /** A call that stands exactly at its token; Calcite's own way spans the operands too. */
  static SqlCall node(Token token, SqlOperator operator, SqlNode... operands) {
    return node(token, operator, Arrays.asList(operands));
  }

  static SqlCall node(Token token, SqlOperator operator, List<? extends SqlNode> operands) {
    return new SqlBasicCall(operator, operands, at(token));
  }

  static SqlNode prefix(Token token, SqlNode operand) {
    return node(token, PgOperators.prefix(token.image), operand);
  }

  static SqlNode binary(Token token, SqlNode left, SqlNode right) {
    return node(token, PgOperators.binary(token.image), left, right);
  }

  static SqlNode is(Token token, SqlOperator operator, SqlNode operand) {
    return node(token, operator, operand);
  }

  /** {@code IS [NOT] [NFC | NFD | NFKC | NFKD] NORMALIZED}; without a form the default's. */
  static SqlNode normalized(Token token, boolean not, SqlNode operand, Token... form) {
    List<SqlNode> arguments = new ArrayList<>();
    arguments.add(operand);
    for (Token name : form) {
      arguments.add(normalForm(name));
    }
    SqlNode call = systemCall(token, "is_normalized", arguments);
    return not ? node(token, SqlStdOperatorTable.NOT, call) : call;
  }

  /** {@code NFC} and its kin, which are printed in capitals. */
  static SqlNode normalForm(Token name) {
    return SqlLiteral.createCharString(name.image.toUpperCase(Locale.ROOT), at(name));
  }

  static SqlNode cast(Token token, SqlNode operand, SqlDataTypeSpec type) {
    return node(token, SqlStdOperatorTable.CAST, operand, type);
  }

  static SqlNode call(Token token, String name, SqlNode... arguments) {
    return call(token, name, List.of(arguments));
  }

  static SqlNode call(Token token, String name, List<SqlNode> arguments) {
    return call(token, new SqlIdentifier(name, at(token)), arguments);
  }

  /** What SQL's own syntax means is looked up in pg_catalog, and errors say so. */
  static SqlNode systemCall(Token token, String name, SqlNode... arguments) {
    return systemCall(token, name, List.of(arguments));
  }

  static SqlNode systemCall(Token token, String name, List<SqlNode> arguments) {
    var function = new SyntaxFunction(new SqlIdentifier(List.of("pg_catalog", name), at(token)));
    return node(token, function, arguments);
  }

  private static SqlNode call(Token token, SqlIdentifier name, List<SqlNode> arguments) {
    var function =
        new SqlUnresolvedFunction(
            name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    return node(token, function, arguments);
  }

  static SqlNode row(Token token, SqlNodeList list) {
    return node(token, SqlStdOperatorTable.ROW, list.getList());
  }

  static SqlNode item(Token token, SqlNode array, SqlNode index) {
    return node(token, SqlStdOperatorTable.ITEM, array, index);
  }

  static SqlNode between(
      Token token, boolean not, boolean symmetric, SqlNode e, SqlNode lower, SqlNode upper) {
    SqlOperator operator =
        symmetric
            ? not
                ? SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN
                : SqlStdOperatorTable.SYMMETRIC_BETWEEN
            : not ? SqlStdOperatorTable.NOT_BETWEEN : SqlStdOperatorTable.BETWEEN;
    return node(token, operator, e, lower, upper);
  }

  static SqlNode in(Token token, boolean not, SqlNode left, SqlNode right) {
    SqlOperator operator = not ? SqlStdOperatorTable.NOT_IN : SqlStdOperatorTable.IN;
    return node(token, operator, left, right);
  }

  static SqlNode match(
      Token token, SqlOperator operator, SqlNode left, SqlNode pattern, SqlNode escape) {
    return escape == null
        ? node(token, operator, left, pattern)
        : node(token, operator, left, pattern, escape);
  }

  /** The operator that LIKE or ILIKE is, for {@code LIKE ANY}. */
  static Token like(Token token, boolean not) {
    String symbol = (not ? "!" : "") + (token.kind == LIKE ? "~~" : "~~*");
    return symbol(symbol, token);
  }

  static Token operatorAt(Token symbol, Token at) {
    return symbol(symbol.image, at);
  }

  private static Token symbol(String symbol, Token at) {
    PgToken place = (PgToken) at;
    return new PgToken(
        OPERATOR_SYMBOL, symbol, place.start, place.end, place.beginColumn, symbol, null, -1, -1);
  }

  static SqlNode quantified(Token token, boolean all, SqlNode left, SqlNode right) {
    SqlOperator comparison = PgOperators.binary(token.image);
    boolean standard = SqlKind.COMPARISON.contains(comparison.getKind());
    if (Ahead.isQuery(right) && standard) {
      SqlKind kind = comparison.getKind();
      SqlOperator operator = all ? SqlStdOperatorTable.all(kind) : SqlStdOperatorTable.some(kind);
      return node(token, operator, left, right);
    }
    return node(token, new QuantifiedOperator(comparison, all), left, right);
  }

  /** {@code (a, b) OVERLAPS (c, d)} is {@code overlaps(a, b, c, d)}. */
  static SqlNode overlaps(Token token, SqlNode left, SqlNode right) {
    List<SqlNode> arguments = new ArrayList<>();
    for (SqlNode side : List.of(left, right)) {
      if (side.getKind() != SqlKind.ROW || ((SqlCall) side).operandCount() != 2) {
        String which = side == left ? "left" : "right";
        throw GrammarException.syntax(
            "wrong number of parameters on " + which + " side of OVERLAPS expression",
            side.getParserPosition().getColumnNum());
      }
      arguments.addAll(((SqlCall) side).getOperandList());
    }
    return systemCall(token, "overlaps", arguments);
  }

  static SqlNode caseOf(
      Token token, SqlNode subject, List<SqlNode> when, List<SqlNode> then, SqlNode otherwise) {
    SqlParserPos position = at(token);
    List<SqlNode> conditions = new ArrayList<>();
    for (SqlNode value : when) {
      conditions.add(subject == null ? value : new SwitchedComparison(subject, value, position));
    }
    return SqlCase.createSwitched(
        position,
        null,
        new SqlNodeList(conditions, position),
        new SqlNodeList(then, position),
        otherwise);
  }

  static SqlLiteral onlyDistinct(SqlLiteral quantifier) {
    return quantifier != null
            && quantifier.symbolValue(SqlSelectKeyword.class) == SqlSelectKeyword.DISTINCT
        ? quantifier
        : null;
  }

  /** The call before WITHIN GROUP, which can have neither ORDER BY nor DISTINCT of its own. */
  static SqlNode withoutOrder(SqlNode call, Token within) {
    if (((SqlCall) call).getOperator() == PgOperators.AGGREGATE_ORDER_BY) {
      throw GrammarException.syntax(
          "cannot use multiple ORDER BY clauses with WITHIN GROUP", within.beginColumn);
    }
    if (((SqlCall) call).getFunctionQuantifier() != null) {
      throw GrammarException.syntax("cannot use DISTINCT with WITHIN GROUP", within.beginColumn);
    }
    return call;
  }

  // Types.

  static SqlDataTypeSpec type(Token token, SqlIdentifier name, List<SqlNode> modifiers) {
    return new SqlDataTypeSpec(new PgTypeName(name, modifiers, 0, null, at(token)), at(token));
  }

  static SqlDataTypeSpec interval(Token token, List<SqlNode> modifiers, String fields) {
    var name = new SqlIdentifier(List.of("pg_catalog", "interval"), at(token));
    return new SqlDataTypeSpec(new PgTypeName(name, modifiers, 0, fields, at(token)), at(token));
  }

  static String floatType(Token token, List<SqlNode> precision) {
    if (precision.isEmpty()) {
      return "float8";
    }
    int bits = ((PgNumber) precision.get(0)).intValue(false);
    if (bits < 1) {
      throw new GrammarException(
          "22023",
          "precision for type float must be at least 1 bit",
          null,
          precision.get(0).getParserPosition().getColumnNum());
    }
    if (bits > 53) {
      throw new GrammarException(
          "22023",
          "precision for type float must be less than 54 bits",
          null,
          precision.get(0).getParserPosition().getColumnNum());
    }
    return bits <= 24 ? "float4" : "float8";
  }
}
