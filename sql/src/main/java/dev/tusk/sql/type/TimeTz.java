package dev.tusk.sql.type;

/**
 * A time of day with its offset from UTC, the value of {@code timetz}.
 *
 * @param micros local time since midnight
 * @param offset seconds east of Greenwich
 */
public record TimeTz(long micros, int offset) implements Comparable<TimeTz> {
  /** The time of day in UTC, which may be before midnight or after it. */
  long utcMicros() {
    return micros - offset * DateTimes.SECOND;
  }

  /** By the moment in UTC, then by offset: timetz_cmp_internal in utils/adt/date.c. */
  @Override
  public int compareTo(TimeTz other) {
    int order = Long.compare(utcMicros(), other.utcMicros());
    return order != 0 ? order : Integer.compare(other.offset, offset);
  }
}
