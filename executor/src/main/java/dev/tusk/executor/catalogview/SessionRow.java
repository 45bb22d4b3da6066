package dev.tusk.executor.catalogview;

import dev.tusk.sql.network.AddressParser;
import dev.tusk.sql.network.NetworkAddress;
import org.jspecify.annotations.Nullable;

/** A session; times are µs since 2000-01-01 UTC, null where there is none. */
public record SessionRow(
    int processId,
    long databaseOid,
    String database,
    long userOid,
    String user,
    String applicationName,
    @Nullable String clientAddress,
    @Nullable Integer clientPort,
    @Nullable Long started,
    @Nullable Long transactionStarted,
    @Nullable Long queryStarted,
    @Nullable Long stateChanged,
    @Nullable String state,
    String query) {

  /** Where the client is, as inet has it: without the zone that an IPv6 address may name. */
  public @Nullable NetworkAddress clientNetworkAddress() {
    return clientAddress == null
        ? null
        : AddressParser.parse(clientAddress.replaceFirst("%.*", ""), false);
  }

  /** Whether it waits for its client. */
  public boolean idle() {
    return state != null && state.startsWith("idle");
  }

  /** What is shown of it to who may not see what it does. */
  public SessionRow hidden() {
    return new SessionRow(
        processId,
        databaseOid,
        database,
        userOid,
        user,
        applicationName,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "<insufficient privilege>");
  }
}
