package dev.tusk.wire.message;

/**
 * Asks for the parameters and columns of a prepared statement, or the columns of a portal.
 *
 * <pre>
 *  'D' | int32 length
 *  byte 'S' or 'P'
 *  cstring name
 * </pre>
 */
public record Describe(Target target, String name) implements FrontendMessage {

  public static final byte TAG = 'D';

  static Describe decode(WireReader in) {
    byte kind = in.readByte();
    String name = in.readCString();
    return new Describe(Target.of(kind, "DESCRIBE"), name);
  }
}
