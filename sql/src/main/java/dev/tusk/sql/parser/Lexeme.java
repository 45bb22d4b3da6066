package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.grammar.PgParserConstants;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token of SQL for the languages that have SQL inside.
 *
 * @param value a name as it is meant, a string's content, else the text itself
 * @param start offset of its first character
 * @param end offset behind its last
 * @param refusal of a REFUSED one, what the scanner says
 */
public record Lexeme(Kind kind, String value, int start, int end, @Nullable SqlException refusal) {
  /** What it is. A key word is a WORD. */
  public enum Kind {
    WORD,
    QUOTED_WORD,
    STRING,
    INTEGER,
    DECIMAL,
    PARAMETER,
    SYMBOL,
    REFUSED,
    END
  }

  /** All tokens of a text; the last is END, or REFUSED where the scanner cannot go on. */
  public static List<Lexeme> of(String text, LexicalSettings settings) {
    Scanner scanner = new Scanner();
    scanner.reset(text, 0, settings);
    List<Lexeme> all = new ArrayList<>();
    while (true) {
      try {
        int kind = scanner.next();
        all.add(new Lexeme(kind(kind, scanner), scanner.value(), scanner.start, scanner.end, null));
        if (kind == PgParserConstants.EOF) {
          return all;
        }
      } catch (SqlException e) {
        all.add(new Lexeme(Kind.REFUSED, "", scanner.start, text.length(), e));
        return all;
      }
    }
  }

  private static Kind kind(int kind, Scanner scanner) {
    if (scanner.keyword != null) {
      return Kind.WORD;
    }
    return switch (kind) {
      case PgParserConstants.EOF -> Kind.END;
      case PgParserConstants.IDENTIFIER -> Kind.WORD;
      case PgParserConstants.QUOTED_IDENTIFIER -> Kind.QUOTED_WORD;
      case PgParserConstants.QUOTED_STRING -> Kind.STRING;
      case PgParserConstants.UNSIGNED_INTEGER_LITERAL -> Kind.INTEGER;
      case PgParserConstants.DECIMAL_NUMERIC_LITERAL -> Kind.DECIMAL;
      case PgParserConstants.DOLLAR_PARAMETER -> Kind.PARAMETER;
      default -> Kind.SYMBOL;
    };
  }
}
