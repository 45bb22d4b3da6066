package dev.tusk.executor.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to connect, and how.
 *
 * @param certificateName the common name of the client's certificate, which the authorities have
 *     signed; null when it has shown none
 * @param distinguishedName the whole name of its subject (RFC 2253)
 */
public record AccessRequest(
    String user,
    String database,
    InetAddress address,
    boolean encrypted,
    boolean certified,
    @Nullable String certificateName,
    @Nullable String distinguishedName) {}
