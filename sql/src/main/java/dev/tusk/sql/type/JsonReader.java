package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON (RFC 8259) and refuses what is none in PostgreSQL's words (common/jsonapi.c).
 *
 * <p>Written out by hand because clients see these messages: which token was found, what was
 * expected instead, and the line.
 */
final class JsonReader {
  /** Nesting that fits any thread's stack. */
  private static final int MAX_DEPTH = 3000;

  private static final int CONTEXT = 50;
  private static final int NEARLY_ALL = 3;

  private final String text;
  private int at;
  private int depth;

  /** The token under way. */
  private int tokenStart;

  private char token;

  /** Whether escapes must stand for characters, and not only be escapes. */
  private final boolean decodes;

  JsonReader(String text, boolean decodes) {
    this.text = text;
    this.decodes = decodes;
  }

  JsonNode read() {
    next();
    JsonNode node = value();
    if (token != END) {
      throw expected("end of input");
    }
    return node;
  }

  private static final char END = 0;
  private static final char STRING = '"';
  private static final char NUMBER = '0';
  private static final char WORD = 'w';

  private JsonNode value() {
    int start = tokenStart;
    switch (token) {
      case '{' -> {
        return object(start);
      }
      case '[' -> {
        return array(start);
      }
      case STRING, NUMBER, WORD -> {
        JsonNode leaf = leaf(start);
        next();
        return leaf;
      }
      default -> throw expected("JSON value");
    }
  }

  private JsonNode leaf(int start) {
    JsonNode.Kind kind =
        switch (token) {
          case STRING -> JsonNode.Kind.STRING;
          case NUMBER -> JsonNode.Kind.NUMBER;
          default ->
              switch (text.charAt(start)) {
                case 't' -> JsonNode.Kind.TRUE;
                case 'f' -> JsonNode.Kind.FALSE;
                default -> JsonNode.Kind.NULL;
              };
        };
    return new JsonNode(kind, text, start, at, List.of(), List.of());
  }

  private JsonNode object(int start) {
    descend();
    List<JsonNode> keys = new ArrayList<>();
    List<JsonNode> values = new ArrayList<>();
    next();
    if (token != '}') {
      if (token != STRING) {
        throw expected("string or \"}\"");
      }
      while (true) {
        if (token != STRING) {
          throw expected("string");
        }
        keys.add(leaf(tokenStart));
        next();
        if (token != ':') {
          throw expected("\":\"");
        }
        next();
        values.add(value());
        if (token != ',') {
          break;
        }
        next();
      }
      if (token != '}') {
        throw expected("\",\" or \"}\"");
      }
    }
    int end = at;
    next();
    depth--;
    return new JsonNode(JsonNode.Kind.OBJECT, text, start, end, keys, values);
  }

  private JsonNode array(int start) {
    descend();
    List<JsonNode> values = new ArrayList<>();
    next();
    if (token != ']') {
      while (true) {
        values.add(value());
        if (token != ',') {
          break;
        }
        next();
      }
      if (token != ']') {
        throw expected("\",\" or \"]\"");
      }
    }
    int end = at;
    next();
    depth--;
    return new JsonNode(JsonNode.Kind.ARRAY, text, start, end, List.of(), values);
  }

  private void descend() {
    if (++depth > MAX_DEPTH) {
      throw SqlException.of(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
    }
  }

  private void next() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    tokenStart = at;
    if (at >= text.length()) {
      token = END;
      return;
    }
    char c = text.charAt(at);
    if ("{}[]:,".indexOf(c) >= 0) {
      token = c;
      at++;
    } else if (c == '"') {
      boolean escapes = string();
      token = STRING;
      if (escapes && decodes) {
        decode(text, tokenStart, at);
      }
    } else if (c == '-' || c >= '0' && c <= '9') {
      number();
      token = NUMBER;
    } else {
      word();
      token = WORD;
    }
  }

  private void word() {
    int end = at;
    while (end < text.length() && isWordCharacter(text.charAt(end))) {
      end++;
    }
    if (end == at) {
      at = text.offsetByCodePoints(at, 1);
      throw invalidToken();
    }
    String word = text.substring(at, end);
    at = end;
    if (!word.equals("true") && !word.equals("false") && !word.equals("null")) {
      throw invalidToken();
    }
  }

  private static boolean isWordCharacter(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c >= 0x80;
  }

  private void number() {
    boolean valid = true;
    if (text.charAt(at) == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      valid = digits();
    }
    if (valid && peek() == '.') {
      at++;
      valid = digits();
    }
    if (valid && (peek() == 'e' || peek() == 'E')) {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      valid = digits();
    }
    int end = at;
    while (end < text.length() && isWordCharacter(text.charAt(end))) {
      end++;
    }
    if (!valid || end > at) {
      at = end;
      throw invalidToken();
    }
  }

