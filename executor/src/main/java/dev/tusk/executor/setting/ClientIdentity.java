package dev.tusk.executor.setting;

import org.jspecify.annotations.Nullable;

/**
 * Who a session's client is.
 *
 * @param processId what {@code pg_backend_pid()} says; no two sessions of an engine have the same
 * @param address null for a client of the same process
 * @param port -1 for such a client
 * @param encryption with what it speaks TLS, for the log; empty where it does not
 * @param freeSessions how many more sessions there may be beside this one
 */
public record ClientIdentity(
    int processId, @Nullable String address, int port, String encryption, int freeSessions) {

  /** One without TLS, where there may be as many as come. */
  public ClientIdentity(int processId, @Nullable String address, int port) {
    this(processId, address, port, "", Integer.MAX_VALUE);
  }
}
