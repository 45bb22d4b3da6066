package dev.tusk.sql.type;

import java.time.ZoneId;

/**
 * The session settings that a value's text form depends on.
 *
 * @param dateStyle ISO, POSTGRES, SQL or GERMAN
 * @param dateOrder MDY, DMY or YMD
 * @param intervalStyle postgres, postgres_verbose, sql_standard or iso_8601
 * @param extraFloatDigits above 0: shortest text that reads back the same
 * @param byteaHex hex output of bytea, else escape
 */
public record FormatSettings(
    ZoneId timeZone,
    String dateStyle,
    String dateOrder,
    String intervalStyle,
    int extraFloatDigits,
    boolean byteaHex) {
  public static final FormatSettings DEFAULT =
      new FormatSettings(ZoneId.of("UTC"), "ISO", "MDY", "postgres", 1, true);
}
