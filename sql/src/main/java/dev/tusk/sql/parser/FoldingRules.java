package dev.tusk.sql.parser;

import static dev.tusk.sql.grammar.PgParserConstants.*;

import dev.tusk.sql.grammar.Keyword;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which literals the plan cache's key leaves out, told token by token without a parser.
 *
 * <p>Kept in the key: type modifiers, literals behind a type's name ({@code date '2024-01-01'},
 * {@code interval '1' day}), items of ORDER BY, GROUP BY, PARTITION BY and DISTINCT ON that are
 * bare literals, window frames, everything in statements that are no query or modification, and
 * whatever is not surely an operand. In a statement with GROUP BY or DISTINCT, expressions must
 * match one another, so that only literals in WHERE, ON, LIMIT, OFFSET, VALUES and SET are folded.
 *
 * <p>Where these rules err, the grammar notices a folded literal in a place for constants, and the
 * statement is parsed with its literals ({@link ParsedStatement#literalsFolded}).
 */
final class FoldingRules {
  static final byte KEPT = 0;
  static final byte FOLDED = 1;

  /** Folded, if the statement turns out to have neither GROUP BY nor DISTINCT. */
  static final byte UNLESS_GROUPED = 2;

  /** Clauses: of what a literal is a part. */
  private static final byte OTHER = 0;

  /** A list of expressions where a bare literal has a meaning of its own. */
  private static final byte ITEMS = 1;

  /** Expressions that match no others. */
  private static final byte FREE = 2;

  /** A type's modifiers. */
  private static final byte CONSTANTS = 3;

  private byte[] clauses = new byte[16];
  private int depth;
  private boolean foldable;
  private boolean first;
  private boolean grouped;
  private boolean intoTable;
  private int previous;
  private int beforePrevious;
  private boolean previousWasLiteral;
  private int kept;
  private boolean beforePreviousWasLiteral;

  /** Behind {@code ::} or AS, through the parts of a type's name. */
  private boolean inType;

  void begin() {
    depth = 0;
    clauses[0] = OTHER;
    foldable = false;
    first = true;
    grouped = false;
    intoTable = false;
    previous = EOF;
    beforePrevious = EOF;
    previousWasLiteral = false;
    beforePreviousWasLiteral = false;
    kept = 0;
    inType = false;
  }

  /** Whether expressions of this statement must match one another. */
  boolean grouped() {
    return grouped;
  }

  /** Whether it is a SELECT INTO, which makes a table: no plan of it is kept. */
  boolean intoTable() {
    return intoTable;
  }

  /**
   * How many tokens back the literal stands of which the token just seen tells that it must stay; 0
   * for none. What {@code '2'::interval} means, the fields behind it say.
   */
  int kept() {
    return kept;
  }

  /** Takes the next token; tells what becomes of it. */
  byte next(Scanner scanner, String text) {
    int kind = scanner.kind;
    Keyword keyword = scanner.keyword;
    if (first) {
      first = false;
      foldable =
          kind == LPAREN
              || keyword != null
                  && switch (kind) {
                    case SELECT, INSERT, UPDATE, DELETE, WITH, VALUES -> true;
                    default -> false;
                  };
    }
    if (!foldable) {
      return KEPT;
    }
    kept = 0;
    if (previousWasLiteral && (kind == PRECEDING || kind == FOLLOWING)) {
      kept = 1;
    } else if (kind == INTERVAL && previous == INFIX_CAST && beforePreviousWasLiteral) {
      kept = 2;
    }
    byte folding = KEPT;
    switch (kind) {
      case LPAREN, LBRACKET -> open();
      case RPAREN, RBRACKET -> depth = Math.max(depth - 1, 0);
      case QUOTED_STRING -> folding = previous == SLASH ? KEPT : literal();
      case UNSIGNED_INTEGER_LITERAL ->
          folding = isZeroDivisor(text, scanner.start) ? KEPT : literal();
      case DECIMAL_NUMERIC_LITERAL ->
          folding =
              isEdge(text, scanner.start, scanner.end) || isZeroDivisor(text, scanner.start)
                  ? KEPT
                  : literal();
      default -> {
        if (keyword != null) {
          clause(kind);
        }
      }
    }
    inType = inType(kind, keyword);
    beforePrevious = previous;
    previous = keyword != null && keyword.kind() == IDENTIFIER ? IDENTIFIER : kind;
    beforePreviousWasLiteral = previousWasLiteral;
    previousWasLiteral = folding != KEPT;
    return folding;
  }

  private boolean inType(int kind, @Nullable Keyword keyword) {
    return switch (kind) {
      case INFIX_CAST, AS -> true;
      case DOT, IDENTIFIER, QUOTED_IDENTIFIER -> inType;
      case MATERIALIZED, NOT -> false;
      default ->
          inType
              && keyword != null
              && (keyword.category() == Keyword.Category.UNRESERVED
                  || keyword.category() == Keyword.Category.COLUMN_NAME);
    };
  }

  private void open() {
    byte outer = clauses[depth];
    byte inner;
    if (outer == CONSTANTS || inType && previous != AS && previous != INFIX_CAST) {
      inner = CONSTANTS;
    } else if (isTypeWord(previous)) {
      inner = CONSTANTS;
    } else if (outer == ITEMS
        && (previous == BY
            || previous == COMMA
            || previous == LPAREN
            || previous == ROLLUP
            || previous == CUBE
            || previous == SETS)) {
      inner = ITEMS;
    } else if (previous == ON && beforePrevious == DISTINCT) {
      inner = ITEMS;
    } else {
      inner = outer == FREE ? FREE : OTHER;
    }
    depth++;
    if (depth == clauses.length) {
      clauses = Arrays.copyOf(clauses, 2 * depth);
    }
    clauses[depth] = inner;
  }

  private static boolean isTypeWord(int kind) {
    return switch (kind) {
      case BIT, CHAR, CHARACTER, DEC, DECIMAL, FLOAT, INTERVAL, NCHAR, NUMERIC, TIME -> true;
      case TIMESTAMP, VARCHAR, VARYING, SECOND -> true;
      case CURRENT_TIME, CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP -> true;
      default -> false;
    };
  }

  private void clause(int kind) {
    switch (kind) {
      case BY -> {
        clauses[depth] = ITEMS;
        grouped |= previous == GROUP;
      }
      case WHERE, LIMIT, OFFSET, FETCH, VALUES, SET -> clauses[depth] = FREE;
      // Behind DISTINCT ON (…) come the targets, which its items must match.
      case ON -> clauses[depth] = previous == DISTINCT ? OTHER : FREE;
      case SELECT, FROM, HAVING, RETURNING, WINDOW, USING, UNION, INTERSECT, EXCEPT ->
          clauses[depth] = OTHER;
      case INTO -> intoTable |= previous != INSERT;
      case DISTINCT -> grouped |= previous != IS && previous != NOT;
      default -> {}
    }
  }

  private byte literal() {
    byte clause = clauses[depth];
    if (clause == CONSTANTS || !isOperandNext()) {
      return KEPT;
    }
    return switch (clause) {
      case FREE -> FOLDED;
      case ITEMS -> isWholeItem() ? KEPT : UNLESS_GROUPED;
      default -> UNLESS_GROUPED;
    };
  }

  /** A literal with nothing but a sign before it: an ordinal, or an error. */
  private boolean isWholeItem() {
    int before = previous == MINUS || previous == PLUS ? beforePrevious : previous;
    return before == COMMA || before == BY || before == LPAREN;
  }

  /** Behind the token before, a literal is surely an operand. */
  private boolean isOperandNext() {
    if (previous == LPAREN && beforePrevious == EXTRACT) {
      return false;
    }
    return switch (previous) {
      case LPAREN, COMMA, LBRACKET, COLON -> true;
      case OPERATOR_SYMBOL, EQ, NE, LT, GT, LE, GE, PLUS, MINUS, STAR, SLASH -> true;
      case PERCENT_REMAINDER, CARET, NAMED_ARGUMENT_ASSIGNMENT, COLON_EQUALS -> true;
      case SELECT, ALL, WHERE, AND, OR, NOT, ON, HAVING, RETURNING -> true;
      case CASE, WHEN, THEN, ELSE, LIKE, ILIKE, BETWEEN, SYMMETRIC, ASYMMETRIC -> true;
      case LIMIT, OFFSET -> true;
      default -> previous == TO && beforePrevious == SIMILAR;
    };
  }

  /** What divides by zero keeps no order: a plan must not be shared with what does. */
  private boolean isZeroDivisor(String text, int start) {
    return previous == SLASH && (text.charAt(start) == '0' || text.charAt(start) == '.');
  }

  /** With a minus before them, these digits are of a smaller type than without. */
  private static boolean isEdge(String text, int start, int end) {
    return text.startsWith("2147483648", start) && end - start == 10
        || text.startsWith("9223372036854775808", start) && end - start == 19;
  }
}
