package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;

import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Texts;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** Functions of text (utils/adt/varlena.c, oracle_compat.c); positions count characters from 1. */
final class StringBodies {
  /** MaxAllocSize: what a value may take in PostgreSQL. */
  private static String normalize(String text, String form) {
    return switch (form.toUpperCase(Locale.ROOT)) {
      case "NFC" -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case "NFD" -> Normalizer.normalize(text, Normalizer.Form.NFD);
      case "NFKC" -> Normalizer.normalize(text, Normalizer.Form.NFKC);
      case "NFKD" -> Normalizer.normalize(text, Normalizer.Form.NFKD);
      default -> throw parameter("invalid normalization form: " + form);
    };
  }

  static final int MAX_BYTES = 0x3fff_ffff;

  private StringBodies() {}

  static void register(FunctionLibrary library) {
    lengths(library);
    letters(library);
    parts(library);
    trimming(library);
    replacing(library);
    concatenation(library);
  }

  private static void lengths(FunctionLibrary library) {
    for (String name : new String[] {"length", "char_length", "character_length"}) {
      library.one(name + "(text)", (a, _) -> Texts.length((String) a));
      library.one(name + "(bpchar)", (a, _) -> Texts.length(Texts.stripTrailingSpaces((String) a)));
    }
    library.one("textlen(text)", (a, _) -> Texts.length((String) a));
    library.one("octet_length(text)", (a, _) -> bytes((String) a));
    library.one("octet_length(bpchar)", (a, _) -> bytes((String) a));
    library.one("bit_length(text)", (a, _) -> 8 * bytes((String) a));
    library.one("ascii(text)", (a, _) -> ((String) a).isEmpty() ? 0 : ((String) a).codePointAt(0));
    library.one("chr(int4)", (a, _) -> chr((Integer) a));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String chr(int code) {
    if (code == 0) {
      throw SqlException.of(SqlState.PROGRAM_LIMIT_EXCEEDED, "null character not permitted");
    }
    if (code < 0) {
      throw parameter("character number must be positive");
    }
    if (code > Character.MAX_CODE_POINT) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED, "requested character too large for encoding: " + code);
    }
    if (code >= 0xd800 && code < 0xe000) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED, "requested character not valid for encoding: " + code);
    }
    return Character.toString(code);
  }

  private static void letters(FunctionLibrary library) {
    library.one("lower(text)", (a, _) -> map((String) a, false));
    library.one("upper(text)", (a, _) -> map((String) a, true));
    library.one("initcap(text)", (a, _) -> initcap((String) a));
    library.one(
        "reverse(text)",
        (a, _) -> {
          // StringBuilder keeps surrogate pairs together.
          return new StringBuilder((String) a).reverse().toString();
        });
    normalForms(library);
  }

  private static boolean isNormalized(String text, String form) {
    return normalize(text, form).equals(text);
  }

  static SqlException parameter(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  /** Character by character, as C's towupper: no letter becomes two. */
  static String map(String text, boolean upper) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> upper ? Character.toUpperCase(c) : Character.toLowerCase(c))
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String initcap(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inWord = Character.isLetterOrDigit(c);
    }
    return out.toString();
  }

  private static void normalForms(FunctionLibrary library) {
    library.any(
        "normalize(text,text)",
        (a, _) -> normalize((String) arg(a, 0), a.length > 1 ? (String) arg(a, 1) : "NFC"));
    library.any(
        "is_normalized(text,text)",
        (a, _) -> isNormalized((String) arg(a, 0), a.length > 1 ? (String) arg(a, 1) : "NFC"));
  }

  private static void parts(FunctionLibrary library) {
    library.two("left(text,int4)", (a, b, _) -> left((String) a, (Integer) b));
    library.two("right(text,int4)", (a, b, _) -> right((String) a, (Integer) b));
    for (String name : new String[] {"substr", "substring"}) {
      library.two(
          name + "(text,int4)", (a, b, _) -> substring((String) a, (Integer) b, Long.MAX_VALUE));
      library.any(
          name + "(text,int4,int4)",
          (a, _) -> {
            int count = (Integer) arg(a, 2);
            checkLength(count);
            return substring((String) arg(a, 0), (Integer) arg(a, 1), count);
          });
    }
    library.two("position(text,text)", (a, b, c) -> position((String) a, (String) b, c));
    library.two("strpos(text,text)", (a, b, c) -> position((String) a, (String) b, c));
    library.two("starts_with(text,text)", (a, b, _) -> ((String) a).startsWith((String) b));
    library.any(
        "split_part(text,text,int4)",
        (a, _) -> splitPart((String) arg(a, 0), (String) arg(a, 1), (Integer) arg(a, 2)));
  }

  static void checkLength(int count) {
    if (count < 0) {
      throw SqlException.of(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
    }
  }

  private static String left(String text, int count) {
    int keep = count >= 0 ? count : Math.max(0, Texts.length(text) + count);
    return Texts.left(text, keep);
  }

  private static String right(String text, int count) {
    int length = Texts.length(text);
    int skip = count < 0 ? (int) Math.min(length, -(long) count) : Math.max(0, length - count);
    return text.substring(text.offsetByCodePoints(0, skip));
  }

  /** Characters {@code start} to {@code start + count - 1}, those before 1 counted but absent. */
  static String substring(String text, int start, long count) {
    int length = Texts.length(text);
    long end = count == Long.MAX_VALUE ? length + 1L : Math.min(start + count, length + 1L);
    long from = Math.max(start, 1);
    if (end <= from) {
      return "";
    }
    int first = text.offsetByCodePoints(0, (int) from - 1);
    return text.substring(first, text.offsetByCodePoints(first, (int) (end - from)));
  }

  static int position(String text, String part, FunctionContext context) {
    int at = TextSearch.indexOf(text, part, 0, context);
    return at < 0 ? 0 : text.codePointCount(0, at) + 1;
  }

  private static String splitPart(String text, String delimiter, int field) {
    if (field == 0) {
      throw parameter("field position must not be zero");
    }
    if (text.isEmpty()) {
      return "";
    }
    if (delimiter.isEmpty()) {
      return field == 1 || field == -1 ? text : "";
    }
    String[] parts = text.split(java.util.regex.Pattern.quote(delimiter), -1);
    long index = field > 0 ? field - 1L : (long) parts.length + field;
    return index < 0 || index >= parts.length ? "" : parts[(int) index];
  }

  private static void trimming(FunctionLibrary library) {
    library.one("btrim(text)", (a, _) -> trim((String) a, " ", true, true));
    library.one("ltrim(text)", (a, _) -> trim((String) a, " ", true, false));
    library.one("rtrim(text)", (a, _) -> trim((String) a, " ", false, true));
    library.two("btrim(text,text)", (a, b, _) -> trim((String) a, (String) b, true, true));
    library.two("ltrim(text,text)", (a, b, _) -> trim((String) a, (String) b, true, false));
    library.two("rtrim(text,text)", (a, b, _) -> trim((String) a, (String) b, false, true));
    library.two("lpad(text,int4)", (a, b, _) -> pad((String) a, (Integer) b, " ", true));
    library.two("rpad(text,int4)", (a, b, _) -> pad((String) a, (Integer) b, " ", false));
    library.any(
        "lpad(text,int4,text)",
        (a, _) -> pad((String) arg(a, 0), (Integer) arg(a, 1), (String) arg(a, 2), true));
    library.any(
        "rpad(text,int4,text)",
        (a, _) -> pad((String) arg(a, 0), (Integer) arg(a, 1), (String) arg(a, 2), false));
  }

  private static String trim(String text, String characters, boolean left, boolean right) {
    int start = 0;
    int end = text.length();
    while (left && start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && end > start && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static String pad(String text, int size, String fill, boolean atLeft) {
    int length = Texts.length(text);
    if (size <= length) {
      return Texts.left(text, Math.max(size, 0));
    }
    if (fill.isEmpty()) {
      return text;
    }
    if ((long) size * 4 > MAX_BYTES) {
      throw tooLarge();
    }
    int missing = size - length;
    int period = Texts.length(fill);
    String padding = fill.repeat(missing / period) + Texts.left(fill, missing % period);
    return atLeft ? padding + text : text + padding;
  }

  static SqlException tooLarge() {
    return SqlException.of(SqlState.PROGRAM_LIMIT_EXCEEDED, "requested length too large");
  }

  private static void replacing(FunctionLibrary library) {
    library.two(
        "repeat(text,int4)",
        (a, b, _) -> {
          String text = (String) a;
          int count = Math.max(0, (Integer) b);
          if ((long) bytes(text) * count > MAX_BYTES) {
            throw tooLarge();
          }
          return text.repeat(count);
        });
    library.any(
        "replace(text,text,text)",
        (a, context) -> {
          String from = (String) arg(a, 1);
          String text = (String) arg(a, 0);
          return from.isEmpty()
              ? text
              : TextSearch.replace(text, from, (String) arg(a, 2), context);
        });
    library.any(
        "translate(text,text,text)",
        (a, _) -> translate((String) arg(a, 0), (String) arg(a, 1), (String) arg(a, 2)));
    library.any(
        "overlay(text,text,int4)",
        (a, _) -> {
          String part = (String) arg(a, 1);
          return overlay((String) arg(a, 0), part, (Integer) arg(a, 2), Texts.length(part));
        });
    library.any(
        "overlay(text,text,int4,int4)",
        (a, _) ->
            overlay(
                (String) arg(a, 0), (String) arg(a, 1), (Integer) arg(a, 2), (Integer) arg(a, 3)));
  }

  static String translate(String text, String from, String to) {
    int[] sources = from.codePoints().toArray();
    int[] targets = to.codePoints().toArray();
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          for (int i = 0; i < sources.length; i++) {
            if (sources[i] == c) {
              if (i < targets.length) {
                out.appendCodePoint(targets[i]);
              }
              return;
            }
          }
          out.appendCodePoint(c);
        });
    return out.toString();
  }

  private static String overlay(String text, String part, int start, int count) {
    if (start <= 0) {
      throw SqlException.of(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
    }
    int behind = behind(start, count);
    return substring(text, 1, start - 1L) + part + substring(text, behind, Long.MAX_VALUE);
  }

  /** Where the text goes on behind so many characters, bytes or bits from a position on. */
  static int behind(int start, int count) {
    long behind = (long) start + count;
    if (behind != (int) behind) {
      throw ArithmeticBodies.outOfRange("integer");
    }
    return (int) behind;
  }

  private static void concatenation(FunctionLibrary library) {
    library.two("textcat(text,text)", (a, b, _) -> ((String) a).concat((String) b));
    library.typed(
        "textanycat(text,anynonarray)",
        (types, _) -> {
          Type type = types.get(1);
          return (FunctionBody.TwoArguments)
              (a, b, c) -> ((String) a).concat(cast(b, type, c.format()));
        });
    library.typed(
        "anytextcat(anynonarray,text)",
        (types, _) -> {
          Type type = types.get(0);
          return (FunctionBody.TwoArguments)
              (a, b, c) -> cast(a, type, c.format()).concat((String) b);
        });
  }

  /** What {@code value::text} gives. */
  static String cast(Object value, Type type, FormatSettings format) {
    if (type == Types.BOOL) {
      return value.toString();
    }
    return type == Types.BPCHAR
        ? Texts.stripTrailingSpaces((String) value)
        : type.toText(value, format);
  }
}
