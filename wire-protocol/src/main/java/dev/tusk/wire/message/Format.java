package dev.tusk.wire.message;

/** How a value is written: as text, or in its type's binary form. The ordinal is the code. */
public enum Format {
  TEXT,
  BINARY;

  static Format of(int code) {
    return switch (code) {
      case 0 -> TEXT;
      case 1 -> BINARY;
      default -> throw ProtocolException.error("22023", "unsupported format code: " + code);
    };
  }
}
