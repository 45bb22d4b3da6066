package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import java.util.Locale;

/** Collations that may be named: all of them order by code point, as everything here does. */
public final class Collations {
  private Collations() {}

  /**
   * Refuses a collation that is none of ours, or a type that has none.
   *
   * @throws SqlException 42704, 42804
   */
  public static void check(String name, Type type) {
    switch (name) {
      case "C", "POSIX", "default", "ucs_basic", "unicode" -> {}
      default ->
          throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              String.format(
                  Locale.ROOT, "collation \"%s\" for encoding \"UTF8\" does not exist", name));
    }
    Type element = type.elementType();
    if ((element == null ? type : element).category() != 'S') {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "collations are not supported by type " + type.displayName());
    }
  }
}
