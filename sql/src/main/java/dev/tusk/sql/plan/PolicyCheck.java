package dev.tusk.sql.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a row must be by the policies of its table; over what RETURNING reads.
 *
 * @param policy that forbids; null where no policy allows
 */
public record PolicyCheck(
    PolicyMoment when, String table, @Nullable String policy, Expression condition) {}
