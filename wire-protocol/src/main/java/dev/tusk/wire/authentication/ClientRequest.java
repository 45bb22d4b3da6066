package dev.tusk.wire.authentication;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to be let in, and from where.
 *
 * @param processId of the session that it may get
 * @param cipher with what it speaks TLS; null where it does not
 * @param certificate what it showed in the handshake, verified against the authorities that the
 *     server trusts; null for none
 */
public record ClientRequest(
    String user,
    String database,
    SocketAddress address,
    int processId,
    @Nullable Cipher cipher,
    @Nullable X509Certificate certificate) {

  /** What a handshake has agreed on: {@code TLSv1.3}, {@code TLS_AES_256_GCM_SHA384}. */
  public record Cipher(String protocol, String suite) {}

  public boolean encrypted() {
    return cipher != null;
  }
}
