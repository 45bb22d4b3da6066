package dev.tusk.executor.catalogview;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a role's password.
 *
 * @param verifier null for none
 * @param validUntil microseconds from 2000 on; null for ever
 */
public record RolePassword(long oid, @Nullable String verifier, @Nullable Long validUntil) {}
