package dev.tusk.sql.type;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A time zone: what clocks showed when, and what that was called. Instants are seconds since
 * 1970-01-01 00:00 UTC, offsets seconds east of Greenwich.
 *
 * <p>A zone is the list of its changes, with what holds before the first one. Zones whose changes
 * go on for ever are listed for 400 years, after which the Gregorian calendar repeats itself.
 *
 * <p>java.time's zones are not used, because PostgreSQL shows the abbreviations of each period,
 * knows offsets beyond 18 hours, and reads abbreviations by their own history.
 */
public final class Zone {
  private static final long DAY_SECONDS = 86_400;
  private static final long CYCLE_SECONDS = 146_097L * DAY_SECONDS;

  /** The zone that PostgreSQL calls GMT, without any file. */
  public static final Zone GMT = fixed("GMT", 0);

  /** The zone that most sessions have, without the time zone database. */
  public static final Zone UTC = fixed("UTC", 0);

  /** What clocks show for a while. */
  record Period(int offset, boolean daylight, String abbreviation) {}

  private final String name;
  private final Period first;
  private final long[] changes;
  private final Period[] periods;
  private final boolean repeatsBefore;
  private final boolean repeatsAfter;

  /** The abbreviation that decides instead of the zone's rules, empty for none. */
  private final String pinned;

  private Zone(
      String name,
      Period first,
      long[] changes,
      Period[] periods,
      boolean repeatsBefore,
      boolean repeatsAfter,
      String pinned) {
    assert changes.length == periods.length;
    this.name = name;
    this.first = first;
    this.changes = changes;
    this.periods = periods;
    this.repeatsBefore = repeatsBefore;
    this.repeatsAfter = repeatsAfter;
    this.pinned = pinned;
  }

  /** Whether its clocks have always shown the time of Greenwich. */
  public boolean isUtc() {
    return changes.length == 0 && first.offset() == 0;
  }

  /** A zone with a history, whose last 400 years of changes go on if {@code repeats}. */
  static Zone of(
      String name, Period first, List<Long> changes, List<Period> periods, boolean repeats) {
    long[] times = changes.stream().mapToLong(Long::longValue).toArray();
    return new Zone(name, first, times, periods.toArray(Period[]::new), false, repeats, "");
  }

  /** A zone that followed its rules always and will. */
  static Zone everlasting(String name, Period first, List<Long> changes, List<Period> periods) {
    long[] times = changes.stream().mapToLong(Long::longValue).toArray();
    return new Zone(name, first, times, periods.toArray(Period[]::new), true, true, "");
  }

  /** A zone of one offset, whose abbreviation is its name. */
  static Zone fixed(String name, int offset) {
    return fixed(name, offset, name);
  }

  static Zone fixed(String name, int offset, String abbreviation) {
    Period always = new Period(offset, false, abbreviation);
    return new Zone(name, always, new long[0], new Period[0], false, false, "");
  }

  /** This zone at the offset that {@code abbreviation} had at each moment, as in {@code MSK}. */
  Zone pinnedTo(String abbreviation) {
    return new Zone(
        name,
        first,
        changes,
        periods,
        repeatsBefore,
        repeatsAfter,
        abbreviation.toUpperCase(Locale.ROOT));
  }

  Zone named(String other) {
    return new Zone(other, first, changes, periods, repeatsBefore, repeatsAfter, pinned);
  }

  public String name() {
    return name;
  }

  /** Seconds east of Greenwich at an instant. */
  public int offset(long instant) {
    if (!pinned.isEmpty()) {
      OptionalInt own = meaning(pinned, instant);
      if (own.isPresent()) {
        return own.getAsInt();
      }
      return ruledAtLocal(instant + at(instant).offset());
    }
    return at(instant).offset();
  }

  public boolean isDaylight(long instant) {
    return at(instant).daylight();
  }

  /** What the zone's time is called at an instant: {@code CEST}, {@code +03}. */
  public String abbreviation(long instant) {
    return at(instant).abbreviation();
  }

  /**
   * Seconds east of Greenwich at a local time: in a gap the offset before it, in an overlap the one
   * after it, as PostgreSQL chooses.
   */
  public int offsetAtLocal(long local) {
    int ruled = ruledAtLocal(local);
    return pinned.isEmpty() ? ruled : meaning(pinned, local - ruled).orElse(ruled);
  }

  private int ruledAtLocal(long local) {
    if (changes.length == 0) {
      return first.offset();
    }
    // Offsets are below a day and changes lie days apart, so the next change is the one that
    // counts.
    long from = local - DAY_SECONDS;
    long shift = shift(from);
    int next = countUntil(from + shift);
    int before = period(next - 1).offset();
    if (next == changes.length) {
      return before;
    }
    int after = periods[next].offset();
    long change = changes[next] - shift;
    long ifBefore = local - before;
    long ifAfter = local - after;
    if (ifBefore < change && ifAfter < change) {
      return before;
    }
    if (ifBefore > change && ifAfter >= change) {
      return after;
    }
    return ifBefore > ifAfter ? before : after;
  }

  /** The one offset that the zone has always had, if it has. */
  OptionalInt constantOffset() {
    boolean constant = Arrays.stream(periods).allMatch(p -> p.offset() == first.offset());
    return constant ? OptionalInt.of(first.offset()) : OptionalInt.empty();
  }

  /**
   * The offset that an abbreviation stood for: as last used up to an instant, else as first used
   * after it; empty if the zone never used it.
   */
  private OptionalInt meaning(String abbreviation, long instant) {
    int cutoff = countUntil(instant);
    for (int i = cutoff - 1; i >= 0; i--) {
      if (periods[i].abbreviation().equals(abbreviation)) {
        return OptionalInt.of(periods[i].offset());
      }
    }
    for (int i = cutoff; i < periods.length; i++) {
      if (periods[i].abbreviation().equals(abbreviation)) {
        return OptionalInt.of(periods[i].offset());
      }
    }
    return OptionalInt.empty();
  }

  private Period at(long instant) {
    return period(countUntil(instant + shift(instant)) - 1);
  }

  private Period period(int index) {
    return index < 0 ? first : periods[index];
  }

  /** Whole cycles of 400 years that bring an instant into the list of changes. */
  private long shift(long instant) {
    if (changes.length == 0) {
      return 0;
    }
    long last = changes[changes.length - 1];
    if (repeatsAfter && instant > last) {
      return -((instant - last - 1) / CYCLE_SECONDS + 1) * CYCLE_SECONDS;
    }
    if (repeatsBefore && instant < changes[0]) {
      return ((changes[0] - instant - 1) / CYCLE_SECONDS + 1) * CYCLE_SECONDS;
    }
    return 0;
  }

  /** How many changes have happened up to an instant. */
  private int countUntil(long instant) {
    int found = Arrays.binarySearch(changes, instant);
    return found >= 0 ? found + 1 : -found - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Zone zone
        && name.equals(zone.name)
        && pinned.equals(zone.pinned)
        && first.equals(zone.first)
        && Arrays.equals(changes, zone.changes)
        && Arrays.equals(periods, zone.periods);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
