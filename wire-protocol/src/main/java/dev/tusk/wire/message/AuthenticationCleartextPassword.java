package dev.tusk.wire.message;

/**
 * Asks for the password as it is.
 *
 * <pre>
 *  'R' | int32 8
 *  int32 3
 * </pre>
 */
public record AuthenticationCleartextPassword() implements BackendMessage {
  @Override
  public byte tag() {
    return AuthenticationOk.TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt32(3);
  }
}
