package dev.tusk.wire.message;

/**
 * The server's part of a SASL exchange that goes on.
 *
 * <pre>
 *  'R' | int32 length
 *  int32 11
 *  bytes
 * </pre>
 */
public record AuthenticationSaslContinue(String data) implements BackendMessage {
  @Override
  public byte tag() {
    return AuthenticationOk.TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt32(11);
    out.writeUtf8(data);
  }
}
