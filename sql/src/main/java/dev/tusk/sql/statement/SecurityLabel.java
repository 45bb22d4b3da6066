package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * SECURITY LABEL on an object of any kind: labels are a matter of libraries, which are not there.
 */
public record SecurityLabel(@Nullable String provider) implements RightsCommand {}
