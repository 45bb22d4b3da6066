package dev.tusk.sql.grammar;

import static dev.tusk.sql.grammar.PgParserConstants.*;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWith;
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
            token.parameter,
            token.folded,
            FoldedLiteral.Kind.STRING,
            token.value,
            at(token))
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
  private static SqlNode withoutDirection(SqlNode node) {
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
    String digits = ((PgToken) token).value;
    SqlNode length = PgNumber.of(Integer.toString(digits.length()), at(token));
    var type = PgTypeName.builtIn("bit", List.of(length), at(token));
    return cast(
        token,
        SqlLiteral.createCharString(digits, at(token)),
        new SqlDataTypeSpec(type, at(token)));
  }

  // Expressions.

  static SqlNode sign(Token token, SqlNode operand) {
    if (token.kind == MINUS && operand instanceof PgNumber number) {
      return number.negated(at(token));
    }
    return PgOperators.prefix(token.image).createCall(at(token), operand);
  }

  static SqlNode prefix(Token token, SqlNode operand) {
    return PgOperators.prefix(token.image).createCall(at(token), operand);
  }

  static SqlNode binary(Token token, SqlNode left, SqlNode right) {
    return PgOperators.binary(token.image).createCall(at(token), left, right);
  }

  static SqlNode is(Token token, SqlOperator operator, SqlNode operand) {
    return operator.createCall(at(token), operand);
  }

  static SqlNode cast(Token token, SqlNode operand, SqlDataTypeSpec type) {
    return SqlStdOperatorTable.CAST.createCall(at(token), operand, type);
  }

  static SqlNode call(Token token, String name, SqlNode... arguments) {
    return call(token, name, List.of(arguments));
  }

  static SqlNode call(Token token, String name, List<SqlNode> arguments) {
    var function =
        new SqlUnresolvedFunction(
            new SqlIdentifier(name, at(token)),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION);
    return function.createCall(at(token), arguments);
  }

  static SqlNode row(Token token, SqlNodeList list) {
    return SqlStdOperatorTable.ROW.createCall(at(token), list.getList());
  }

  static SqlNode item(Token token, SqlNode array, SqlNode index) {
    return SqlStdOperatorTable.ITEM.createCall(at(token), array, index);
  }

  static SqlNode between(
      Token token, boolean not, boolean symmetric, SqlNode e, SqlNode lower, SqlNode upper) {
    SqlOperator operator =
        symmetric
            ? not
                ? SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN
                : SqlStdOperatorTable.SYMMETRIC_BETWEEN
            : not ? SqlStdOperatorTable.NOT_BETWEEN : SqlStdOperatorTable.BETWEEN;
    return operator.createCall(at(token), e, lower, upper);
  }

  static SqlNode in(Token token, boolean not, SqlNode left, SqlNode right) {
    SqlOperator operator = not ? SqlStdOperatorTable.NOT_IN : SqlStdOperatorTable.IN;
    return operator.createCall(at(token), left, right);
  }

  static SqlNode match(
      Token token, SqlOperator operator, SqlNode left, SqlNode pattern, SqlNode escape) {
    return escape == null
        ? operator.createCall(at(token), left, pattern)
        : operator.createCall(at(token), left, pattern, escape);
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
    if (isQuery(right) && standard) {
      SqlKind kind = comparison.getKind();
      SqlOperator operator = all ? SqlStdOperatorTable.all(kind) : SqlStdOperatorTable.some(kind);
      return operator.createCall(at(token), left, right);
    }
    return new QuantifiedOperator(comparison, all).createCall(at(token), left, right);
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
    return call(token, "overlaps", arguments);
  }

  static SqlNode caseOf(
      Token token, SqlNode subject, List<SqlNode> when, List<SqlNode> then, SqlNode otherwise) {
    SqlParserPos position = at(token);
    return SqlCase.createSwitched(
        position,
        subject,
        new SqlNodeList(when, position),
        new SqlNodeList(then, position),
        otherwise);
  }

  static SqlLiteral onlyDistinct(SqlLiteral quantifier) {
    return quantifier != null && quantifier.symbolValue(SqlSelectKeyword.class)
            == SqlSelectKeyword.DISTINCT
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

  static boolean mayBeFunction(SqlIdentifier name, Token first) {
    return name.isSimple() ? ((PgToken) first).isFunctionName() : !name.isStar();
  }

  /** {@code vector(3)} before a string is a type, unless it has a star or an ORDER BY. */
  static boolean mayBeModifiers(SqlNode call) {
    if (!(((SqlCall) call).getOperator() instanceof SqlUnresolvedFunction)) {
      return false;
    }
    return ((SqlCall) call)
        .getOperandList().stream()
            .noneMatch(argument -> argument instanceof SqlIdentifier name && name.isStar());
  }

  // Types.

  static SqlDataTypeSpec type(Token token, SqlIdentifier name, List<SqlNode> modifiers) {
    return new SqlDataTypeSpec(new PgTypeName(name, modifiers, 0, null, at(token)), at(token));
  }

  static SqlDataTypeSpec interval(Token token, List<SqlNode> modifiers, String fields) {
    var name = new SqlIdentifier(List.of("pg_catalog", "interval"), at(token));
    return new SqlDataTypeSpec(new PgTypeName(name, modifiers, 0, fields, at(token)), at(token));
  }

  /** Whether {@code start TO end} is a range of interval fields. */
  static boolean isIntervalRange(String start, PgToken end) {
    return switch (start + " to " + end.value) {
      case "year to month",
          "day to hour",
          "day to minute",
          "day to second",
          "hour to minute",
          "hour to second",
          "minute to second" ->
          true;
      default -> false;
    };
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

  // Queries.

  static boolean isQuery(SqlNode node) {
    return node.isA(SqlKind.QUERY);
  }

  static SqlNode with(SqlNodeList items, SqlNode body) {
    if (items == null) {
      return body;
    }
    if (body instanceof Modification modification) {
      modification.with(items);
      return body;
    }
    return new SqlWith(items.getParserPosition(), items, body);
  }

  static SqlNode setOperation(SqlOperator operator, SqlParserPos position, SqlNode a, SqlNode b) {
    return operator.createCall(position, a, b);
  }

  static SqlNode values(Token token, List<SqlNode> rows) {
    int width = ((SqlCall) rows.get(0)).operandCount();
    for (SqlNode row : rows) {
      if (((SqlCall) row).operandCount() != width) {
        throw GrammarException.syntax(
            "VALUES lists must all be the same length",
            ((SqlCall) row).operand(0).getParserPosition().getColumnNum());
      }
    }
    return SqlStdOperatorTable.VALUES.createCall(at(token), rows);
  }

  /** {@code TABLE t} is {@code SELECT * FROM t}. */
  static SqlNode selectAll(Token token, SqlIdentifier table) {
    var star = new SqlNodeList(List.of(SqlIdentifier.star(at(token))), at(token));
    return new PgSelect(
        at(token), SqlNodeList.EMPTY, null, star, null, table, null, null, null, null);
  }

  static SqlNodeList distinct(Token token) {
    return new SqlNodeList(List.of(SqlSelectKeyword.DISTINCT.symbol(at(token))), at(token));
  }

  static SqlNode labelled(SqlNode e, SqlIdentifier label) {
    return label == null
        ? e
        : SqlStdOperatorTable.AS.createCall(e.getParserPosition(), e, label);
  }

  static SqlNode orderUsing(Token operator, SqlNode e) {
    return switch (operator.image) {
      case "<" -> e;
      case ">" -> SqlStdOperatorTable.DESC.createCall(at(operator), e);
      default -> throw GrammarException.unsupported("ORDER BY USING " + operator.image, operator);
    };
  }

  static SqlNode queryOptions(
      SqlNode query,
      Token first,
      SqlNodeList orderBy,
      SqlNode offset,
      SqlNode fetch,
      List<RowLock> locks) {
    if (!locks.isEmpty()) {
      lock(query, locks);
    }
    if (orderBy == null && offset == null && fetch == null) {
      return query;
    }
    if (orderBy != null) {
      orderBy.forEach(Tree::unfolded);
    }
    if (query instanceof SqlOrderBy inner) {
      return reordered(inner, first, orderBy, offset, fetch);
    }
    SqlNodeList order = orderBy == null ? SqlNodeList.EMPTY : orderBy;
    return new SqlOrderBy(at(first), query, order, offset, fetch);
  }

  /** {@code (SELECT ... ORDER BY a) LIMIT 1}: one query, whose clauses may not be given twice. */
  private static SqlNode reordered(
      SqlOrderBy inner, Token first, SqlNodeList orderBy, SqlNode offset, SqlNode fetch) {
    if (orderBy != null && !inner.orderList.isEmpty()) {
      throw GrammarException.syntax(
          "multiple ORDER BY clauses not allowed",
          withoutDirection(orderBy.get(0)).getParserPosition().getColumnNum());
    }
    if (offset != null && inner.offset != null) {
      throw GrammarException.syntax(
          "multiple OFFSET clauses not allowed", offset.getParserPosition().getColumnNum());
    }
    if (fetch != null && inner.fetch != null) {
      throw GrammarException.syntax(
          "multiple LIMIT clauses not allowed", fetch.getParserPosition().getColumnNum());
    }
    return new SqlOrderBy(
        at(first),
        inner.query,
        orderBy == null ? inner.orderList : orderBy,
        offset == null ? inner.offset : offset,
        fetch == null ? inner.fetch : fetch);
  }

  private static void lock(SqlNode query, List<RowLock> locks) {
    SqlNode body = query;
    while (true) {
      if (body instanceof SqlWith with) {
        body = with.body;
      } else if (body instanceof SqlOrderBy ordered) {
        body = ordered.query;
      } else {
        break;
      }
    }
    String clause =
        "FOR " + locks.get(0).strength().name().replace('_', ' ');
    if (!(body instanceof PgSelect select)) {
      String what =
          body.getKind() == SqlKind.VALUES
              ? clause + " cannot be applied to VALUES"
              : clause + " is not allowed with UNION/INTERSECT/EXCEPT";
      throw new GrammarException("0A000", what, null, 0);
    }
    select.lock(locks);
  }

  static boolean isWindowName(PgToken token) {
    return token.isColumnName()
        && token.kind != PARTITION
        && token.kind != RANGE
        && token.kind != ROWS
        && token.kind != GROUPS;
  }

  static void checkFrame(SqlNode lower, SqlNode upper) {
    String from = lower.toString();
    String to = upper.toString();
    boolean toPreceding = upper.getKind() == SqlKind.PRECEDING;
    if (from.equals("UNBOUNDED FOLLOWING")) {
      throw wrongFrame("frame start cannot be UNBOUNDED FOLLOWING", lower);
    }
    if (to.equals("UNBOUNDED PRECEDING")) {
      throw wrongFrame("frame end cannot be UNBOUNDED PRECEDING", upper);
    }
    if (from.equals("CURRENT ROW") && toPreceding) {
      throw wrongFrame("frame starting from current row cannot have preceding rows", upper);
    }
    if (lower.getKind() == SqlKind.FOLLOWING && (toPreceding || to.equals("CURRENT ROW"))) {
      throw wrongFrame("frame starting from following row cannot have preceding rows", upper);
    }
  }

  private static GrammarException wrongFrame(String message, SqlNode bound) {
    return new GrammarException(
        "42P20", message, null, bound.getParserPosition().getColumnNum());
  }

  // Tables.

  static boolean startsJoin(Token token) {
    return switch (token.kind) {
      case NATURAL, CROSS, JOIN, INNER, LEFT, RIGHT, FULL -> true;
      default -> false;
    };
  }

  static SqlNode join(
      Token token,
      SqlNode left,
      boolean natural,
      JoinType type,
      SqlNode right,
      SqlNode condition,
      SqlNodeList using) {
    SqlParserPos position = at(token);
    JoinConditionType conditionType =
        using != null
            ? JoinConditionType.USING
            : condition != null ? JoinConditionType.ON : JoinConditionType.NONE;
    return new SqlJoin(
        position,
        left,
        SqlLiteral.createBoolean(natural, position),
        type.symbol(position),
        right,
        conditionType.symbol(position),
        using != null ? using : condition);
  }

  static SqlNode aliased(SqlNode table, SqlIdentifier alias, SqlNodeList columns) {
    if (alias == null) {
      return table;
    }
    List<SqlNode> operands = new ArrayList<>();
    operands.add(table);
    operands.add(alias);
    if (columns != null) {
      operands.addAll(columns.getList());
    }
    return SqlStdOperatorTable.AS.createCall(table.getParserPosition(), operands);
  }

  static SqlNode requireAlias(SqlNode query, SqlNode aliased, Token start) {
    if (aliased == query) {
      boolean values = query.getKind() == SqlKind.VALUES;
      throw new GrammarException(
          "42601",
          (values ? "VALUES" : "subquery") + " in FROM must have an alias",
          "For example, FROM (" + (values ? "VALUES" : "SELECT") + " ...) [AS] foo.",
          start.beginColumn);
    }
    return aliased;
  }

  static void requireQuery(SqlNode node, PgParser parser) throws ParseException {
    if (!isQuery(node)) {
      throw unexpected(parser);
    }
  }

  static void requireJoin(SqlNode node, PgParser parser) throws ParseException {
    if (!(node instanceof SqlJoin)) {
      throw unexpected(parser);
    }
  }

  /** Only rows overlap. */
  static void requireRow(SqlNode node, PgParser parser) throws ParseException {
    if (node.getKind() != SqlKind.ROW) {
      throw unexpected(parser);
    }
  }

  private static ParseException unexpected(PgParser parser) {
    parser.getToken(1);
    return parser.generateParseException();
  }

  // Modifications.

  static Assignment assignment(SqlNodeList columns, SqlNode source) {
    List<SqlIdentifier> names = new ArrayList<>();
    for (SqlNode column : columns) {
      names.add((SqlIdentifier) column);
    }
    if (source.getKind() == SqlKind.ROW && ((SqlCall) source).operandCount() != names.size()) {
      throw GrammarException.syntax(
          "number of columns does not match number of values",
          source.getParserPosition().getColumnNum());
    }
    return new Assignment(List.copyOf(names), source, true);
  }

  // What stands next.

  static boolean isConstant(Token token) {
    return switch (token.kind) {
      case UNSIGNED_INTEGER_LITERAL,
          DECIMAL_NUMERIC_LITERAL,
          QUOTED_STRING,
          BIT_STRING,
          BINARY_STRING_LITERAL,
          TRUE,
          FALSE,
          NULL ->
          true;
      default -> false;
    };
  }

  static boolean isOperator(Token token) {
    return switch (token.kind) {
      case OPERATOR_SYMBOL, EQ, NE, LT, GT, LE, GE, PLUS, MINUS, STAR, SLASH -> true;
      case PERCENT_REMAINDER, CARET -> true;
      default -> false;
    };
  }

  static boolean isQuantifier(Token token) {
    return token.kind == ANY || token.kind == SOME || token.kind == ALL;
  }

  /** [NOT] BETWEEN, IN, LIKE, ILIKE, SIMILAR. */
  static boolean isPredicate(Token token, Token next) {
    return switch (token.kind) {
      case BETWEEN, IN, LIKE, ILIKE, SIMILAR -> true;
      case NOT -> next.kind != NOT && isPredicate(next, next);
      default -> false;
    };
  }

  static boolean isIntervalField(Token token) {
    return switch (token.kind) {
      case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND -> true;
      default -> false;
    };
  }

  static boolean isTypeKeyword(Token token, Token next) {
    return switch (token.kind) {
      case INT, INTEGER, SMALLINT, BIGINT, REAL, FLOAT, DECIMAL, DEC, NUMERIC, BOOLEAN -> true;
      case BIT, VARCHAR, CHARACTER, CHAR, NCHAR, NATIONAL, TIMESTAMP, TIME -> true;
      case DOUBLE -> next.kind == PRECISION;
      default -> false;
    };
  }

  /** A type's key word is one here, and not a column's name. */
  static boolean continuesTypedLiteral(Token token, Token next) {
    return switch (next.kind) {
      case QUOTED_STRING, LPAREN, VARYING, PRECISION -> true;
      case WITH, WITHOUT -> token.kind == TIME || token.kind == TIMESTAMP;
      case CHARACTER, CHAR -> token.kind == NATIONAL;
      default -> false;
    };
  }

  /** Functions called without parentheses. */
  static boolean isValueFunction(Token token) {
    return switch (token.kind) {
      case CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP -> true;
      case CURRENT_ROLE, CURRENT_USER, SESSION_USER, USER -> true;
      case CURRENT_CATALOG, CURRENT_SCHEMA -> true;
      case CAST -> true;
      default -> false;
    };
  }

  /** Functions whose arguments have a syntax of their own. */
  static boolean isSpecialFunction(Token token) {
    return switch (token.kind) {
      case EXTRACT, POSITION, OVERLAY, SUBSTRING, TRIM, COALESCE, GREATEST, LEAST -> true;
      case GROUPING, NULLIF, NORMALIZE, TREAT -> true;
      case XMLCONCAT, XMLELEMENT, XMLEXISTS, XMLFOREST, XMLPARSE, XMLPI, XMLROOT -> true;
      case XMLSERIALIZE, XMLTABLE -> true;
      default -> false;
    };
  }
}
