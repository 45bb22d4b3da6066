package dev.tusk.wire.message;

/**
 * Asks for TLS; answered 'N', after which the client goes on in clear text or leaves.
 *
 * <pre>
 *  int32 8
 *  int32 1234 &lt;&lt; 16 | 5679
 * </pre>
 */
public record SslRequest() implements StartupPacket {

  public static final int CODE = 1234 << 16 | 5679;
}
