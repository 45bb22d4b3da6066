package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.regex.RegexOptions;
import dev.tusk.executor.regex.RegexSearch;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ~} and its kin, substring by pattern, SIMILAR TO and the regexp_ functions. */
final class RegexpBodies {
  private final RegexpCalls calls = new RegexpCalls();

  private RegexpBodies() {}

  static void register(FunctionLibrary library) {
    RegexpBodies bodies = new RegexpBodies();
    bodies.operators(library);
    bodies.substrings(library);
    bodies.replacements(library);
    bodies.matches(library);
    bodies.counts(library);
    bodies.places(library);
  }

  private void operators(FunctionLibrary library) {
    RegexOptions anyCase = RegexOptions.IGNORE_CASE;
    for (String type : List.of("text", "name", "bpchar")) {
      String arguments = "(" + type + ",text)";
      library.two(
          type + "regexeq" + arguments,
          (a, b, context) -> calls.matches(a, b, RegexOptions.NONE, context));
      library.two(
          type + "regexne" + arguments,
          (a, b, context) -> !calls.matches(a, b, RegexOptions.NONE, context));
      library.two(
          type + "icregexeq" + arguments, (a, b, context) -> calls.matches(a, b, anyCase, context));
      library.two(
          type + "icregexne" + arguments,
          (a, b, context) -> !calls.matches(a, b, anyCase, context));
    }
    library.two(
        "regexp_like(text,text)",
        (a, b, context) -> calls.matches(a, b, RegexOptions.NONE, context));
    library.any(
        "regexp_like(text,text,text)",
        (a, context) ->
            calls.matches(
                given(a, 0),
                given(a, 1),
                RegexpCalls.optionsWithoutGlobal(text(a, 2), "regexp_like"),
                context));
  }

  private void substrings(FunctionLibrary library) {
    library.two("substring(text,text)", (a, b, context) -> calls.substring(a, b, context));
    library.any(
        "substring(text,text,text)",
        (a, context) ->
            calls.substring(given(a, 0), SimilarPattern.toRegex(text(a, 1), text(a, 2)), context));
    library.any(
        "similar_escape(text,text)",
        (a, _) -> a[0] == null ? null : SimilarPattern.toRegex((String) a[0], (String) a[1]));
    library.two(
        "similar_to_escape(text,text)",
        (a, b, _) -> SimilarPattern.toRegex((String) a, (String) b));
    library.one("similar_to_escape(text)", (a, _) -> SimilarPattern.toRegex((String) a, null));
  }

