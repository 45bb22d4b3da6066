package dev.tusk.executor.session;

import org.jspecify.annotations.Nullable;

/**
 * Who a session's client is.
 *
 * @param processId what {@code pg_backend_pid()} says; no two sessions of an engine have the same
 * @param address null for a client of the same process
 * @param port -1 for such a client
 */
public record ClientIdentity(int processId, @Nullable String address, int port) {}
