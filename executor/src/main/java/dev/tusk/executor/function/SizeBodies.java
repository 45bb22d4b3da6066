package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes with a unit, written and read (utils/adt/dbsize.c). */
final class SizeBodies {
  private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB", "PB");

  /** Number, white space and unit; an exponent without digits begins the unit. */
  private static final Pattern SIZE =
      Pattern.compile(
          "[ \\t-\\r]*([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][ \\t-\\r]*[+-]?\\d+)?)[ \\t-\\r]*(.*?)[ \\t-\\r]*",
          Pattern.DOTALL);

  private static final Numeric TWO = Numeric.of(2);

  private SizeBodies() {}

  static void register(FunctionLibrary library) {
    library.one("pg_size_pretty(int8)", (a, _) -> pretty(Numeric.of((Long) a)));
    library.one("pg_size_pretty(numeric)", (a, _) -> pretty((Numeric) a));
    library.one("pg_size_bytes(text)", (a, _) -> bytes((String) a));
  }

  /** Each unit up to ten thousand of it; every unit but bytes has its halves rounded up. */
  private static String pretty(Numeric bytes) {
    Numeric size = bytes;
    for (int unit = 0; unit < UNITS.size() - 1; unit++) {
      long limit = unit == 0 ? 10 * 1024 : 20 * 1024 - 1;
      if (size.abs().compareTo(Numeric.of(limit)) < 0) {
        return written(size, unit);
      }
      // Units behind bytes are kept in halves.
      size = size.divideToInteger(Numeric.of(unit == 0 ? 512 : 1024));
    }
    return written(size, UNITS.size() - 1);
  }

  private static String written(Numeric size, int unit) {
    Numeric shown =
        unit == 0
            ? size
            : size.add(Numeric.of(size.compareTo(Numeric.ZERO) >= 0 ? 1 : -1)).divideToInteger(TWO);
    return shown + " " + UNITS.get(unit);
  }

  private static long bytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw invalid(text);
    }
    Numeric number = (Numeric) Types.NUMERIC.parse(size.group(1), FormatSettings.DEFAULT);
    String unit = size.group(2);
    if (!unit.isEmpty()) {
      number = number.multiply(Numeric.of(1L << 10 * unitIndex(text, unit)));
    }
    return (Long) CastBodies.fromNumeric(number, 8);
  }

  private static int unitIndex(String text, String unit) {
    for (int i = 0; i < UNITS.size(); i++) {
      if (UNITS.get(i).toLowerCase(Locale.ROOT).equals(unit.toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    throw invalid(text)
        .withDetail("Invalid size unit: \"" + unit + "\".")
        .withHint("Valid units are \"bytes\", \"kB\", \"MB\", \"GB\", \"TB\", and \"PB\".");
  }

  private static SqlException invalid(String text) {
    return StringBodies.parameter("invalid size: \"" + text + "\"");
  }
}
