package dev.tusk.executor.setting;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/** How long the client may be silent, and what it is told then. */
public record IdleLimit(long millis, SqlException reason) {
  /** The limit that the settings have; null for none. */
  public static @Nullable IdleLimit of(boolean inBlock, SessionSettings settings) {
    int millis =
        settings.integer(
            inBlock ? Settings.IDLE_IN_TRANSACTION_TIMEOUT : Settings.IDLE_SESSION_TIMEOUT);
    if (millis <= 0) {
      return null;
    }
    return new IdleLimit(
        millis,
        inBlock
            ? SqlException.of(
                SqlState.IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
                "terminating connection due to idle-in-transaction timeout")
            : SqlException.of(
                SqlState.IDLE_SESSION_TIMEOUT,
                "terminating connection due to idle-session timeout"));
  }
}
