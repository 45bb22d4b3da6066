package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;

/** PostgreSQL's own range types. */
final class RangeTypes {
  private RangeTypes() {}

  static List<RangeType> all(
      Type int4, Type int8, Type numeric, Type timestamp, Type timestamptz, Type date) {
    return List.of(
        new RangeType(
            3904,
            "int4range",
            3905,
            int4,
            value -> {
              if ((Integer) value == Integer.MAX_VALUE) {
                throw outOfRange("integer");
              }
              return (Integer) value + 1;
            },
            4451,
            "int4multirange",
            6150),
        new RangeType(
            3926,
            "int8range",
            3927,
            int8,
            value -> {
              if ((Long) value == Long.MAX_VALUE) {
                throw outOfRange("bigint");
              }
              return (Long) value + 1;
            },
            4536,
            "int8multirange",
            6157),
        new RangeType(3906, "numrange", 3907, numeric, null, 4532, "nummultirange", 6151),
        new RangeType(3908, "tsrange", 3909, timestamp, null, 4533, "tsmultirange", 6152),
        new RangeType(3910, "tstzrange", 3911, timestamptz, null, 4534, "tstzmultirange", 6153),
        new RangeType(
            3912, "daterange", 3913, date, RangeTypes::nextDay, 4535, "datemultirange", 6155));
  }

  private static SqlException outOfRange(String type) {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type + " out of range");
  }

  /** Infinite dates have none behind them. */
  private static Object nextDay(Object date) {
    int day = (Integer) date;
    if (day == DateTimes.DATE_INFINITY || day == DateTimes.DATE_NEGATIVE_INFINITY) {
      return date;
    }
    return DateTimes.date(day + 1L);
  }
}
