package dev.tusk.sql.parser;

import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.Keyword;
import dev.tusk.sql.grammar.PgParserConstants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's scanner ({@code scan.l}), by hand: text to tokens, one at a time.
 *
 * <p>Token kinds are the generated parser's. A token is described by the fields {@link #kind},
 * {@link #start}, {@link #end} and {@link #keyword}; nothing is allocated for it. The value of a
 * literal or name is only made when {@link #value()} is asked. Strings are skipped by {@code
 * indexOf}, so a vector of 10 KB costs what reading the memory costs.
 *
 * <p>Not safe for several threads; {@link #reset} makes it scan another text.
 */
final class Scanner {
  private static final String SINGLE_CHARACTERS = ",()[].;:";

  private static final byte SPACE = 1;
  private static final byte LETTER = 2;
  private static final byte DIGIT = 3;
  private static final byte OPERATOR = 4;
  private static final byte SINGLE = 5;
  private static final byte[] CLASSES = classes();
  private static final @Nullable Keyword NCHAR = nchar();

  /** How the string just scanned is written. */
  enum StringForm {
    PLAIN,
    /** {@code E'…'}. */
    ESCAPED,
    /** {@code '…'} with escapes, when strings are not standard conforming. */
    ESCAPED_PLAIN,
    UNICODE,
    DOLLAR,
    BITS,
    HEXADECIMAL
  }

  private String text = "";
  private int length;
  private int at;

  int kind;
  int start;
  int end;
  @Nullable Keyword keyword;

  private StringForm form = StringForm.PLAIN;
  private LexicalSettings settings = LexicalSettings.STANDARD;

  /** What is to be told of the tokens; null when nobody listens. */
  private @Nullable List<Notice> notices;

  /** Whether the string or name is no plain stretch of the text. */
  private boolean coded;

  /** Of U& forms, the escape character. */
  private char unicodeEscape;

  /** Whether nothing is to be told of further escapes in the string. */
  private boolean escapeTold;

  /** Where the string itself ends, before a UESCAPE clause. */
  private int bodyEnd;

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (char c = 'a'; c <= 'z'; c++) {
      classes[c] = LETTER;
      classes[c - 32] = LETTER;
    }
    classes['_'] = LETTER;
    for (char c = '0'; c <= '9'; c++) {
      classes[c] = DIGIT;
    }
    for (char c : " \t\n\r\f".toCharArray()) {
      classes[c] = SPACE;
    }
    for (char c : OperatorText.CHARACTERS.toCharArray()) {
      classes[c] = OPERATOR;
    }
    for (char c : SINGLE_CHARACTERS.toCharArray()) {
      classes[c] = SINGLE;
    }
    return classes;
  }

  private static @Nullable Keyword nchar() {
    int hash = 0;
    for (char c : "nchar".toCharArray()) {
      hash = Keyword.hash(hash, c);
    }
    return Keyword.find("nchar", 0, 5, hash);
  }

  /** Starts over, at an offset of a text. */
  void reset(String newText, int offset, LexicalSettings newSettings) {
    text = newText;
    settings = newSettings;
    length = newText.length();
    at = offset;
  }

  /** From now on collects what PostgreSQL's scanner tells: escapes, and names cut short. */
  void collect(List<Notice> into) {
    notices = into;
  }

  private static byte classOf(char c) {
    return c < 128 ? CLASSES[c] : LETTER;
  }

  private static boolean continuesName(char c) {
    byte k = classOf(c);
    return k == LETTER || k == DIGIT || c == '$';
  }

  /** The next token; gives its kind, EOF at the end. */
  int next() {
    keyword = null;
    skipBlanks();
    start = at;
    if (at >= length) {
      end = at;
      kind = PgParserConstants.EOF;
      return kind;
    }
    char c = text.charAt(at);
    kind =
        switch (classOf(c)) {
          case LETTER -> word(c);
          case DIGIT -> number();
          case OPERATOR -> operator();
          case SINGLE -> single(c);
          default ->
              switch (c) {
                case '\'' -> string(plainForm(), 1);
                case '"' -> quotedName(1);
                case '$' -> dollar();
                default -> throw syntaxError(at, at + 1);
              };
        };
    end = at;
    if (end - start > Literals.MOST_NAME_BYTES / 4 && notices != null) {
      tellIfCutShort(notices);
    }
    return kind;
  }

  private StringForm plainForm() {
    return settings.standardStrings() ? StringForm.PLAIN : StringForm.ESCAPED_PLAIN;
  }

  private void tellIfCutShort(List<Notice> told) {
    if (kind != PgParserConstants.IDENTIFIER && kind != PgParserConstants.QUOTED_IDENTIFIER
        || keyword != null) {
      return;
    }
    String whole = name();
    String kept = Literals.truncated(whole);
    if (kept.length() < whole.length()) {
      told.add(Literals.cutShort(whole, kept));
    }
  }

  private void skipBlanks() {
    while (at < length) {
      char c = text.charAt(at);
      if (c == ' ' || classOf(c) == SPACE) {
        at++;
      } else if (c == '-' && text.startsWith("--", at)) {
        skipLine();
      } else if (c == '/' && text.startsWith("/*", at)) {
        skipComment();
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    while (at < length && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
  }

  /** Comments nest. */
  private void skipComment() {
    int opening = at;
    int depth = 0;
    do {
      if (at + 1 >= length) {
        throw error("unterminated /* comment", opening, length);
      }
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0);
  }

  private int word(char c) {
    char following = at + 1 < length ? text.charAt(at + 1) : ' ';
    if (following == '\'') {
      switch (c) {
        case 'e', 'E' -> {
          return string(StringForm.ESCAPED, 2);
        }
        case 'b', 'B' -> {
          return string(StringForm.BITS, 2);
        }
        case 'x', 'X' -> {
          return string(StringForm.HEXADECIMAL, 2);
        }
        case 'n', 'N' -> {
          // N'x' is NCHAR 'x'.
          at++;
          keyword = NCHAR;
          return PgParserConstants.NCHAR;
        }
        default -> {}
      }
    } else if (following == '&' && (c == 'u' || c == 'U') && at + 2 < length) {
      char quote = text.charAt(at + 2);
      if (quote == '\'') {
        settings.checkUnicode(position(start));
        return unicode(string(StringForm.UNICODE, 3));
      }
      if (quote == '"') {
        return unicode(quotedName(3));
      }
    }
    return plainWord();
  }

  private int plainWord() {
    String sql = text;
    int stop = at;
    int hash = 0;
    while (stop < length) {
      char c = sql.charAt(stop);
      if (!continuesName(c)) {
        break;
      }
      hash = Keyword.hash(hash, c);
      stop++;
    }
    at = stop;
    keyword = Keyword.find(sql, start, stop, hash);
    return keyword == null ? PgParserConstants.IDENTIFIER : keyword.kind();
  }

  private int number() {
    int digits = at;
    skipDigits();
    boolean integer = true;
    if (at < length && text.charAt(at) == '.' && !text.startsWith("..", at)) {
      integer = false;
      at++;
      skipDigits();
    }
    if (at < length && (text.charAt(at) | 0x20) == 'e') {
      int exponent = at + 1;
      if (exponent < length && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
        exponent++;
      }
      if (exponent < length && classOf(text.charAt(exponent)) == DIGIT) {
        integer = false;
        at = exponent;
        skipDigits();
      } else if (exponent > at + 1) {
        throw error("trailing junk after numeric literal", start, exponent);
      }
    }
    refuseJunk("trailing junk after numeric literal");
    return integer && fitsInteger(digits)
        ? PgParserConstants.UNSIGNED_INTEGER_LITERAL
        : PgParserConstants.DECIMAL_NUMERIC_LITERAL;
  }

  private void skipDigits() {
    while (at < length && classOf(text.charAt(at)) == DIGIT) {
      at++;
    }
  }

  private void refuseJunk(String message) {
    if (at < length && classOf(text.charAt(at)) == LETTER) {
      int junk = at;
      while (junk < length && continuesName(text.charAt(junk))) {
        junk++;
      }
      throw error(message, start, junk);
    }
  }

  private boolean fitsInteger(int digits) {
    if (at - digits <= 9) {
      return true;
    }
    while (digits < at - 1 && text.charAt(digits) == '0') {
      digits++;
    }
    return at - digits < 10
        || at - digits == 10 && Long.parseLong(text, digits, at, 10) <= Integer.MAX_VALUE;
  }

  private int operator() {
    int size = OperatorText.length(text, at);
    if (size > OperatorText.MOST_CHARACTERS) {
      throw error("operator too long", start, at + size);
    }
    at += size;
    return OperatorText.kind(text, start, size);
  }

  private int single(char c) {
    char following = at + 1 < length ? text.charAt(at + 1) : ' ';
    if (c == '.' && classOf(following) == DIGIT) {
      return number();
    }
    at++;
    switch (c) {
      case ',':
        return PgParserConstants.COMMA;
      case '(':
        return PgParserConstants.LPAREN;
      case ')':
        return PgParserConstants.RPAREN;
      case '[':
        return PgParserConstants.LBRACKET;
      case ']':
        return PgParserConstants.RBRACKET;
      case ';':
        return PgParserConstants.SEMICOLON;
      case '.':
        if (following == '.') {
          at++;
          return PgParserConstants.DOUBLE_PERIOD;
        }
        return PgParserConstants.DOT;
      default:
        if (following == ':') {
          at++;
          return PgParserConstants.INFIX_CAST;
        }
        if (following == '=') {
          at++;
          return PgParserConstants.COLON_EQUALS;
        }
        return PgParserConstants.COLON;
    }
  }

  /** {@code $1}, {@code $tag$...$tag$}, or a dollar that begins nothing. */
  private int dollar() {
    int stop = at + 1;
    if (stop < length && classOf(text.charAt(stop)) == DIGIT) {
      at = stop;
      skipDigits();
      refuseJunk("trailing junk after parameter");
      return PgParserConstants.DOLLAR_PARAMETER;
    }
    if (stop < length && classOf(text.charAt(stop)) == LETTER) {
      while (stop < length
          && classOf(text.charAt(stop)) >= LETTER
          && classOf(text.charAt(stop)) <= DIGIT) {
        stop++;
      }
    }
    if (stop >= length || text.charAt(stop) != '$') {
      throw syntaxError(at, at + 1);
    }
    String tag = text.substring(at, stop + 1);
    int closing = text.indexOf(tag, stop + 1);
    if (closing < 0) {
      throw error("unterminated dollar-quoted string", start, length);
    }
    form = StringForm.DOLLAR;
    coded = false;
    at = closing + tag.length();
    return PgParserConstants.QUOTED_STRING;
  }

  private int string(StringForm stringForm, int prefix) {
    form = stringForm;
    coded = false;
    escapeTold = stringForm != StringForm.ESCAPED_PLAIN || !settings.escapeWarning();
    at += prefix;
    closeString();
    while (continuesString()) {
      coded = true;
      closeString();
    }
    bodyEnd = at;
    return switch (stringForm) {
      case BITS -> PgParserConstants.BIT_STRING;
      case HEXADECIMAL -> PgParserConstants.BINARY_STRING_LITERAL;
      case PLAIN, ESCAPED, ESCAPED_PLAIN, UNICODE, DOLLAR -> PgParserConstants.QUOTED_STRING;
    };
  }

  /** From inside a string to behind its closing quote. */
  private void closeString() {
    while (true) {
      int quote = text.indexOf('\'', at);
      if ((form == StringForm.ESCAPED || form == StringForm.ESCAPED_PLAIN) && quote >= 0) {
        int backslash = text.indexOf('\\', at, quote);
        if (backslash >= 0) {
          coded = true;
          escape(backslash + 1 < length ? text.charAt(backslash + 1) : ' ');
          at = backslash + 2;
          continue;
        }
      }
      if (quote < 0) {
        String what =
            switch (form) {
              case BITS -> "unterminated bit string literal";
              case HEXADECIMAL -> "unterminated hexadecimal string literal";
              case PLAIN, ESCAPED, ESCAPED_PLAIN, UNICODE, DOLLAR -> "unterminated quoted string";
            };
        throw error(what, start, length);
      }
      at = quote + 1;
      if (at >= length || text.charAt(at) != '\'') {
        return;
      }
      coded = true;
      at++;
    }
  }

  /** A backslash with this behind it: refused where it is unsafe, told of once a string. */
  private void escape(char escaped) {
    if (escaped == '\'') {
      settings.checkBackslashQuote(position(start));
    }
    if (!escapeTold && notices != null) {
      escapeTold = true;
      notices.add(Literals.nonstandardEscape(escaped, position(start)));
    }
  }

  /** Strings with a line break and perhaps line comments between them are one. */
  private boolean continuesString() {
    int here = at;
    boolean line = false;
    while (at < length) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        line = true;
        at++;
      } else if (classOf(c) == SPACE) {
        at++;
      } else if (c == '-' && text.startsWith("--", at)) {
        skipLine();
      } else {
        break;
      }
    }
    if (line && at < length && text.charAt(at) == '\'') {
      at++;
      return true;
    }
    at = here;
    return false;
  }

  private int quotedName(int prefix) {
    form = prefix == 3 ? StringForm.UNICODE : StringForm.PLAIN;
    coded = false;
    at += prefix;
    int body = at;
    while (true) {
      int quote = text.indexOf('"', at);
      if (quote < 0) {
        throw error("unterminated quoted identifier", start, length);
      }
      at = quote + 1;
      if (at >= length || text.charAt(at) != '"') {
        break;
      }
      coded = true;
      at++;
    }
    if (at - 1 == body) {
      throw error("zero-length delimited identifier", start, at);
    }
    bodyEnd = at;
    return PgParserConstants.QUOTED_IDENTIFIER;
  }

  /** Reads the UESCAPE clause that may follow a U& form. */
  private int unicode(int kindOfForm) {
    unicodeEscape = '\\';
    int body = at;
    int formStart = start;
    skipBlanks();
    int clause = at;
    while (at < length && continuesName(text.charAt(at))) {
      at++;
    }
    if (!text.substring(clause, at).equalsIgnoreCase("uescape")) {
      at = body;
      coded = true;
      return kindOfForm;
    }
    skipBlanks();
    int quote = at;
    if (at >= length || text.charAt(at) != '\'') {
      int stop = at;
      while (stop < length && continuesName(text.charAt(stop))) {
        stop++;
      }
      throw error(
          "UESCAPE must be followed by a simple string literal", at, Math.max(stop, at + 1));
    }
    start = at++;
    closeString();
    String character = text.substring(quote + 1, at - 1);
    if (character.length() != 1
        || "+'\" \t\n\r\f".contains(character)
        || Character.digit(character.charAt(0), 16) >= 0) {
      throw error("invalid Unicode escape character", quote, at);
    }
    unicodeEscape = character.charAt(0);
    start = formStart;
    bodyEnd = body;
    coded = true;
    return kindOfForm;
  }

  /** The name in its folded form, the string's value, or the text of any other token. */
  String value() {
    switch (kind) {
      case PgParserConstants.QUOTED_STRING,
      PgParserConstants.BIT_STRING,
      PgParserConstants.BINARY_STRING_LITERAL:
        if (form == StringForm.DOLLAR) {
          int tag = text.indexOf('$', start + 1) + 1 - start;
          return text.substring(start + tag, end - tag);
        }
        if (!coded && form.ordinal() <= StringForm.ESCAPED_PLAIN.ordinal()) {
          int open = form == StringForm.ESCAPED ? 2 : 1;
          return text.substring(start + open, end - 1);
        }
        return new Literals(text, start, bodyEnd, form, unicodeEscape).value();
      case PgParserConstants.QUOTED_IDENTIFIER:
        return Literals.truncated(name());
      default:
        if (keyword != null) {
          return keyword.word();
        }
        return kind == PgParserConstants.IDENTIFIER
            ? Literals.truncated(name())
            : text.substring(start, end);
    }
  }

  /** The whole name that the token is, however long. */
  private String name() {
    if (kind == PgParserConstants.IDENTIFIER) {
      return Literals.folded(text, start, end);
    }
    return coded
        ? new Literals(text, start, bodyEnd, form, unicodeEscape).name()
        : text.substring(start + 1, end - 1);
  }

  /** The position of an offset: its character's number, from 1. */
  int position(int offset) {
    return text.codePointCount(0, Math.min(offset, length)) + 1;
  }

  private SqlException syntaxError(int from, int to) {
    return error("syntax error", from, to);
  }

  private SqlException error(String message, int from, int to) {
    String place =
        from >= length ? " at end of input" : " at or near \"" + text.substring(from, to) + "\"";
    return SqlException.of(SqlState.SYNTAX_ERROR, message + place).at(position(from));
  }
}
