package dev.tusk.wire.connection;

import dev.tusk.wire.authentication.Encryption;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The listener's limits.
 *
 * @param maxConnections sessions at a time; the next gets 53300
 * @param eventLoops threads that read, write, and run short work
 * @param authenticationTimeout how long a connection may take to become a session
 * @param shutdownWait how long {@link WireServer#close} waits for sessions to end by themselves
 * @param encryption the certificate for a new connection; gives null where TLS is not spoken
 */
public record WireOptions(
    int maxConnections,
    int eventLoops,
    Duration authenticationTimeout,
    Duration shutdownWait,
    Supplier<@Nullable Encryption> encryption) {

  public WireOptions {
    if (maxConnections < 1 || eventLoops < 1) {
      throw new IllegalArgumentException("at least one connection and one event loop");
    }
  }

  /** PostgreSQL's defaults (max_connections, authentication_timeout), and a loop for each core. */
  public static WireOptions defaults() {
    return new WireOptions(
        100,
        Runtime.getRuntime().availableProcessors(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        () -> null);
  }

  public WireOptions withMaxConnections(int count) {
    return new WireOptions(count, eventLoops, authenticationTimeout, shutdownWait, encryption);
  }

  public WireOptions withEventLoops(int count) {
    return new WireOptions(maxConnections, count, authenticationTimeout, shutdownWait, encryption);
  }

  public WireOptions withAuthenticationTimeout(Duration timeout) {
    return new WireOptions(maxConnections, eventLoops, timeout, shutdownWait, encryption);
  }

  public WireOptions withShutdownWait(Duration wait) {
    return new WireOptions(maxConnections, eventLoops, authenticationTimeout, wait, encryption);
  }

  public WireOptions withEncryption(Supplier<@Nullable Encryption> supplier) {
    return new WireOptions(
        maxConnections, eventLoops, authenticationTimeout, shutdownWait, supplier);
  }
}
