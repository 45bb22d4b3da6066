package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.type.Type;

/** How PostgreSQL would store a type, for tools that look: alignment, by value, TOAST. */
final class TypeStorage {
  private TypeStorage() {}

  static boolean byValue(Type type) {
    return type.length() > 0 && type.length() <= 8;
  }

  static String alignment(Type type) {
    return switch (type.length()) {
      case 1, -2 -> "c";
      case 2 -> "s";
      case 8, 16 -> type.name().equals("uuid") ? "c" : "d";
      default -> type.name().equals("name") ? "c" : "i";
    };
  }

  static String storage(Type type) {
    if (type.length() > 0 || type.length() == -2) {
      return "p";
    }
    return switch (type.name()) {
      case "numeric" -> "m";
      case "vector" -> "e";
      default -> "x";
    };
  }

  /** The default collation for strings, the C one for names. */
  static long collation(Type type) {
    Type element = type.elementType();
    Type scalar = element != null && type.isArray() ? element : type;
    return switch (scalar.name()) {
      case "text", "varchar", "bpchar" -> 100L;
      case "name" -> 950L;
      default -> 0L;
    };
  }
}
