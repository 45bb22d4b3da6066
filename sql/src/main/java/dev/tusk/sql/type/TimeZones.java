package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Time zones by the names PostgreSQL takes: IANA names in any case, POSIX forms such as {@code
 * UTC+3}, and, where a moment is converted, abbreviations.
 */
public final class TimeZones {
  private static final int MAX_NAME = 255;

  /** POSIX forms read so far; clients send few of them. */
  private static final int MAX_POSIX = 1000;

  private static final Map<String, Zone> POSIX = new ConcurrentHashMap<>();

  private TimeZones() {}

  /** The zone of that IANA name or in that POSIX form, as SET TimeZone takes it. */
  public static Optional<Zone> named(String name) {
    if (name.length() > MAX_NAME) {
      return Optional.empty();
    }
    if (name.equalsIgnoreCase("GMT")) {
      return Optional.of(Zone.GMT);
    }
    if (name.equalsIgnoreCase("UTC")) {
      return Optional.of(Zone.UTC);
    }
    Optional<Zone> zone = ZoneDatabase.find(name);
    if (zone.isPresent() || name.startsWith(":")) {
      return zone;
    }
    Zone known = POSIX.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Zone> posix = PosixZone.parse(name);
    if (posix.isPresent() && POSIX.size() < MAX_POSIX) {
      POSIX.put(name, posix.get());
    }
    return posix;
  }

  /** The zone of an abbreviation or of a name, as AT TIME ZONE takes it. */
  static Optional<Zone> find(String name) {
    return ZoneAbbreviations.find(name.toLowerCase(Locale.ROOT))
        .map(ZoneAbbreviations.Abbreviation::asZone)
        .or(() -> named(name));
  }

  /**
   * The zone of that name.
   *
   * @throws SqlException 22023 {@code time zone "x" not recognized}
   */
  public static Zone of(String name) {
    return find(name)
        .orElseThrow(() -> InputError.parameter("time zone \"" + name + "\" not recognized"));
  }

  /**
   * The zone of that name, and of an abbreviation that has a history the zone which has it, as
   * date_trunc takes them.
   *
   * @throws SqlException 22023 {@code time zone "x" not recognized}
   */
  public static Zone rulesOf(String name) {
    return ZoneAbbreviations.find(name.toLowerCase(Locale.ROOT))
        .map(ZoneAbbreviations.Abbreviation::zone)
        .flatMap(ZoneDatabase::find)
        .orElseGet(() -> of(name));
  }

  /**
   * The zone that an argument of make_timestamptz names: an offset such as {@code +05:30} counts
   * east of Greenwich, else as AT TIME ZONE takes it (parse_sane_timezone in timestamp.c).
   */
  public static Zone ofArgument(String name) {
    if (name.isEmpty() || "+-".indexOf(name.charAt(0)) < 0) {
      if (!name.isEmpty() && DateTimeTokens.isDigit(name.charAt(0))) {
        throw InputError.parameter(
                "invalid input syntax for type numeric time zone: \"" + name + "\"")
            .withHint("Numeric time zones must have \"-\" or \"+\" as first character.");
      }
      return of(name);
    }
    DateTimeFields fields = new DateTimeFields(new DateTimeErrors("numeric time zone", name), "");
    try {
      fields.numericZone(name);
    } catch (SqlException e) {
      if (e.state() == SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE) {
        throw InputError.parameter("numeric time zone \"" + name + "\" out of range");
      }
      return of(name);
    }
    return atOffset(fields.offset);
  }

  /** A zone at a constant offset in seconds east, named as SHOW TimeZone does: {@code <+02>-02}. */
  public static Zone atOffset(int seconds) {
    String clock = clock(Math.abs(seconds));
    String name = seconds < 0 ? "<-" + clock + ">+" + clock : "<+" + clock + ">-" + clock;
    return Zone.fixed(name, seconds, (seconds < 0 ? "-" : "+") + clock);
  }

  private static String clock(int rest) {
    StringBuilder text = new StringBuilder(8);
    two(rest / 3600, text);
    if (rest % 3600 != 0) {
      two(rest / 60 % 60, text.append(':'));
    }
    if (rest % 60 != 0) {
      two(rest % 60, text.append(':'));
    }
    return text.toString();
  }

  private static void two(int value, StringBuilder text) {
    if (value < 10) {
      text.append('0');
    }
    text.append(value);
  }

  /** The names of the IANA database, in order. */
  public static Iterable<String> names() {
    return ZoneDatabase.names();
  }
}
