package dev.tusk.server;

import java.time.Duration;

/**
 * What bounds clients.
 *
 * @param reserved sessions, of those there may be, that only superusers may have
 * @param authenticationTimeout how long a connection may take to become a session
 */
public record ConnectionLimits(int reserved, Duration authenticationTimeout) {
  /** What holds where nobody says otherwise. */
  public static final ConnectionLimits DEFAULTS = new ConnectionLimits(3, Duration.ofSeconds(60));
}
