package dev.tusk.sql.type;

import java.util.List;

/** Reads the modifiers that types share: a length, a fractional precision. */
final class Typmod {
  /** PostgreSQL adds VARHDRSZ to the lengths of strings and to numeric's precision. */
  static final int HEADER = 4;

  /** MaxAttrSize. */
  private static final int MAX_LENGTH = 10_485_760;

  private Typmod() {}

  static int integer(String modifier) {
    return (int) IntegerText.parse(modifier, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
  }

  /** The one modifier there must be. */
  static int single(List<String> modifiers) {
    if (modifiers.size() != 1) {
      throw InputError.parameter("invalid type modifier");
    }
    return integer(modifiers.get(0));
  }

  /** A length in characters: {@code varchar(n)}. */
  static int length(String type, List<String> modifiers) {
    int length = single(modifiers);
    if (length < 1) {
      throw InputError.parameter("length for type " + type + " must be at least 1");
    }
    if (length > MAX_LENGTH) {
      throw InputError.parameter("length for type " + type + " cannot exceed " + MAX_LENGTH);
    }
    return length;
  }

  /** Digits of a second, 0 to 6; more is reduced to 6, as PostgreSQL does with a warning. */
  static int fraction(String type, List<String> modifiers) {
    int digits = single(modifiers);
    if (digits < 0) {
      throw InputError.parameter(type + "(" + digits + ") precision must not be negative");
    }
    return Math.min(digits, 6);
  }
}
