package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** PostgreSQL's words for texts and bytes that are no value of a type. */
final class InputError {
  private InputError() {}

  /** {@code 22P02}. */
  static SqlException syntax(String type, String text) {
    return SqlException.of(
        SqlState.INVALID_TEXT_REPRESENTATION,
        "invalid input syntax for type " + type + ": \"" + text + "\"");
  }

  /** {@code 22003} for a text that is a number, but too large. */
  static SqlException valueOutOfRange(String type, String text) {
    return SqlException.of(
        SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
        "value \"" + text + "\" is out of range for type " + type);
  }

  /** {@code 22003} in the form float8in has. */
  static SqlException outOfRange(String type, String text) {
    return SqlException.of(
        SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "\"" + text + "\" is out of range for type " + type);
  }

  /** {@code 08P01}: fewer bytes than the type has. */
  static SqlException insufficientData() {
    return SqlException.of(SqlState.PROTOCOL_VIOLATION, "insufficient data left in message");
  }

  /** {@code 22P03}. */
  static SqlException binary(String message) {
    return SqlException.of(SqlState.INVALID_BINARY_REPRESENTATION, message);
  }

  /** {@code 22023}. */
  static SqlException parameter(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  static SqlException noBinaryInput(String type) {
    return SqlException.of(
        SqlState.FEATURE_NOT_SUPPORTED, "no binary input function available for type " + type);
  }
}
