package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** What can be wrong with the text of a date, time or interval (DateTimeParseError). */
record DateTimeErrors(String type, String text) {
  SqlException badFormat() {
    return SqlException.of(
        SqlState.INVALID_DATETIME_FORMAT,
        "invalid input syntax for type " + type + ": \"" + text + "\"");
  }

  SqlException fieldOverflow() {
    if (type.equals("interval")) {
      return SqlException.of(
          SqlState.INTERVAL_FIELD_OVERFLOW, "interval field value out of range: \"" + text + "\"");
    }
    return SqlException.of(
        SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\"");
  }

  SqlException monthOrDayOverflow() {
    return fieldOverflow().withHint("Perhaps you need a different \"datestyle\" setting.");
  }

  SqlException displacement() {
    return SqlException.of(
        SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
        "time zone displacement out of range: \"" + text + "\"");
  }

  SqlException outOfRange(String what) {
    return SqlException.of(
        SqlState.DATETIME_FIELD_OVERFLOW, what + " out of range: \"" + text + "\"");
  }

  SqlException zoneUnknown(String name) {
    return InputError.parameter("time zone \"" + name + "\" not recognized");
  }
}
