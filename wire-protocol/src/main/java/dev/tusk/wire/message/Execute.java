package dev.tusk.wire.message;

/**
 * Runs a portal.
 *
 * <pre>
 *  'E' | int32 length
 *  cstring portal
 *  int32 most rows to send; 0 (and less, as PostgreSQL reads it) is all
 * </pre>
 */
public record Execute(String portal, int maxRows) implements FrontendMessage {

  public static final byte TAG = 'E';

  static Execute decode(WireReader in) {
    return new Execute(in.readCString(), Math.max(0, in.readInt32()));
  }
}
