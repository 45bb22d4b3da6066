package dev.tusk.executor.catalogview;

import org.jspecify.annotations.Nullable;

/** A session; times are µs since 2000-01-01 UTC, null where there is none. */
public record SessionRow(
    int processId,
    long databaseOid,
    String database,
    String user,
    String applicationName,
    @Nullable String clientAddress,
    @Nullable Integer clientPort,
    Long started,
    @Nullable Long transactionStarted,
    @Nullable Long queryStarted,
    @Nullable Long stateChanged,
    String state,
    String query) {

  /** Whether it waits for its client. */
  public boolean idle() {
    return state.startsWith("idle");
  }
}
