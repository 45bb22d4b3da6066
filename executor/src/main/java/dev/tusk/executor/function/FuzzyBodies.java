package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions of the extension fuzzystrmatch: how far texts are from each other, how they sound. */
final class FuzzyBodies {
  /** MAX_METAPHONE_STRLEN. */
  private static final int MOST_BYTES = 255;

  private static final int SOUNDEX_LENGTH = 4;

  /** By the letters from A on. */
  private static final String SOUNDEX = "01230120022455012623010202";

  private FuzzyBodies() {}

  static void register(FunctionLibrary library) {
    library.two(
        "levenshtein(text,text)",
        (a, b, context) -> new Levenshtein(1, 1, 1, -1).distance(text(a), text(b), context));
    library.any(
        "levenshtein(text,text,int4,int4,int4)",
        (a, context) ->
            new Levenshtein(number(a[2]), number(a[3]), number(a[4]), -1)
                .distance(text(a[0]), text(a[1]), context));
    library.any(
        "levenshtein_less_equal(text,text,int4)",
        (a, context) ->
            new Levenshtein(1, 1, 1, number(a[2])).distance(text(a[0]), text(a[1]), context));
    library.any(
        "levenshtein_less_equal(text,text,int4,int4,int4,int4)",
        (a, context) ->
            new Levenshtein(number(a[2]), number(a[3]), number(a[4]), number(a[5]))
                .distance(text(a[0]), text(a[1]), context));
    library.one("soundex(text)", (a, _) -> soundex(text(a)));
    library.one("text_soundex(text)", (a, _) -> soundex(text(a)));
    library.two("difference(text,text)", (a, b, _) -> difference(text(a), text(b)));
    library.one("dmetaphone(text)", (a, _) -> new DoubleMetaphone(bytes(text(a))).primary());
    library.one("dmetaphone_alt(text)", (a, _) -> new DoubleMetaphone(bytes(text(a))).secondary());
    library.two("metaphone(text,int4)", (a, b, _) -> metaphone(text(a), number(b)));
  }

  private static String text(@Nullable Object argument) {
    return (String) Objects.requireNonNull(argument);
  }

  /** The bytes of a text, a character each. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static int number(@Nullable Object argument) {
    return (Integer) Objects.requireNonNull(argument);
  }

  /**
   * The least cost at which one text becomes another (levenshtein.c).
   *
   * @param most what costs more is not worth knowing exactly; negative for no bound
   */
  private record Levenshtein(int insertion, int deletion, int substitution, int most) {
    private static final int MOST_LETTERS = 255;

    Integer distance(String source, String target, FunctionContext context) {
      int[] from = source.codePoints().toArray();
      int[] to = target.codePoints().toArray();
      if (from.length == 0) {
        return to.length * insertion;
      }
      if (to.length == 0) {
        return from.length * deletion;
      }
      if (from.length > MOST_LETTERS || to.length > MOST_LETTERS) {
        throw SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE,
            "levenshtein argument exceeds maximum length of " + MOST_LETTERS + " characters");
      }
      context.checkCancelled();
      if (most < 0) {
        return new Rows(from, to, this, from.length + 1).last();
      }
      int grows = to.length - from.length;
      int least = grows < 0 ? -grows * deletion : grows * insertion;
      if (least > most) {
        return most + 1;
      }
      int cheapest = Math.min(substitution, insertion + deletion);
      Levenshtein bound = new Levenshtein(insertion, deletion, cheapest, most);
      if (most >= least + cheapest * Math.min(from.length, to.length)) {
        return new Rows(from, to, bound.unbounded(), from.length + 1).last();
      }
      int stop = from.length + 1;
      if (insertion + deletion > 0) {
        int best = grows < 0 ? -grows : 0;
        stop = Math.min(best + (most - least) / (insertion + deletion) + 1, stop);
      }
      return new Rows(from, to, bound, stop).last();
    }

