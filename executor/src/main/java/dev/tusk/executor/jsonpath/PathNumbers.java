package dev.tusk.executor.jsonpath;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Jsonb.JsonNumber;
import dev.tusk.sql.type.Jsonb.JsonString;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Types;

/** The item method {@code .double()}. */
final class PathNumbers {
  private PathNumbers() {}

  static Jsonb toDouble(Jsonb item) {
    switch (item) {
      case JsonNumber(var number) -> {
        parse(number.toString(), "numeric");
        return item;
      }
      case JsonString(var string) -> {
        double value = parse(string, "string");
        return Jsonb.of(
            (Numeric)
                Types.NUMERIC.parse(
                    Types.FLOAT8.toText(value, FormatSettings.DEFAULT), FormatSettings.DEFAULT));
      }
      case Jsonb.JsonNull _, Jsonb.JsonBool _, Jsonb.JsonArray _, Jsonb.JsonObject _ ->
          throw PathEvaluator.error(
              SqlState.NON_NUMERIC_SQL_JSON_ITEM,
              "jsonpath item method .double() can only be applied to a string or numeric value");
    }
  }

  private static double parse(String text, String kind) {
    double value;
    try {
      value = (Double) Types.FLOAT8.parse(text, FormatSettings.DEFAULT);
    } catch (SqlException _) {
      throw invalid(kind);
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw PathEvaluator.error(
          SqlState.NON_NUMERIC_SQL_JSON_ITEM,
          "NaN or Infinity is not allowed for jsonpath item method .double()");
    }
    return value;
  }

  private static SqlException invalid(String kind) {
    return PathEvaluator.error(
        SqlState.NON_NUMERIC_SQL_JSON_ITEM,
        kind
            + " argument of jsonpath item method .double() is not a valid representation"
            + " of a double precision number");
  }
}
