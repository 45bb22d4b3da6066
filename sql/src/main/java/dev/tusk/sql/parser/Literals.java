package dev.tusk.sql.parser;

import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The values of strings and names that are not a plain stretch of the text. */
final class Literals {
  /** PostgreSQL's NAMEDATALEN - 1, in bytes. */
  static final int MOST_NAME_BYTES = 63;

  private final String text;
  private final int start;
  private final int end;
  private final Scanner.StringForm form;
  private final char unicodeEscape;
  private int at;

  Literals(String text, int start, int end, Scanner.StringForm form, char unicodeEscape) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.form = form;
    this.unicodeEscape = unicodeEscape;
  }

  /** A name in lower case; only ASCII letters change. */
  static String folded(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        char[] lower = new char[end - start];
        text.getChars(start, end, lower, 0);
        for (int j = i - start; j < lower.length; j++) {
          if (lower[j] >= 'A' && lower[j] <= 'Z') {
            lower[j] += 32;
          }
        }
        return new String(lower);
      }
    }
    return text.substring(start, end);
  }

  /** At most 63 bytes of a name, whole characters. */
  static String truncated(String name) {
    if (name.length() <= MOST_NAME_BYTES / 3
        || name.getBytes(StandardCharsets.UTF_8).length <= MOST_NAME_BYTES) {
      return name;
    }
    int bytes = 0;
    int i = 0;
    while (i < name.length()) {
      int character = name.codePointAt(i);
      int size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes + size > MOST_NAME_BYTES) {
        break;
      }
      bytes += size;
      i += Character.charCount(character);
    }
    return name.substring(0, i);
  }

  static Notice cutShort(String whole, String kept) {
    return Notice.notice(
        SqlState.NAME_TOO_LONG,
        "identifier \"" + whole + "\" will be truncated to \"" + kept + "\"");
  }

  /** The warning about an escape where standard strings have none. */
  static Notice nonstandardEscape(char escaped, int position) {
    String what =
        switch (escaped) {
          case '\'' -> "\\'";
          case '\\' -> "\\\\";
          default -> "escape";
        };
    String hint =
        switch (escaped) {
          case '\'' ->
              "Use '' to write quotes in strings, or use the escape string syntax (E'...').";
          case '\\' -> "Use the escape string syntax for backslashes, e.g., E'\\\\'.";
          default -> "Use the escape string syntax for escapes, e.g., E'\\r\\n'.";
        };
    return new Notice(
        "WARNING",
        SqlState.NONSTANDARD_USE_OF_ESCAPE_CHARACTER,
        "nonstandard use of " + what + " in a string literal",
        null,
        hint,
        position);
  }

  /** The quoted name, with doubled quotes and Unicode escapes undone. */
  String name() {
    if (form != Scanner.StringForm.UNICODE) {
      return text.substring(start + 1, end - 1).replace("\"\"", "\"");
    }
    return unicodeUndone(text.substring(start + 3, end - 1).replace("\"\"", "\""), start + 3);
  }

  /** The string, its parts joined and escapes undone; of bit strings the digits as written. */
  String value() {
    return switch (form) {
      case PLAIN -> joined(start);
      case BITS, HEXADECIMAL -> joined(start + 1);
      case UNICODE -> unicodeUndone(joined(start + 2), start + 3);
      case ESCAPED -> escapesUndone(start + 1);
      case ESCAPED_PLAIN -> escapesUndone(start);
      case DOLLAR -> throw new IllegalStateException("dollar quotes hold plain text");
    };
  }

  /** Joins the parts between quotes, and undoubles quotes. */
  private String joined(int openingQuote) {
    StringBuilder value = new StringBuilder(end - openingQuote);
    at = openingQuote;
    while (at < end) {
      at = text.indexOf('\'', at) + 1;
      while (true) {
        int quote = text.indexOf('\'', at);
        value.append(text, at, quote);
        at = quote + 1;
        if (at >= end || text.charAt(at) != '\'') {
          break;
        }
        value.append('\'');
        at++;
      }
      skipToNextPart();
    }
    return value.toString();
  }

  /** Between two parts of a string there are blanks and comments, in which quotes mean nothing. */
  private void skipToNextPart() {
    while (at < end && text.charAt(at) != '\'') {
      if (text.startsWith("--", at)) {
        while (at < end && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else {
        at++;
      }
    }
  }

  private String unicodeUndone(String body, int bodyStart) {
    StringBuilder value = new StringBuilder(body.length());
    int i = 0;
    char high = 0;
    while (i < body.length()) {
      char c = body.charAt(i);
      int character = c;
      int size = 1;
      if (c == unicodeEscape) {
        if (i + 1 < body.length() && body.charAt(i + 1) == unicodeEscape) {
          size = 2;
        } else {
          boolean six = i + 1 < body.length() && body.charAt(i + 1) == '+';
          int digits = i + (six ? 2 : 1);
          size = six ? 8 : 5;
          character = hexadecimal(body, digits, size - (six ? 2 : 1));
          if (character < 0) {
            throw SqlException.of(SqlState.SYNTAX_ERROR, "invalid Unicode escape")
                .withHint("Unicode escapes must be \\XXXX or \\+XXXXXX.")
                .at(position(bodyStart + i));
          }
        }
      }
      high = append(value, character, high, size > 2, bodyStart + i);
      i += size;
    }
    if (high != 0) {
      throw wrongSurrogate(bodyStart + i);
    }
    return value.toString();
  }

  /** Appends an escaped or plain character; gives the high surrogate that waits for its half. */
  private char append(StringBuilder value, int character, char high, boolean escaped, int place) {
    if (high != 0) {
      if (!escaped || character < 0xDC00 || character > 0xDFFF) {
        throw wrongSurrogate(place);
      }
      value.append(high).append((char) character);
      return 0;
    }
    if (!escaped) {
      value.append((char) character);
      return 0;
    }
    if (character >= 0xD800 && character <= 0xDBFF) {
      return (char) character;
    }
    if (character >= 0xDC00 && character <= 0xDFFF) {
      throw wrongSurrogate(place);
    }
    if (character == 0 || character > 0x10FFFF) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "invalid Unicode escape value")
          .at(position(place));
    }
    value.appendCodePoint(character);
    return 0;
  }

  private SqlException wrongSurrogate(int place) {
    return SqlException.of(SqlState.SYNTAX_ERROR, "invalid Unicode surrogate pair")
        .at(position(Math.min(place, end)));
  }

  /** E'...': backslash escapes may give bytes, so the value is put together in UTF-8. */
  private String escapesUndone(int openingQuote) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
    at = openingQuote;
    while (at < end) {
      at++;
      boolean open = true;
      while (open) {
        char c = text.charAt(at);
        if (c == '\'') {
          boolean doubled = at + 1 < end && text.charAt(at + 1) == '\'';
          if (doubled) {
            bytes.write('\'');
          }
          open = doubled;
          at += doubled ? 2 : 1;
        } else if (c == '\\') {
          escape(bytes);
        } else {
          int character = text.codePointAt(at);
          write(bytes, character);
          at += Character.charCount(character);
        }
      }
      skipToNextPart();
    }
    return decoded(bytes.toByteArray());
  }

  private void escape(ByteArrayOutputStream bytes) {
    int backslash = at;
    char c = text.charAt(at + 1);
    at += 2;
    switch (c) {
      case 'b' -> bytes.write('\b');
      case 'f' -> bytes.write('\f');
      case 'n' -> bytes.write('\n');
      case 'r' -> bytes.write('\r');
      case 't' -> bytes.write('\t');
      case 'u', 'U' -> {
        int character = unicodeEscape(c == 'u' ? 4 : 8, backslash);
        boolean paired = text.startsWith("\\u", at) || text.startsWith("\\U", at);
        if (character >= 0xD800 && character <= 0xDBFF && paired) {
          int second = at;
          at += 2;
          int low = unicodeEscape(text.charAt(second + 1) == 'u' ? 4 : 8, second);
          if (low < 0xDC00 || low > 0xDFFF) {
            throw near("invalid Unicode surrogate pair", second);
          }
          character = Character.toCodePoint((char) character, (char) low);
        } else if (character >= 0xDC00 && character <= 0xDFFF) {
          throw near("invalid Unicode surrogate pair", backslash);
        } else if (character >= 0xD800 && character <= 0xDBFF) {
          int first = at;
          at += Character.charCount(text.codePointAt(first));
          throw near("invalid Unicode surrogate pair", first);
        }
        if (character == 0 || character > 0x10FFFF) {
          throw near("invalid Unicode escape value", backslash);
        }
        write(bytes, character);
      }
      case 'x' -> {
        int digits = 0;
        while (digits < 2 && Character.digit(text.charAt(at + digits), 16) >= 0) {
          digits++;
        }
        bytes.write(digits == 0 ? 'x' : Integer.parseInt(text, at, at + digits, 16));
        at += digits;
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        int digits = 1;
        while (digits < 3
            && text.charAt(at - 1 + digits) >= '0'
            && text.charAt(at - 1 + digits) <= '7') {
          digits++;
        }
        bytes.write(Integer.parseInt(text, at - 1, at - 1 + digits, 8));
        at += digits - 1;
      }
      default -> {
        int character = text.codePointAt(at - 1);
        write(bytes, character);
        at += Character.charCount(character) - 1;
      }
    }
  }

  /** As the scanner complains: of what it has just read, up to here. */
  private SqlException near(String message, int from) {
    return SqlException.of(
            SqlState.SYNTAX_ERROR, message + " at or near \"" + text.substring(from, at) + "\"")
        .at(position(from));
  }

  private int unicodeEscape(int digits, int backslash) {
    int character = hexadecimal(text, at, digits);
    if (character < 0) {
      throw SqlException.of(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid Unicode escape")
          .withHint("Unicode escapes must be \\uXXXX or \\UXXXXXXXX.")
          .at(position(backslash));
    }
    at += digits;
    return character;
  }

  private static int hexadecimal(String text, int start, int digits) {
    if (start + digits > text.length()) {
      return -1;
    }
    for (int i = start; i < start + digits; i++) {
      if (text.charAt(i) >= 128 || Character.digit(text.charAt(i), 16) < 0) {
        return -1;
      }
    }
    long value = Long.parseLong(text, start, start + digits, 16);
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  private static void write(ByteArrayOutputStream bytes, int character) {
    if (character < 0x80) {
      bytes.write(character);
    } else {
      bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String decoded(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        throw notUtf8("0x00");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw notUtf8(firstWrong(bytes));
    }
  }

  /** The bytes of the first sequence that is no character, as PostgreSQL shows them. */
  private static String firstWrong(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      int size = Math.min(sequenceLength(bytes[i]), bytes.length - i);
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, i, size));
      } catch (CharacterCodingException e) {
        StringBuilder shown = new StringBuilder();
        for (int j = i; j < i + size; j++) {
          shown.append(shown.isEmpty() ? "0x" : " 0x");
          shown.append(String.format(Locale.ROOT, "%02x", bytes[j] & 0xFF));
        }
        return shown.toString();
      }
      i += size;
    }
    throw new IllegalStateException("all of it is UTF-8");
  }

  private static int sequenceLength(byte lead) {
    int b = lead & 0xFF;
    return b >= 0xF0 && b < 0xF8 ? 4 : b >= 0xE0 && b < 0xF0 ? 3 : b >= 0xC0 && b < 0xE0 ? 2 : 1;
  }

  private static SqlException notUtf8(String bytes) {
    return SqlException.of(
        SqlState.CHARACTER_NOT_IN_REPERTOIRE,
        "invalid byte sequence for encoding \"UTF8\": " + bytes);
  }

  private int position(int offset) {
    return text.codePointCount(0, offset) + 1;
  }
}
