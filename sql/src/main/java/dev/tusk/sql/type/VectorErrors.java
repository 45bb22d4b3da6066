package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** What pgvector says of values that its types cannot have, in its words. */
public final class VectorErrors {
  private VectorErrors() {}

  public static SqlException data(String message) {
    return SqlException.of(SqlState.DATA_EXCEPTION, message);
  }

  /** 22000 when two values of a type have not the same number of elements. */
  public static void checkSame(String type, int left, int right) {
    if (left != right) {
      throw data("different " + type + " dimensions " + left + " and " + right);
    }
  }

  /** 22000 unless there are as many elements as a modifier says; -1 is none. */
  public static void checkExpected(int expected, int dimensions) {
    if (expected != -1 && expected != dimensions) {
      throw data("expected " + expected + " dimensions, not " + dimensions);
    }
  }

  /** 22000 or 54000 unless there are as many elements as the type can have. */
  public static void checkDimensions(String type, int dimensions, int most) {
    if (dimensions < 1) {
      throw noDimensions(type);
    }
    if (dimensions > most) {
      throw tooManyDimensions(type, most);
    }
  }

  /** 22000 when an element is NaN or infinite. */
  public static void checkElement(String type, float element) {
    if (Float.isNaN(element)) {
      throw data("NaN not allowed in " + type);
    }
    if (Float.isInfinite(element)) {
      throw data("infinite value not allowed in " + type);
    }
  }

  static SqlException noDimensions(String type) {
    return data(type + " must have at least 1 dimension");
  }

  static SqlException tooManyDimensions(String type, int most) {
    return SqlException.of(
        SqlState.PROGRAM_LIMIT_EXCEEDED, type + " cannot have more than " + most + " dimensions");
  }

  /** 22003 for a number as it was written. */
  public static SqlException outOfRange(String type, String number) {
    return SqlException.of(
        SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "\"" + number + "\" is out of range for type " + type);
  }

  /** The one modifier of a vector type: how many elements its values have. */
  static int typmodIn(String type, java.util.List<String> modifiers, int most) {
    if (modifiers.isEmpty()) {
      return -1;
    }
    int dimensions = Typmod.single(modifiers);
    if (dimensions < 1) {
      throw InputError.parameter("dimensions for type " + type + " must be at least 1");
    }
    if (dimensions > most) {
      throw InputError.parameter("dimensions for type " + type + " cannot exceed " + most);
    }
    return dimensions;
  }
}
