package dev.tusk.wire.message;

/**
 * The client is who it says.
 *
 * <pre>
 *  'R' | int32 8
 *  int32 0
 * </pre>
 */
public record AuthenticationOk() implements BackendMessage {

  public static final byte TAG = 'R';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt32(0);
  }
}
