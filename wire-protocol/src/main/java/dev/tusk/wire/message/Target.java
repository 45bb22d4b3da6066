package dev.tusk.wire.message;

/** What {@link Describe} and {@link Close} name: a prepared statement 'S' or a portal 'P'. */
public enum Target {
  STATEMENT,
  PORTAL;

  static Target of(byte kind, String message) {
    return switch (kind) {
      case 'S' -> STATEMENT;
      case 'P' -> PORTAL;
      default ->
          throw ProtocolException.violation(
              "invalid " + message + " message subtype " + (kind & 0xff));
    };
  }
}
