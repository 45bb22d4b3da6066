package dev.tusk.wire.authentication;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to be let in, and from where.
 *
 * @param encrypted whether it speaks TLS
 * @param certificate what it showed in the handshake, verified against the authorities that the
 *     server trusts; null for none
 */
public record ClientRequest(
    String user,
    String database,
    SocketAddress address,
    boolean encrypted,
    @Nullable X509Certificate certificate) {}
