package dev.tusk.wire.message;

/**
 * Asks for GSSAPI encryption; answered 'N', after which the client goes on or leaves.
 *
 * <pre>
 *  int32 8
 *  int32 1234 &lt;&lt; 16 | 5680
 * </pre>
 */
public record GssEncRequest() implements StartupPacket {

  public static final int CODE = 1234 << 16 | 5680;
}
