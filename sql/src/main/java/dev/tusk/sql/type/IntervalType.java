package dev.tusk.sql.type;

import dev.tusk.sql.type.DateTimeWords.IntervalUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code interval [fields] (p)}.
 *
 * <pre>
 *  typmod  fields &lt;&lt; 16 | precision; fields 7fff for all, precision ffff for full
 *  binary  int64 microseconds | int32 days | int32 months
 * </pre>
 */
public final class IntervalType extends Type {
  private static final int FULL_RANGE = 0x7fff;
  private static final int FULL_PRECISION = 0xffff;
  private static final int MONTH = 1 << 1;
  private static final int YEAR = 1 << 2;
  private static final int DAY = 1 << 3;
  private static final int HOUR = 1 << 10;
  private static final int MINUTE = 1 << 11;
  private static final int SECOND = 1 << 12;

  private static final Map<String, Integer> RANGES =
      Map.ofEntries(
          Map.entry("year", YEAR),
          Map.entry("month", MONTH),
          Map.entry("day", DAY),
          Map.entry("hour", HOUR),
          Map.entry("minute", MINUTE),
          Map.entry("second", SECOND),
          Map.entry("year to month", YEAR | MONTH),
          Map.entry("day to hour", DAY | HOUR),
          Map.entry("day to minute", DAY | HOUR | MINUTE),
          Map.entry("day to second", DAY | HOUR | MINUTE | SECOND),
          Map.entry("hour to minute", HOUR | MINUTE),
          Map.entry("hour to second", HOUR | MINUTE | SECOND),
          Map.entry("minute to second", MINUTE | SECOND));

  IntervalType() {
    super(1186, "interval", 1187);
  }

  @Override
  public String displayName(int typmod) {
    if (typmod < 0) {
      return "interval";
    }
    StringBuilder name = new StringBuilder("interval");
    for (var range : RANGES.entrySet()) {
      if (range.getValue() == range(typmod)) {
        name.append(' ').append(range.getKey());
      }
    }
    if (precision(typmod) != FULL_PRECISION) {
      name.append('(').append(precision(typmod)).append(')');
    }
    return name.toString();
  }

  private static int range(int typmod) {
    return typmod >> 16 & 0x7fff;
  }

  private static int precision(int typmod) {
    return typmod & 0xffff;
  }

  @Override
  public char category() {
    return 'T';
  }

  @Override
  public boolean preferred() {
    return true;
  }

  @Override
  public int length() {
    return 16;
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return IntervalParser.parse(text, IntervalUnit.SECOND, false, settings);
  }

  /**
   * Reads a literal whose fields are given beside it: {@code INTERVAL '1' DAY}. The last field is
   * the unit of a number without one.
   */
  public Object parse(String text, int typmod, FormatSettings settings) {
    IntervalUnit unit = typmod < 0 ? IntervalUnit.SECOND : lastUnit(range(typmod));
    boolean minutesFirst = typmod >= 0 && range(typmod) == (MINUTE | SECOND);
    Interval value = IntervalParser.parse(text, unit, minutesFirst, settings);
    return applyTypmod(value, typmod, true);
  }

  private static IntervalUnit lastUnit(int range) {
    if (range == FULL_RANGE || (range & SECOND) != 0) {
      return IntervalUnit.SECOND;
    }
    if ((range & MINUTE) != 0) {
      return IntervalUnit.MINUTE;
    }
    if ((range & HOUR) != 0) {
      return IntervalUnit.HOUR;
    }
    if ((range & DAY) != 0) {
      return IntervalUnit.DAY;
    }
    return (range & MONTH) != 0 ? IntervalUnit.MONTH : IntervalUnit.YEAR;
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    IntervalText.write((Interval) value, out, settings.intervalStyle());
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader.expect(16, length);
    return new Interval(
        BinaryReader.int4(bytes, from + 12),
        BinaryReader.int4(bytes, from + 8),
        BinaryReader.int8(bytes, from));
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    Interval interval = (Interval) value;
    out.putLong(interval.micros());
    out.putInt(interval.days());
    out.putInt(interval.months());
  }

  /** Modifiers: fields as words ({@code day to second}), a precision, or both in this order. */
  @Override
  public int typmodIn(List<String> modifiers) {
    if (modifiers.isEmpty()) {
      return -1;
    }
    String first = modifiers.get(0).toLowerCase(Locale.ROOT);
    Integer range = RANGES.get(first);
    int left = range == null ? 0 : 1;
    if (modifiers.size() > left + 1) {
      throw InputError.parameter("invalid type modifier");
    }
    int precision = FULL_PRECISION;
    if (modifiers.size() > left) {
      precision = Typmod.fraction("INTERVAL", modifiers.subList(left, left + 1));
    }
    return (range == null ? FULL_RANGE : range) << 16 | precision;
  }

  /** Cuts the fields below the last one named, and rounds the second. */
  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    if (typmod < 0) {
      return value;
    }
    Interval interval = (Interval) value;
    int months = interval.months();
    int days = interval.days();
    long micros = interval.micros();
    int range = range(typmod);
    if (range != FULL_RANGE) {
      switch (lastUnit(range)) {
        case YEAR -> {
          months = months / 12 * 12;
          days = 0;
          micros = 0;
        }
        case MONTH -> {
          days = 0;
          micros = 0;
        }
        case DAY -> micros = 0;
        case HOUR -> micros = micros / DateTimes.HOUR * DateTimes.HOUR;
        case MINUTE -> micros = micros / DateTimes.MINUTE * DateTimes.MINUTE;
        case SECOND, MICROSECOND, MILLISECOND, WEEK, DECADE, CENTURY, MILLENNIUM, OTHER -> {}
      }
    }
    micros = DateTimes.roundToPrecision(micros, precision(typmod));
    return new Interval(months, days, micros);
  }

  @Override
  public int compare(Object left, Object right) {
    return ((Interval) left).compareTo((Interval) right);
  }

  @Override
  public int hash(Object value) {
    return ((Interval) value).spanHash();
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    ((Interval) value).writeKey(out);
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.datetime(typmod < 0 ? 6 : precision(typmod));
  }
}
