package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.pgcatalog.Definitions;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** concat, format and the quote functions: texts made of values of any type. */
final class TextFormatBodies {
  private TextFormatBodies() {}

  static void register(FunctionLibrary library) {
    library.typed(
        "concat(any)",
        (types, _) -> (FunctionBody.AnyArguments) (a, c) -> String.join("", texts(a, types, 0, c)));
    library.typed(
        "concat_ws(text,any)",
        (types, _) ->
            (FunctionBody.AnyArguments)
                (a, c) ->
                    a[0] instanceof String separator
                        ? String.join(separator, texts(a, types, 1, c))
                        : null);
    library.any("format(text)", (a, c) -> format(a, List.of(Types.TEXT), c));
    library.typed(
        "format(text,any)",
        (types, _) -> (FunctionBody.AnyArguments) (a, c) -> format(a, types, c));
    quoting(library);
    library.one("unistr(text)", (a, _) -> unistr((String) a));
  }

  /** The texts of the arguments from {@code first} on, NULLs left out. */
  private static List<String> texts(
      @Nullable Object[] arguments, List<Type> types, int first, FunctionContext context) {
    List<String> texts = new ArrayList<>();
    for (int i = first; i < arguments.length; i++) {
      Object value = arguments[i];
      if (value != null) {
        texts.add(typeOf(value, types, i).toText(value, context.format()));
      }
    }
    return texts;
  }

  /** The type of an argument, when the call's types are fewer than its values. */
  private static Type typeOf(Object value, List<Type> types, int index) {
    if (index < types.size() && !types.get(index).displayName().equals("\"any\"")) {
      return types.get(index);
    }
    return value instanceof ArrayValue array ? Types.array(array.elementType()) : Types.TEXT;
  }

  private static void quoting(FunctionLibrary library) {
    library.one("quote_ident(text)", (a, _) -> Definitions.quoted((String) a));
    library.one("quote_literal(text)", (a, _) -> literal((String) a));
    library.any("quote_nullable(text)", (a, _) -> a[0] == null ? "NULL" : literal((String) a[0]));
    library.typed(
        "quote_literal(anyelement)",
        (types, _) ->
            (FunctionBody.OneArgument)
                (a, c) -> literal(StringBodies.cast(a, types.getFirst(), c.format())));
    library.typed(
        "quote_nullable(anyelement)",
        (types, _) ->
            (FunctionBody.AnyArguments)
                (a, c) -> {
                  Object value = a[0];
                  return value == null
                      ? "NULL"
                      : literal(StringBodies.cast(value, types.getFirst(), c.format()));
                });
  }

  static String literal(String text) {
    String quoted = text.replace("'", "''");
    return text.indexOf('\\') < 0 ? "'" + quoted + "'" : "E'" + quoted.replace("\\", "\\\\") + "'";
  }

