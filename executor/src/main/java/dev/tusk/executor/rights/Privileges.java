package dev.tusk.executor.rights;

import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Privileges as bits, numbered as PostgreSQL numbers them (nodes/parsenodes.h). */
public final class Privileges {
  public static final long INSERT = 1;
  public static final long SELECT = 1 << 1;
  public static final long UPDATE = 1 << 2;
  public static final long DELETE = 1 << 3;
  public static final long TRUNCATE = 1 << 4;
  public static final long REFERENCES = 1 << 5;
  public static final long TRIGGER = 1 << 6;
  public static final long EXECUTE = 1 << 7;
  public static final long USAGE = 1 << 8;
  public static final long CREATE = 1 << 9;
  public static final long TEMPORARY = 1 << 10;
  public static final long CONNECT = 1 << 11;

  private static final List<String> NAMES =
      List.of(
          "INSERT",
          "SELECT",
          "UPDATE",
          "DELETE",
          "TRUNCATE",
          "REFERENCES",
          "TRIGGER",
          "EXECUTE",
          "USAGE",
          "CREATE",
          "TEMPORARY",
          "CONNECT",
          "SET",
          "ALTER SYSTEM");

  private Privileges() {}

  /** Those of some letters. */
  static long of(String letters) {
    long bits = 0;
    for (int i = 0; i < letters.length(); i++) {
      bits |= 1L << AclItem.LETTERS.indexOf(letters.charAt(i));
    }
    return bits;
  }

  /** The one of a name in any case; null when there is none. */
  public static @Nullable Long named(String name) {
    if (name.equalsIgnoreCase("temp")) {
      return TEMPORARY;
    }
    for (int i = 0; i < NAMES.size(); i++) {
      if (NAMES.get(i).equalsIgnoreCase(name)) {
        return 1L << i;
      }
    }
    return null;
  }

  /** Names of some, in the order of the bits. */
  public static List<String> names(long bits) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      if ((bits >> i & 1) != 0) {
        names.add(NAMES.get(i));
      }
    }
    return names;
  }

  /** The grant options for some privileges. */
  public static long options(long bits) {
    return bits << AclItem.OPTION_SHIFT;
  }
}
