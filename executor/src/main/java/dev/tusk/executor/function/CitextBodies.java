package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.regex.RegexOptions;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.CitextType;
import dev.tusk.sql.type.JenkinsHash;
import dev.tusk.sql.type.Texts;
import dev.tusk.sql.type.Types;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Functions of the extension citext beside its six comparisons and min and max. */
final class CitextBodies {
  private final RegexpCalls calls = new RegexpCalls();
  private final PatternCache<String, LikePattern> patterns = new PatternCache<>(LikePattern::of);

  private CitextBodies() {}

  static void register(FunctionLibrary library) {
    CitextBodies bodies = new CitextBodies();
    casts(library);
    order(library);
    bodies.patterns(library);
    bodies.matches(library);
    bodies.parts(library);
  }

  private static void casts(FunctionLibrary library) {
    library.one("citext(bpchar)", (a, _) -> Texts.stripTrailingSpaces((String) a));
    library.one("citext(bool)", (a, _) -> a.toString());
    library.one("citext(inet)", (a, _) -> NetworkBodies.withBits(a));
  }

  private static void order(FunctionLibrary library) {
    library.two("citext_cmp(citext,citext)", (a, b, _) -> Types.CITEXT.compare(a, b));
    library.two(
        "citext_pattern_cmp(citext,citext)",
        (a, b, _) -> Integer.signum(Types.CITEXT.compare(a, b)));
    for (String suffix : List.of("lt", "le", "gt", "ge")) {
      IntPredicate test = ComparisonBodies.test(suffix);
      library.two(
          "citext_pattern_" + suffix + "(citext,citext)",
          (a, b, _) -> test.test(Types.CITEXT.compare(a, b)));
    }
    BinaryOperator<Object> smaller = AggregateBodies.better(Types.CITEXT, -1);
    BinaryOperator<Object> larger = AggregateBodies.better(Types.CITEXT, 1);
    library.two("citext_smaller(citext,citext)", (a, b, _) -> smaller.apply(a, b));
    library.two("citext_larger(citext,citext)", (a, b, _) -> larger.apply(a, b));
    library.one("citext_hash(citext)", (a, _) -> JenkinsHash.of(octets(a)));
    library.two(
        "citext_hash_extended(citext,int8)",
        (a, seed, _) -> JenkinsHash.of(octets(a), (Long) seed));
  }

  private static byte[] octets(Object value) {
    return CitextType.folded(value).getBytes(StandardCharsets.UTF_8);
  }

  private void patterns(FunctionLibrary library) {
    for (String arguments : List.of("(citext,citext)", "(citext,text)")) {
      library.two("texticlike" + arguments, this::like);
      library.two("texticnlike" + arguments, (a, b, c) -> !like(a, b, c));
      library.two(
          "texticregexeq" + arguments,
          (a, b, c) -> calls.matches(a, b, RegexOptions.IGNORE_CASE, c));
      library.two(
          "texticregexne" + arguments,
          (a, b, c) -> !calls.matches(a, b, RegexOptions.IGNORE_CASE, c));
    }
  }

  private boolean like(Object text, Object pattern, FunctionContext context) {
    return patterns.get(CitextType.folded(pattern)).matches(CitextType.folded(text), context);
  }

  /** Without c among its letters, an expression looks at no case. */
  private static String letters(@Nullable Object[] a, int index) {
    String letters = index < a.length ? (String) given(a, index) : "";
    return letters.indexOf('c') < 0 ? letters + 'i' : letters;
  }

  private static Object given(@Nullable Object[] a, int index) {
    return Objects.requireNonNull(a[index]);
  }

  private void matches(FunctionLibrary library) {
    for (String more : List.of("", ",text")) {
      String arguments = "(citext,citext" + more + ")";
      library.any(
          "regexp_match" + arguments,
          (a, c) -> {
            RegexOptions options = RegexpCalls.matchOptions(letters(a, 2));
            List<@Nullable Object> rows = calls.matchArrays(given(a, 0), given(a, 1), options, c);
            return rows.isEmpty() ? null : rows.getFirst();
          });
      library.set(
          "regexp_matches" + arguments,
          (a, c) ->
              calls
                  .matchArrays(given(a, 0), given(a, 1), RegexpCalls.options(letters(a, 2)), c)
                  .iterator());
      library.any(
          "regexp_split_to_array" + arguments,
          (a, c) -> ArrayValue.of(Types.TEXT, split(a, "regexp_split_to_array", c)));
      library.set(
          "regexp_split_to_table" + arguments,
          (a, c) -> split(a, "regexp_split_to_table", c).iterator());
      library.any(
          "regexp_replace(citext,citext,text" + more + ")",
          (a, c) -> replace(a, given(a, 1), RegexpCalls.options(letters(a, 3)), c));
    }
  }

  private List<@Nullable Object> split(
      @Nullable Object[] a, String function, FunctionContext context) {
    RegexOptions options = RegexpCalls.optionsWithoutGlobal(letters(a, 2), function);
    return calls.split(given(a, 0), given(a, 1), options, context);
  }

  private String replace(
      @Nullable Object[] a, Object pattern, RegexOptions options, FunctionContext context) {
    return calls.replace(
        (String) given(a, 0),
        pattern,
        (String) given(a, 2),
        1,
        options.global() ? 0 : 1,
        options,
        context);
  }

  /** What is literal in an expression. */
  private static String quoted(Object text) {
    return ((String) text).replaceAll("([^a-zA-Z_0-9])", "\\\\$1");
  }

  private void parts(FunctionLibrary library) {
    library.two(
        "strpos(citext,citext)",
        (a, b, c) -> StringBodies.position(CitextType.folded(a), CitextType.folded(b), c));
    library.any(
        "replace(citext,citext,citext)",
        (a, c) -> replace(a, quoted(given(a, 1)), RegexpCalls.options("gi"), c));
    library.any(
        "split_part(citext,citext,int4)",
        (a, c) -> {
          List<@Nullable Object> pieces =
              calls.split(given(a, 0), quoted(given(a, 1)), RegexOptions.IGNORE_CASE, c);
          int at = (Integer) given(a, 2);
          return at < 1 || at > pieces.size() ? null : pieces.get(at - 1);
        });
    library.any(
        "translate(citext,citext,text)",
        (a, _) -> {
          String to = (String) given(a, 2);
          String from = CitextType.folded(given(a, 1));
          String lower = StringBodies.translate((String) given(a, 0), from, to);
          return StringBodies.translate(lower, StringBodies.map((String) given(a, 1), true), to);
        });
  }
}