    private Levenshtein unbounded() {
      return new Levenshtein(insertion, deletion, substitution, -1);
    }
  }

  /** The table of costs, row by row; with a bound, only the columns that can be within it. */
  private static final class Rows {
    private final int[] from;
    private final int[] to;
    private final Levenshtein costs;
    private int start;
    private int stop;
    private int[] before;
    private int[] row;

    Rows(int[] from, int[] to, Levenshtein costs, int stop) {
      this.from = from;
      this.to = to;
      this.costs = costs;
      this.stop = stop;
      this.before = new int[from.length + 1];
      this.row = new int[from.length + 1];
    }

    int last() {
      int columns = from.length + 1;
      for (int i = 0; i < stop; i++) {
        before[i] = i * costs.deletion;
      }
      for (int j = 1; j <= to.length; j++) {
        if (stop < columns) {
          before[stop++] = costs.most + 1;
        }
        fill(j);
        int[] filled = row;
        row = before;
        before = filled;
        if (costs.most >= 0 && !narrow(j - (to.length - from.length))) {
          return costs.most + 1;
        }
      }
      return before[columns - 1];
    }

    private void fill(int j) {
      int i = start;
      if (start == 0) {
        row[0] = j * costs.insertion;
        i = 1;
      }
      for (; i < stop; i++) {
        int substituted = before[i - 1] + (from[i - 1] == to[j - 1] ? 0 : costs.substitution);
        row[i] =
            Math.min(
                Math.min(before[i] + costs.insertion, row[i - 1] + costs.deletion), substituted);
      }
    }

    /** What a column costs at least; {@code even}: where both rests are of one length. */
    private int least(int column, int even) {
      int grows = column - even;
      return before[column] + (grows > 0 ? grows * costs.insertion : -grows * costs.deletion);
    }

    /** Leaves out the columns that cannot be within the bound; false when none is left. */
    private boolean narrow(int even) {
      while (stop > 0 && least(stop - 1, even) > costs.most) {
        stop--;
      }
      while (start < stop && least(start, even) > costs.most) {
        before[start] = costs.most + 1;
        row[start] = costs.most + 1;
        start++;
      }
      return start < stop;
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  /** A letter's digit; another character stands for itself. */
  private static char code(char c) {
    return isLetter(c) ? SOUNDEX.charAt(upper(c) - 'A') : c;
  }

  /** A letter and three digits; empty for a text without letters. */
  private static String soundex(String text) {
    int at = 0;
    while (at < text.length() && !isLetter(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return "";
    }
    StringBuilder out = new StringBuilder().append(upper(text.charAt(at)));
    for (at++; at < text.length() && out.length() < SOUNDEX_LENGTH; at++) {
      char c = text.charAt(at);
      if (isLetter(c) && code(c) != code(text.charAt(at - 1)) && code(c) != '0') {
        out.append(code(c));
      }
    }
    return out.append("0".repeat(SOUNDEX_LENGTH - out.length())).toString();
  }

  /** In how many places two texts sound alike. */
  private static Integer difference(String one, String other) {
    String a = soundex(one);
    String b = soundex(other);
    if (a.isEmpty() || b.isEmpty()) {
      return a.equals(b) ? SOUNDEX_LENGTH : 0;
    }
    int alike = 0;
    for (int i = 0; i < SOUNDEX_LENGTH; i++) {
      alike += a.charAt(i) == b.charAt(i) ? 1 : 0;
    }
    return alike;
  }

  private static String metaphone(String text, int length) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      return "";
    }
    if (bytes.length > MOST_BYTES) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "argument exceeds the maximum length of " + MOST_BYTES + " bytes");
    }
    if (length > MOST_BYTES) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "output exceeds the maximum length of " + MOST_BYTES + " bytes");
    }
    if (length <= 0) {
      throw SqlException.of(SqlState.ZERO_LENGTH_CHARACTER_STRING, "output cannot be empty string");
    }
    return new Metaphone(bytes(text), length).code();
  }
}
