package dev.tusk.executor.session;

import dev.tusk.executor.access.AccessRequest;
import dev.tusk.executor.setting.LogLines;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Clients on their way in: what the log says of them, and how those who guess are slowed. */
public final class Arrivals {
  private final EngineCore core;

  /** For the engine. */
  public Arrivals(EngineCore core) {
    this.core = core;
  }

  /** A client has connected. */
  public void received(@Nullable InetSocketAddress address, int processId) {
    if (core.defaults().flag(Settings.LOG_CONNECTIONS)) {
      write(
          address,
          processId,
          null,
          "LOG",
          SqlState.SUCCESSFUL_COMPLETION.code(),
          "connection received: host="
              + (address == null ? "[local]" : host(address) + " port=" + address.getPort()));
    }
  }

  /** A client has shown what it had to. */
  public void authenticated(
      @Nullable InetSocketAddress address, int processId, AccessRequest client) {
    if (core.defaults().flag(Settings.LOG_CONNECTIONS)) {
      write(
          address,
          processId,
          client,
          "LOG",
          SqlState.SUCCESSFUL_COMPLETION.code(),
          "connection authenticated: identity=\""
              + client.user()
              + "\" "
              + core.access().way(client));
    }
  }

  /**
   * A client is not let in.
   *
   * @param guessed whether a password of its was wrong
   * @param forLog what the client is not told
   */
  public void refused(
      @Nullable InetSocketAddress address,
      int processId,
      AccessRequest client,
      SqlException reason,
      boolean guessed,
      @Nullable String forLog) {
    if (guessed) {
      core.failedLogins().failed(client.address());
    }
    String detail = reason.fields().detail();
    write(
        address,
        processId,
        client,
        "FATAL",
        reason.code(),
        reason.text(),
        "DETAIL",
        forLog != null ? forLog : detail == null ? "" : detail);
  }

  /** How many milliseconds the answer to a password from that address waits. */
  public long delayMillis(InetAddress address) {
    return core.failedLogins()
        .delayMillis(address, core.defaults().integer(Settings.AUTHENTICATION_DELAY));
  }

  private void write(
      @Nullable InetSocketAddress address,
      int processId,
      @Nullable AccessRequest client,
      String level,
      String code,
      String message,
      String... more) {
    new LogLines(
            new LogLines.Subject(
                processId,
                client == null ? null : client.user(),
                client == null ? null : client.database(),
                address == null ? null : host(address),
                address == null ? -1 : address.getPort(),
                DateTimes.now()))
        .write(core.defaults().text(Settings.LOG_LINE_PREFIX), "", level, code, message, more);
  }

  private static String host(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }
}
