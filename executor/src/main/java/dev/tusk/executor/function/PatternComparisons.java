package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * {@code ~<~} and its like: texts compared by their bytes whatever their collation says, as the
 * operator classes for LIKE order them (varlena.c, varchar.c).
 */
final class PatternComparisons {
  private PatternComparisons() {}

  static void register(FunctionLibrary library) {
    register(library, "lt", order -> order < 0);
    register(library, "le", order -> order <= 0);
    register(library, "ge", order -> order >= 0);
    register(library, "gt", order -> order > 0);
  }

  private static void register(FunctionLibrary library, String suffix, IntPredicate holds) {
    library.two(
        "text_pattern_" + suffix + "(text,text)",
        (a, b, _) -> holds.test(compare((String) a, (String) b)));
    library.two(
        "bpchar_pattern_" + suffix + "(bpchar,bpchar)",
        (a, b, _) -> holds.test(compare(trimmed((String) a), trimmed((String) b))));
  }

  private static String trimmed(String padded) {
    int end = padded.length();
    while (end > 0 && padded.charAt(end - 1) == ' ') {
      end--;
    }
    return padded.substring(0, end);
  }

  private static int compare(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
