package dev.tusk.wire.message;

/**
 * The last part of a SASL exchange, by which the server proves itself.
 *
 * <pre>
 *  'R' | int32 length
 *  int32 12
 *  bytes
 * </pre>
 */
public record AuthenticationSaslFinal(String data) implements BackendMessage {
  @Override
  public byte tag() {
    return AuthenticationOk.TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt32(12);
    out.writeUtf8(data);
  }
}
