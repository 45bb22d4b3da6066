package dev.tusk.wire.message;

import java.util.List;

/**
 * Asks the client to choose one of the SASL mechanisms, best first.
 *
 * <pre>
 *  'R' | int32 length
 *  int32 10
 *  n × cstring mechanism
 *  byte 0
 * </pre>
 */
public record AuthenticationSasl(List<String> mechanisms) implements BackendMessage {
  @Override
  public byte tag() {
    return AuthenticationOk.TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt32(10);
    mechanisms.forEach(out::writeCString);
    out.writeByte(0);
  }
}
