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
        parse(
            number.toString(),
            "numeric argument of jsonpath item method .double() is out of range for type double"
                + " precision");
        return item;
      }
      case JsonString(var string) -> {
        double value =
            parse(
                string,
                "string argument of jsonpath item method .double() is not a valid representation"
                    + " of a double precision number");
        return Jsonb.of(
            (Numeric)
                Types.NUMERIC.parse(
                    Types.FLOAT8.toText(value, FormatSettings.DEFAULT), FormatSettings.DEFAULT));
      }
      case Jsonb.JsonNull _,
          Jsonb.JsonBool _,
          Jsonb.JsonArray _,
          Jsonb.JsonObject _,
          Jsonb.JsonDatetime _ ->
          throw PathEvaluator.error(
              SqlState.NON_NUMERIC_SQL_JSON_ITEM,
              "jsonpath item method .double() can only be applied to a string or numeric value");
    }
  }

  private static double parse(String text, String problem) {
    try {
      double value = (Double) Types.FLOAT8.parse(text, FormatSettings.DEFAULT);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (SqlException _) {
      // No number at all is told as one that does not fit.
    }
    throw PathEvaluator.error(SqlState.NON_NUMERIC_SQL_JSON_ITEM, problem);
  }
}
