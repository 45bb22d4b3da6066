package dev.tusk.wire.authentication;

/**
 * What a server knows of a password, and what does not tell the password (RFC 5802, section 3).
 *
 * @param genuine false for one that is made up: no proof is right for it
 */
public record ScramSecret(
    int iterations, byte[] salt, byte[] storedKey, byte[] serverKey, boolean genuine) {}