  private boolean digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at > start;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  /** Passes over a string, and says whether there are escapes in it. */
  private boolean string() {
    boolean escapes = false;
    at++;
    while (true) {
      if (at >= text.length()) {
        throw invalidToken();
      }
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return escapes;
      }
      if (c < ' ') {
        throw invalid(
            String.format(
                java.util.Locale.ROOT, "Character with value 0x%02x must be escaped.", (int) c));
      }
      at++;
      if (c == '\\') {
        escapes = true;
        escape();
      }
    }
  }

  private void escape() {
    if (at >= text.length()) {
      throw invalidToken();
    }
    char c = text.charAt(at);
    if (c == 'u') {
      at++;
      for (int i = 0; i < 4; i++) {
        if (at >= text.length()) {
          throw invalidToken();
        }
        if (Character.digit(text.charAt(at), 16) < 0 || text.charAt(at) > 127) {
          at++;
          throw invalid("\"\\u\" must be followed by four hexadecimal digits.");
        }
        at++;
      }
    } else if ("\"\\/bfnrt".indexOf(c) >= 0) {
      at++;
    } else {
      at++;
      throw invalid("Escape sequence \"\\" + c + "\" is invalid.");
    }
  }

  /** The characters of the string whose quotes stand at {@code start} and before {@code end}. */
  static String decode(String text, int start, int end) {
    if (text.indexOf('\\', start, end) < 0) {
      return text.substring(start + 1, end - 1);
    }
    StringBuilder out = new StringBuilder(end - start);
    for (int i = start + 1; i < end - 1; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        checkPair(out, text, text.offsetByCodePoints(i, 1));
        out.append(c);
        continue;
      }
      c = text.charAt(++i);
      if (c != 'u') {
        checkPair(out, text, i + 1);
      }
      switch (c) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          unicode((char) Integer.parseInt(text, i + 1, i + 5, 16), out, text, i + 5);
          i += 4;
        }
        default -> out.append(c);
      }
    }
    checkPair(out, text, end);
    return out.toString();
  }

  private static boolean endsInHighSurrogate(StringBuilder out) {
    return !out.isEmpty() && Character.isHighSurrogate(out.charAt(out.length() - 1));
  }

  private static void checkPair(StringBuilder out, String text, int at) {
    if (endsInHighSurrogate(out)) {
      throw at(text, at, "Unicode low surrogate must follow a high surrogate.");
    }
  }

  private static void unicode(char unit, StringBuilder out, String text, int at) {
    if (unit == 0) {
      throw SqlException.of(
              SqlState.UNTRANSLATABLE_CHARACTER, "unsupported Unicode escape sequence")
          .withDetail("\\u0000 cannot be converted to text.")
          .withWhere(context(text, at));
    }
    if (Character.isHighSurrogate(unit) && endsInHighSurrogate(out)) {
      throw at(text, at, "Unicode high surrogate must not follow a high surrogate.");
    }
    if (Character.isLowSurrogate(unit) != endsInHighSurrogate(out)) {
      throw at(text, at, "Unicode low surrogate must follow a high surrogate.");
    }
    out.append(unit);
  }

  private SqlException expected(String what) {
    if (token == END) {
      return invalid("The input string ended unexpectedly.");
    }
    return invalid("Expected " + what + ", but found \"" + text.substring(tokenStart, at) + "\".");
  }

  private SqlException invalidToken() {
    return invalid("Token \"" + text.substring(tokenStart, at) + "\" is invalid.");
  }

  private SqlException invalid(String detail) {
    return at(text, at, detail);
  }

  private static SqlException at(String text, int at, String detail) {
    return SqlException.of(
            SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type json")
        .withDetail(detail)
        .withWhere(context(text, at));
  }

  /** The line up to where reading stopped, less than 50 bytes of it unless all but 3 fits. */
  private static String context(String text, int at) {
    int stop = Math.min(at, text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < stop; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    int start = stop;
    int bytes = 0;
    while (start > lineStart) {
      int before = text.offsetByCodePoints(start, -1);
      bytes += JsonbText.utf8Length(text.substring(before, start));
      if (bytes >= CONTEXT) {
        break;
      }
      start = before;
    }
    if (JsonbText.utf8Length(text.substring(lineStart, start)) <= NEARLY_ALL) {
      start = lineStart;
    }
    String prefix = start > lineStart ? "..." : "";
    boolean more = stop < text.length() && text.charAt(stop) != '\n' && text.charAt(stop) != '\r';
    return "JSON data, line "
        + line
        + ": "
        + prefix
        + text.substring(start, stop)
        + (more ? "..." : "");
  }
}
