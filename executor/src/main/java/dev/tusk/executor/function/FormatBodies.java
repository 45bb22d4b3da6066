package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.format.DateFormat;
import dev.tusk.executor.format.NumberFormat;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.Interval;
import dev.tusk.sql.type.Numeric;
import org.jspecify.annotations.Nullable;

/** to_char, to_number, to_date and to_timestamp by template. */
final class FormatBodies {
  private static final int FLOAT4_DIGITS = 6;
  private static final int FLOAT8_DIGITS = 15;

  private final PatternCache<String, DateFormat> dates = new PatternCache<>(DateFormat::of);
  private final PatternCache<String, NumberFormat> numbers = new PatternCache<>(NumberFormat::of);

  private FormatBodies() {}

  static void register(FunctionLibrary library) {
    FormatBodies bodies = new FormatBodies();
    bodies.dates(library);
    bodies.numbers(library);
  }

  /** The template; null for an empty one, which gives NULL. */
  private @Nullable DateFormat dates(Object template) {
    return ((String) template).isEmpty() ? null : dates.get((String) template);
  }

  private void dates(FunctionLibrary library) {
    library.two(
        "to_char(timestamp,text)",
        (a, b, _) -> {
          DateFormat format = dates(b);
          return format == null || !DateTimes.isFinite((Long) a) ? null : format.format((Long) a);
        });
    library.two(
        "to_char(timestamptz,text)",
        (a, b, context) -> {
          DateFormat format = dates(b);
          return format == null || !DateTimes.isFinite((Long) a)
              ? null
              : format.format((Long) a, context.format().timeZone());
        });
    library.two(
        "to_char(interval,text)",
        (a, b, _) -> {
          DateFormat format = dates(b);
          return format == null ? null : format.format((Interval) a);
        });
    library.two(
        "to_timestamp(text,text)",
        (a, b, context) ->
            dates.get((String) b).parse((String) a).timestamp(context.format().timeZone()));
    library.two("to_date(text,text)", (a, b, _) -> dates.get((String) b).parse((String) a).date());
  }

  private void numbers(FunctionLibrary library) {
    library.two("to_char(int4,text)", (a, b, _) -> numbers.get((String) b).format((Integer) a));
    library.two(
        "to_char(int8,text)", (a, b, _) -> numbers.get((String) b).format(Numeric.of((Long) a)));
    library.two("to_char(numeric,text)", (a, b, _) -> numbers.get((String) b).format((Numeric) a));
    library.two(
        "to_char(float4,text)",
        (a, b, _) -> numbers.get((String) b).format((Float) a, FLOAT4_DIGITS));
    library.two(
        "to_char(float8,text)",
        (a, b, _) -> numbers.get((String) b).format((Double) a, FLOAT8_DIGITS));
    library.two(
        "to_number(text,text)",
        (a, b, _) -> ((String) b).isEmpty() ? null : numbers.get((String) b).parse((String) a));
  }
}
