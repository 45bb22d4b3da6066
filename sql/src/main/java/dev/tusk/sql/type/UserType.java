package dev.tusk.sql.type;

/** A type that a user has made: it is in a schema, and brings its array type with it. */
public sealed interface UserType
    permits CompositeType, DomainType, EnumType, UserMultirangeType, UserRangeType {
  int oid();

  String name();

  String schema();

  /** The array over it. */
  Type array();

  /** A name as SQL writes it: in quotes where it is not all lower case. */
  static String quoted(String name) {
    boolean plain = !name.isEmpty() && !Character.isDigit(name.charAt(0));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      plain &= c >= 'a' && c <= 'z' || c == '_' || c >= '0' && c <= '9';
    }
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
