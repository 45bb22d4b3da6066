package dev.tusk.sql.parser;

import dev.tusk.sql.grammar.Keyword;
import dev.tusk.sql.grammar.PgParserConstants;
import org.jspecify.annotations.Nullable;

/**
 * Whether the words read so far stand within BEGIN ATOMIC … END of a CREATE FUNCTION, or within the
 * parentheses of a CREATE RULE, where semicolons end no statement of the text. CASE has an END,
 * too.
 */
final class BodyNesting {
  private boolean routine;
  private boolean rule;
  private boolean creating;
  private boolean begun;
  private int depth;

  /** A statement begins. */
  void begin() {
    routine = false;
    rule = false;
    creating = false;
    begun = false;
    depth = 0;
  }

  boolean open() {
    return depth > 0;
  }

  /** The statement's next token. */
  void next(int kind, @Nullable Keyword keyword, int number) {
    if (!rule) {
      next(keyword, number);
    } else if (kind == PgParserConstants.LPAREN) {
      depth++;
    } else if (kind == PgParserConstants.RPAREN && depth > 0) {
      depth--;
    }
  }

  /** The statement's next word, the first being 0. */
  private void next(@Nullable Keyword keyword, int number) {
    if (keyword == null || number > 0 && !creating) {
      begun = false;
      return;
    }
    switch (keyword.word()) {
      case "create" -> creating |= number == 0;
      case "function", "procedure" -> routine |= number == 1 || number == 3;
      case "rule" -> rule |= number == 1 || number == 3;
      case "atomic" -> {
        if (routine && begun) {
          depth = 1;
        }
      }
      case "case" -> depth += depth > 0 ? 1 : 0;
      case "end" -> depth -= depth > 0 ? 1 : 0;
      default -> {}
    }
    begun = keyword.word().equals("begin");
  }
}
