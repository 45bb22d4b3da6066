package dev.tusk.wire.message;

/**
 * Forgets a prepared statement or a portal; one that does not exist is no error.
 *
 * <pre>
 *  'C' | int32 length
 *  byte 'S' or 'P'
 *  cstring name
 * </pre>
 */
public record Close(Target target, String name) implements FrontendMessage {

  public static final byte TAG = 'C';

  static Close decode(WireReader in) {
    byte kind = in.readByte();
    String name = in.readCString();
    return new Close(Target.of(kind, "CLOSE"), name);
  }
}
