package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.regex.Regex;
import dev.tusk.executor.regex.RegexOptions;
import dev.tusk.executor.regex.RegexSearch;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the regexp_ functions do with an expression's matches (utils/adt/regexp.c, varlena.c). */
final class RegexpCalls {
  private record Key(String pattern, RegexOptions options) {}

  private final PatternCache<Key, Regex> cache =
      new PatternCache<>(key -> Regex.compile(key.pattern, key.options));

  Regex regex(Object pattern, RegexOptions options) {
    return cache.get(new Key((String) pattern, options));
  }

  boolean matches(Object text, Object pattern, RegexOptions options, FunctionContext context) {
    return regex(pattern, options).matches((String) text, context::checkCancelled);
  }

  private static RegexSearch search(Regex regex, Object text, FunctionContext context) {
    return regex.search((String) text, context::checkCancelled);
  }

  static RegexOptions options(String letters) {
    return RegexOptions.parse(letters);
  }

  /** Options of a function that does not take {@code g}. */
  static RegexOptions optionsWithoutGlobal(String letters, String function) {
    RegexOptions options = RegexOptions.parse(letters);
    if (options.global()) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, function + "() does not support the \"global\" option");
    }
    return options;
  }

  /** Options of regexp_match. */
  static RegexOptions matchOptions(String letters) {
    RegexOptions options = RegexOptions.parse(letters);
    if (options.global()) {
      throw SqlException.of(
              SqlState.INVALID_PARAMETER_VALUE,
              "regexp_match() does not support the \"global\" option")
          .withHint("Use the regexp_matches function instead.");
    }
    return options;
  }

  /** substring(text from pattern): the first group's match if there is one, else all of it. */
  @Nullable String substring(Object text, Object pattern, FunctionContext context) {
    Regex regex = regex(pattern, RegexOptions.NONE);
    RegexSearch search = search(regex, text, context);
    if (!search.find(0)) {
      return null;
    }
    return search.group(regex.groups() > 0 ? 1 : 0);
  }

  /**
   * regexp_replace.
   *
   * @param start characters from 1
   * @param nth the match to replace, 0 for all
   */
  String replace(
      String text,
      Object pattern,
      String replacement,
      int start,
      int nth,
      RegexOptions options,
      FunctionContext context) {
    RegexSearch search = search(regex(pattern, options), text, context);
    StringBuilder out = null;
    int copied = 0;
    int count = 0;
    int from = offset(text, start);
    while (search.find(from)) {
      count++;
      from = search.next();
      if (nth > 0 && count != nth) {
        continue;
      }
      if (out == null) {
        out = new StringBuilder(text.length() + replacement.length());
      }
      out.append(text, copied, search.start());
      appendReplacement(replacement, search, out);
      copied = search.end();
      if (nth > 0) {
        break;
      }
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private static void appendReplacement(String replacement, RegexSearch search, StringBuilder out) {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      if (c != '\\' || i + 1 == replacement.length()) {
        out.append(c);
        continue;
      }
      char next = replacement.charAt(++i);
      if (next >= '1' && next <= '9' || next == '&') {
        int group = next == '&' ? 0 : next - '0';
        String matched = group <= search.groups() ? search.group(group) : null;
        if (matched != null) {
          out.append(matched);
        }
      } else if (next == '\\') {
        out.append('\\');
      } else {
        out.append('\\').append(next);
      }
    }
  }

  /** The UTF-16 offset of a character counted from 1; behind the end when there is none. */
  private static int offset(String text, int character) {
    if (character - 1 > text.length()) {
      return text.length() + 1;
    }
    int all = text.codePointCount(0, text.length());
    return character - 1 > all ? text.length() + 1 : text.offsetByCodePoints(0, character - 1);
  }

  /** The groups of each match, or the whole of it when there are none. */
  List<@Nullable Object> matchArrays(
      Object text, Object pattern, RegexOptions options, FunctionContext context) {
    Regex regex = regex(pattern, options);
    RegexSearch search = search(regex, text, context);
    List<@Nullable Object> rows = new ArrayList<>();
    int from = 0;
    while (search.find(from)) {
      rows.add(array(search, regex.groups()));
      if (!options.global()) {
        break;
      }
      from = search.next();
    }
    return rows;
  }

  private static ArrayValue array(RegexSearch search, int groups) {
    if (groups == 0) {
      return ArrayValue.of(Types.TEXT, search.group(0));
    }
    @Nullable Object[] values = new Object[groups];
    for (int i = 0; i < groups; i++) {
      values[i] = search.group(i + 1);
    }
    return ArrayValue.of(Types.TEXT, values);
  }

  /** The pieces between matches; empty matches at the ends or right behind another are none. */
  List<@Nullable Object> split(
      Object text, Object pattern, RegexOptions options, FunctionContext context) {
    String string = (String) text;
    RegexSearch search = search(regex(pattern, options), text, context);
    List<@Nullable Object> pieces = new ArrayList<>();
    int pieceStart = 0;
    int previousEnd = 0;
    int from = 0;
    while (search.find(from)) {
      if (search.start() < string.length() && search.end() > previousEnd) {
        pieces.add(string.substring(pieceStart, search.start()));
        pieceStart = search.end();
      }
      previousEnd = search.end();
      from = search.next();
    }
    pieces.add(string.substring(pieceStart));
    return pieces;
  }

  int count(Object text, Object pattern, int start, RegexOptions options, FunctionContext context) {
    RegexSearch search = search(regex(pattern, options), text, context);
    int count = 0;
    int from = offset((String) text, start);
    while (search.find(from)) {
      count++;
      from = search.next();
    }
    return count;
  }

  /** The nth match from a character on; null when there is none. */
  @Nullable RegexSearch nth(
      Object text,
      Object pattern,
      int start,
      int nth,
      RegexOptions options,
      FunctionContext context) {
    RegexSearch search = search(regex(pattern, options), text, context);
    int from = offset((String) text, start);
    for (int i = 1; search.find(from); i++) {
      if (i == nth) {
        return search;
      }
      from = search.next();
    }
    return null;
  }
}