  /** {@code %[n$][-][width]type} with types s, I and L: text_format in varlena.c. */
  private static @Nullable String format(
      @Nullable Object[] arguments, List<Type> types, FunctionContext context) {
    if (!(arguments[0] instanceof String pattern)) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    int next = 1;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      Specifier specifier = new Specifier(pattern, i + 1);
      i = specifier.end;
      if (specifier.type == '%') {
        out.append('%');
        continue;
      }
      int width = specifier.width;
      if (specifier.widthArgument >= 0) {
        int index = specifier.widthArgument == 0 ? next : specifier.widthArgument;
        Object given = argument(arguments, index);
        width =
            given == null ? 0 : width(typeOf(given, types, index).toText(given, context.format()));
        next = index + 1;
      }
      int index = specifier.argument == 0 ? next : specifier.argument;
      Object value = argument(arguments, index);
      next = index + 1;
      String text =
          value == null ? null : typeOf(value, types, index).toText(value, context.format());
      pad(converted(text, specifier.type), width, specifier.left, out);
    }
    return out.toString();
  }

  private static int width(String text) {
    int width = (Integer) Types.INT4.parse(text, FormatSettings.DEFAULT);
    if (width == Integer.MIN_VALUE) {
      throw SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "number is out of range");
    }
    return width;
  }

  private static @Nullable Object argument(@Nullable Object[] arguments, int index) {
    if (index >= arguments.length) {
      throw StringBodies.parameter("too few arguments for format()");
    }
    return arguments[index];
  }

  private static String converted(@Nullable String text, char type) {
    return switch (type) {
      case 'I' -> {
        if (text == null) {
          throw SqlException.of(
              SqlState.NULL_VALUE_NOT_ALLOWED,
              "null values cannot be formatted as an SQL identifier");
        }
        yield Definitions.quoted(text);
      }
      case 'L' -> text == null ? "NULL" : literal(text);
      default -> text == null ? "" : text;
    };
  }

  private static void pad(String text, int width, boolean minus, StringBuilder out) {
    boolean left = minus || width < 0;
    int missing = Math.abs(width) - text.codePointCount(0, text.length());
    if (!left && missing > 0) {
      out.repeat(' ', missing);
    }
    out.append(text);
    if (left && missing > 0) {
      out.repeat(' ', missing);
    }
  }

  /** What stands behind a percent sign. */
  private static final class Specifier {
    private final String pattern;
    private int at;
    int argument;
    int width;

    /** -1 none, 0 the next argument, else its number. */
    int widthArgument = -1;

    boolean left;
    char type;
    int end;

    Specifier(String pattern, int start) {
      this.pattern = pattern;
      this.at = start;
      int number = digits();
      if (number >= 0 && peek() == '$') {
        argument = checkPosition(number);
        at++;
        number = -1;
      }
      if (number < 0) {
        while (peek() == '-') {
          left = true;
          at++;
        }
        if (peek() == '*') {
          at++;
          int position = digits();
          widthArgument = 0;
          if (position >= 0) {
            if (peek() != '$') {
              throw StringBodies.parameter("width argument position must be ended by \"$\"");
            }
            at++;
            widthArgument = checkPosition(position);
          }
        } else {
          number = digits();
        }
      }
      width = Math.max(number, 0);
      type = peek();
      if (type != 's' && type != 'I' && type != 'L' && type != '%') {
        throw StringBodies.parameter("unrecognized format() type specifier \"" + type + "\"")
            .withHint("For a single \"%\" use \"%%\".");
      }
      end = at;
    }

    private static int checkPosition(int number) {
      if (number == 0) {
        throw StringBodies.parameter(
            "format specifies argument 0, but arguments are numbered from 1");
      }
      return number;
    }

    private int digits() {
      int start = at;
      while (at < pattern.length() && Character.isDigit(pattern.charAt(at))) {
        at++;
      }
      if (at == start) {
        return -1;
      }
      try {
        return Integer.parseInt(pattern.substring(start, at));
      } catch (NumberFormatException _) {
        throw SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "number is out of range");
      }
    }

    private char peek() {
      if (at >= pattern.length()) {
        throw StringBodies.parameter("unterminated format() type specifier")
            .withHint("For a single \"%\" use \"%%\".");
      }
      return pattern.charAt(at);
    }
  }

  /** Unicode escapes: backslash and 4 digits, u and 4, + and 6, U and 8. */
  /** {@code \\XXXX}, {@code \\+XXXXXX}, {@code \\uXXXX}, {@code \\UXXXXXXXX} as characters. */
  private static String unistr(String text) {
    StringBuilder out = new StringBuilder(text.length());
    char first = 0;
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      boolean doubled = c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '\\';
      if (c != '\\' || doubled) {
        if (first != 0) {
          throw surrogates();
        }
        out.append(c);
        i += doubled ? 2 : 1;
        continue;
      }
      char kind = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      int digits = kind == 'U' ? 8 : kind == '+' ? 6 : 4;
      int start = kind == 'U' || kind == '+' || kind == 'u' ? i + 2 : i + 1;
      int code = hexadecimal(text, start, digits);
      i = start + digits;
      if (code <= 0 || code > Character.MAX_CODE_POINT) {
        throw SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE,
            String.format(Locale.ROOT, "invalid Unicode code point: %04X", code));
      }
      boolean low = code >= 0xdc00 && code < 0xe000;
      if (low != (first != 0)) {
        throw surrogates();
      }
      if (code >= 0xd800 && code < 0xdc00) {
        first = (char) code;
      } else {
        out.appendCodePoint(low ? Character.toCodePoint(first, (char) code) : code);
        first = 0;
      }
    }
    if (first != 0) {
      throw surrogates();
    }
    return out.toString();
  }

  private static SqlException surrogates() {
    return SqlException.of(SqlState.SYNTAX_ERROR, "invalid Unicode surrogate pair");
  }

  private static int hexadecimal(String text, int start, int digits) {
    boolean valid = start + digits <= text.length();
    int code = 0;
    for (int i = start; valid && i < start + digits; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      valid = digit >= 0;
      code = code << 4 | digit;
    }
    if (!valid) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "invalid Unicode escape")
          .withHint("Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.");
    }
    return code;
  }
}
