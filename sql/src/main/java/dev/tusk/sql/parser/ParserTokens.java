package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgParserTokenManager;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.grammar.SimpleCharStream;
import dev.tusk.sql.grammar.Token;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Our scanner in the place of the generated token manager. */
final class ParserTokens extends PgParserTokenManager {
  private final Scanner scanner = new Scanner();
  private final String text;
  private final @Nullable NormalizedStatement folding;
  private int folded;
  private int highestParameter;

  /** Where {@link #position} belongs: positions count characters, and only grow. */
  private int offset;

  private int position = 1;

  /**
   * Scans from an offset on.
   *
   * @param folding tells which literals are parameters; null for none
   */
  ParserTokens(
      String text, int start, LexicalSettings settings, @Nullable NormalizedStatement folding) {
    super(new SimpleCharStream(new StringReader(""), 1, 1, 1));
    this.text = text;
    this.folding = folding;
    scanner.reset(text, start, settings);
  }

  /** The highest n of $n so far; 0 for none. */
  int highestParameter() {
    return highestParameter;
  }

  void forgetParameters() {
    highestParameter = 0;
  }

  /** A text that the scanner refuses gives a token that no statement has; it knows the error. */
  private static final int REFUSED = PgParserConstants.BEL;

  private @Nullable SqlException refusal;

  /** What the scanner said of a token that it refused; null for any other token. */
  @Nullable SqlException refusal(PgToken token) {
    return token.kind == REFUSED ? refusal : null;
  }

  @Override
  public Token getNextToken() {
    if (refusal == null) {
      try {
        return scan();
      } catch (SqlException e) {
        refusal = e;
      }
    }
    return new PgToken(REFUSED, "", offset, offset, position, "", null, -1, -1);
  }

  private PgToken scan() {
    int kind = scanner.next();
    position += text.codePointCount(offset, scanner.start);
    offset = scanner.start;
    int literal = -1;
    int parameter = -1;
    if (kind == PgParserConstants.DOLLAR_PARAMETER) {
      parameter = parameterIndex();
      highestParameter = Math.max(highestParameter, parameter + 1);
    } else if (folding != null
        && folded < folding.literalCount()
        && folding.literalStart(folded) == scanner.start) {
      literal = folded++;
      parameter = folding.highestParameter() + literal;
    }
    String value = scanner.value();
    String image = kind == PgParserConstants.NE ? "<>" : value;
    return new PgToken(
        kind,
        image,
        scanner.start,
        scanner.end,
        position,
        value,
        scanner.keyword,
        literal,
        parameter);
  }

  private int parameterIndex() {
    String digits = text.substring(scanner.start + 1, scanner.end);
    int number = digits.length() > 9 ? 0 : Integer.parseInt(digits);
    if (number < 1 || number > NormalizedStatement.MOST_PARAMETERS) {
      throw SqlException.of(SqlState.UNDEFINED_PARAMETER, "there is no parameter $" + digits)
          .at(position);
    }
    return number - 1;
  }
}
