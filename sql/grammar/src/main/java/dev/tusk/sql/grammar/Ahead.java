package dev.tusk.sql.grammar;

import static dev.tusk.sql.grammar.PgParserConstants.*;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;

/** What the grammar's conditions ask about tokens to come, and about nodes just made. */
final class Ahead {
  private Ahead() {}

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

  static boolean isWindowName(PgToken token) {
    return token.isColumnName()
        && token.kind != PARTITION
        && token.kind != RANGE
        && token.kind != ROWS
        && token.kind != GROUPS;
  }

  /** Behind a table a clause or a punctuation mark may stand. */
  static boolean mayFollowTable(PgToken token) {
    return switch (token.kind) {
      case EOF, SEMICOLON, RPAREN, COMMA -> true;
      default -> token.keyword != null;
    };
  }

  static boolean startsJoin(Token token) {
    return switch (token.kind) {
      case NATURAL, CROSS, JOIN, INNER, LEFT, RIGHT, FULL -> true;
      default -> false;
    };
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

  static boolean isQuery(SqlNode node) {
    return node.isA(SqlKind.QUERY);
  }
}
