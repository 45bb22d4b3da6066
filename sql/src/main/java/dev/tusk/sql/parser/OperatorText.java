package dev.tusk.sql.parser;

import dev.tusk.sql.grammar.PgParserConstants;

/** How far an operator reaches, by PostgreSQL's rule, and which token it is. */
final class OperatorText {
  static final String CHARACTERS = "+-*/<>=~!@#%^&|`?";

  /** An operator may end in + or - only if it has one of these. */
  private static final String SPECIAL = "~!@#%^&|`?";

  /** PostgreSQL's NAMEDATALEN - 1. */
  static final int MOST_CHARACTERS = 63;

  private OperatorText() {}

  /**
   * The longest run of operator characters that begins no comment, without + and - at its end
   * unless a special character makes the name one.
   */
  static int length(String text, int start) {
    boolean special = SPECIAL.indexOf(text.charAt(start)) >= 0;
    int stop = start + 1;
    while (stop < text.length()) {
      char c = text.charAt(stop);
      if (CHARACTERS.indexOf(c) < 0
          || c == '-' && text.startsWith("--", stop)
          || c == '/' && text.startsWith("/*", stop)) {
        break;
      }
      special |= SPECIAL.indexOf(c) >= 0;
      stop++;
    }
    if (!special) {
      while (stop > start + 1 && (text.charAt(stop - 1) == '+' || text.charAt(stop - 1) == '-')) {
        stop--;
      }
    }
    return stop - start;
  }

  /** The token kind of an operator; the six comparisons and arithmetic have their own. */
  static int kind(String text, int start, int length) {
    return switch (length) {
      case 1 -> one(text.charAt(start));
      case 2 -> two(text.charAt(start), text.charAt(start + 1));
      default -> PgParserConstants.OPERATOR_SYMBOL;
    };
  }

  private static int one(char c) {
    return switch (c) {
      case '+' -> PgParserConstants.PLUS;
      case '-' -> PgParserConstants.MINUS;
      case '*' -> PgParserConstants.STAR;
      case '/' -> PgParserConstants.SLASH;
      case '%' -> PgParserConstants.PERCENT_REMAINDER;
      case '^' -> PgParserConstants.CARET;
      case '<' -> PgParserConstants.LT;
      case '>' -> PgParserConstants.GT;
      case '=' -> PgParserConstants.EQ;
      default -> PgParserConstants.OPERATOR_SYMBOL;
    };
  }

  private static int two(char first, char second) {
    if (second == '=') {
      return switch (first) {
        case '<' -> PgParserConstants.LE;
        case '>' -> PgParserConstants.GE;
        case '!' -> PgParserConstants.NE;
        default -> PgParserConstants.OPERATOR_SYMBOL;
      };
    }
    if (second == '>') {
      return switch (first) {
        case '<' -> PgParserConstants.NE;
        case '=' -> PgParserConstants.NAMED_ARGUMENT_ASSIGNMENT;
        default -> PgParserConstants.OPERATOR_SYMBOL;
      };
    }
    return PgParserConstants.OPERATOR_SYMBOL;
  }
}
