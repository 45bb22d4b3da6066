package dev.tusk.wire.message;

import java.nio.charset.StandardCharsets;

/**
 * What a client says to be let in; what it means depends on what it was asked.
 *
 * <pre>
 *  'p' | int32 length
 *  PasswordMessage      cstring password
 *  SASLInitialResponse  cstring mechanism, int32 length or -1, bytes
 *  SASLResponse         bytes
 * </pre>
 */
public record AuthenticationResponse(byte[] body) implements FrontendMessage {
  public static final byte TAG = 'p';

  static AuthenticationResponse decode(WireReader in) {
    return new AuthenticationResponse(in.readRemaining());
  }

  /** The body as a password. */
  public String password() {
    WireReader in = new WireReader(body);
    String password = in.readLenientCString();
    if (in.remaining() > 0) {
      throw ProtocolException.fatal("08P01", "invalid password packet size");
    }
    return password;
  }

  /** The first answer of a SASL exchange. */
  public record SaslInitial(String mechanism, String data) {}

  /** The body as the first answer of a SASL exchange. */
  public SaslInitial saslInitial() {
    WireReader in = new WireReader(body);
    String mechanism = in.readCString();
    int length = in.readInt32();
    if (length != in.remaining()) {
      throw ProtocolException.fatal("08P01", "invalid message format");
    }
    return new SaslInitial(
        mechanism, new String(body, in.position(), length, StandardCharsets.UTF_8));
  }

  /** The body as a later answer of a SASL exchange. */
  public String sasl() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
