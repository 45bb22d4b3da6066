package dev.tusk.sql.type;

/**
 * The session settings that a value's text form depends on.
 *
 * @param dateStyle ISO, POSTGRES, SQL or GERMAN
 * @param dateOrder MDY, DMY or YMD
 * @param intervalStyle postgres, postgres_verbose, sql_standard or iso_8601
 * @param extraFloatDigits above 0: shortest text that reads back the same
 * @param byteaHex hex output of bytea, else escape
 * @param now what {@code 'now'} and {@code 'today'} are read as, in µs since 2000; {@link #CLOCK}
 *     for the clock's time
 */
public record FormatSettings(
    Zone timeZone,
    String dateStyle,
    String dateOrder,
    String intervalStyle,
    int extraFloatDigits,
    boolean byteaHex,
    long now) {
  public static final long CLOCK = Long.MIN_VALUE;

  public FormatSettings(
      Zone timeZone,
      String dateStyle,
      String dateOrder,
      String intervalStyle,
      int extraFloatDigits,
      boolean byteaHex) {
    this(timeZone, dateStyle, dateOrder, intervalStyle, extraFloatDigits, byteaHex, CLOCK);
  }

  /** These settings at a moment, the start of a transaction. */
  public FormatSettings at(long moment) {
    return new FormatSettings(
        timeZone, dateStyle, dateOrder, intervalStyle, extraFloatDigits, byteaHex, moment);
  }

  public static final FormatSettings DEFAULT =
      new FormatSettings(Zone.UTC, "ISO", "MDY", "postgres", 1, true);
}