  private void replacements(FunctionLibrary library) {
    library.any(
        "regexp_replace(text,text,text)",
        (a, context) ->
            calls.replace(text(a, 0), given(a, 1), text(a, 2), 1, 1, RegexOptions.NONE, context));
    library.any(
        "regexp_replace(text,text,text,text)",
        (a, context) -> {
          String letters = text(a, 3);
          if (!letters.isEmpty() && Character.isDigit(letters.charAt(0))) {
            throw SqlException.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "invalid regular expression option: \"" + letters.charAt(0) + "\"")
                .withHint(
                    "If you meant to use regexp_replace() with a start parameter,"
                        + " cast the fourth argument to integer explicitly.");
          }
          RegexOptions options = RegexpCalls.options(letters);
          return calls.replace(
              text(a, 0), given(a, 1), text(a, 2), 1, options.global() ? 0 : 1, options, context);
        });
    library.any("regexp_replace(text,text,text,int4)", (a, context) -> replaceFrom(a, context));
    library.any(
        "regexp_replace(text,text,text,int4,int4)", (a, context) -> replaceFrom(a, context));
    library.any(
        "regexp_replace(text,text,text,int4,int4,text)", (a, context) -> replaceFrom(a, context));
  }

  private String replaceFrom(@Nullable Object[] a, FunctionContext context) {
    int start = positive(a, 3, "start");
    int nth = a.length > 4 ? (Integer) given(a, 4) : 1;
    if (nth < 0) {
      throw invalid("n", nth);
    }
    RegexOptions options = a.length > 5 ? RegexpCalls.options(text(a, 5)) : RegexOptions.NONE;
    return calls.replace(text(a, 0), given(a, 1), text(a, 2), start, nth, options, context);
  }

  private void matches(FunctionLibrary library) {
    library.two(
        "regexp_match(text,text)",
        (a, b, context) -> first(calls.matchArrays(a, b, RegexOptions.NONE, context)));
    library.any(
        "regexp_match(text,text,text)",
        (a, context) -> {
          RegexOptions options = RegexpCalls.matchOptions(text(a, 2));
          return first(calls.matchArrays(given(a, 0), given(a, 1), options, context));
        });
    for (String key : List.of("regexp_matches(text,text)", "regexp_matches(text,text,text)")) {
      library.set(
          key,
          (a, context) ->
              calls
                  .matchArrays(
                      given(a, 0),
                      given(a, 1),
                      a.length > 2 ? RegexpCalls.options(text(a, 2)) : RegexOptions.NONE,
                      context)
                  .iterator());
    }
    for (String arguments : List.of("(text,text)", "(text,text,text)")) {
      library.set(
          "regexp_split_to_table" + arguments,
          (a, context) -> split(a, "regexp_split_to_table", context).iterator());
      library.any(
          "regexp_split_to_array" + arguments,
          (a, context) -> ArrayValue.of(Types.TEXT, split(a, "regexp_split_to_array", context)));
    }
  }

  private static @Nullable Object first(List<@Nullable Object> rows) {
    return rows.isEmpty() ? null : rows.getFirst();
  }

  private List<@Nullable Object> split(
      @Nullable Object[] a, String function, FunctionContext context) {
    RegexOptions options =
        a.length > 2 ? RegexpCalls.optionsWithoutGlobal(text(a, 2), function) : RegexOptions.NONE;
    return calls.split(given(a, 0), given(a, 1), options, context);
  }

  private void counts(FunctionLibrary library) {
    for (String arguments : List.of("(text,text)", "(text,text,int4)", "(text,text,int4,text)")) {
      library.any(
          "regexp_count" + arguments,
          (a, context) -> {
            int start = a.length > 2 ? positive(a, 2, "start") : 1;
            RegexOptions options =
                a.length > 3
                    ? RegexpCalls.optionsWithoutGlobal(text(a, 3), "regexp_count")
                    : RegexOptions.NONE;
            return calls.count(given(a, 0), given(a, 1), start, options, context);
          });
    }
  }

  private void places(FunctionLibrary library) {
    List<String> instr =
        List.of(
            "",
            ",int4",
            ",int4,int4",
            ",int4,int4,int4",
            ",int4,int4,int4,text",
            ",int4,int4,int4,text,int4");
    for (String more : instr) {
      library.any("regexp_instr(text,text" + more + ")", (a, context) -> instr(a, context));
    }
    List<String> substr =
        List.of("", ",int4", ",int4,int4", ",int4,int4,text", ",int4,int4,text,int4");
    for (String more : substr) {
      library.any("regexp_substr(text,text" + more + ")", (a, context) -> substr(a, context));
    }
  }

  private Integer instr(@Nullable Object[] a, FunctionContext context) {
    int start = a.length > 2 ? positive(a, 2, "start") : 1;
    int nth = a.length > 3 ? positive(a, 3, "n") : 1;
    int end = a.length > 4 ? (Integer) given(a, 4) : 0;
    if (end != 0 && end != 1) {
      throw invalid("endoption", end);
    }
    RegexOptions options =
        a.length > 5
            ? RegexpCalls.optionsWithoutGlobal(text(a, 5), "regexp_instr")
            : RegexOptions.NONE;
    int group = a.length > 6 ? notNegative(a, 6, "subexpr") : 0;
    RegexSearch match = calls.nth(given(a, 0), given(a, 1), start, nth, options, context);
    // An expression without groups is its own first one.
    group = match != null && match.groups() == 0 && group == 1 ? 0 : group;
    if (match == null || group > match.groups() || match.start(group) < 0) {
      return 0;
    }
    int at = end == 1 ? match.end(group) : match.start(group);
    return text(a, 0).codePointCount(0, at) + 1;
  }

  private @Nullable String substr(@Nullable Object[] a, FunctionContext context) {
    int start = a.length > 2 ? positive(a, 2, "start") : 1;
    int nth = a.length > 3 ? positive(a, 3, "n") : 1;
    RegexOptions options =
        a.length > 4
            ? RegexpCalls.optionsWithoutGlobal(text(a, 4), "regexp_substr")
            : RegexOptions.NONE;
    int group = a.length > 5 ? notNegative(a, 5, "subexpr") : 0;
    RegexSearch match = calls.nth(given(a, 0), given(a, 1), start, nth, options, context);
    group = match != null && match.groups() == 0 && group == 1 ? 0 : group;
    return match == null || group > match.groups() ? null : match.group(group);
  }

  private static int positive(@Nullable Object[] arguments, int index, String name) {
    int value = (Integer) given(arguments, index);
    if (value <= 0) {
      throw invalid(name, value);
    }
    return value;
  }

  private static int notNegative(@Nullable Object[] arguments, int index, String name) {
    int value = (Integer) given(arguments, index);
    if (value < 0) {
      throw invalid(name, value);
    }
    return value;
  }

  private static SqlException invalid(String parameter, int value) {
    return SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE,
        "invalid value for parameter \"" + parameter + "\": " + value);
  }

  private static String text(@Nullable Object[] arguments, int index) {
    return (String) given(arguments, index);
  }

  /** An argument of a strict function. */
  private static Object given(@Nullable Object[] arguments, int index) {
    return java.util.Objects.requireNonNull(arguments[index]);
  }
}
