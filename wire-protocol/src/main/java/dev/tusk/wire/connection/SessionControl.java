package dev.tusk.wire.connection;

import dev.tusk.wire.message.ErrorFields;
import java.net.SocketAddress;

/**
 * A session's side of its connection: who is there, and what to tell it outside of a result.
 *
 * <p>{@link #notice} and {@link #parameterStatus} are for the thread that is in a call to the
 * session; {@link #wake} and {@link #terminate} are for any.
 */
public final class SessionControl {
  private final Connection connection;

  private final int processId;
  private final SocketAddress remoteAddress;

  SessionControl(Connection connection, int processId, SocketAddress remoteAddress) {
    this.connection = connection;
    this.processId = processId;
    this.remoteAddress = remoteAddress;
  }

  /** What {@code pg_backend_pid()} says and a cancel request names; unique in its server. */
  public int processId() {
    return processId;
  }

  public SocketAddress remoteAddress() {
    return remoteAddress;
  }

  /** Tells of something that is no error; goes out with the answers around it. */
  public void notice(ErrorFields fields) {
    connection.notice(fields);
  }

  /**
   * Tells the new value of a setting that clients follow. Sent before the next ReadyForQuery, and
   * only if it differs then from what the client was told last.
   */
  public void parameterStatus(String name, String value) {
    connection.parameterStatus(name, value);
  }

  /** Tells of a NOTIFY; in {@link BackendSession#tellNotifications} only. */
  public void notification(int notifier, String channel, String payload) {
    connection.notification(notifier, channel, payload);
  }

  /** Has {@link BackendSession#tellNotifications} called soon if the client is idle. */
  public void wake() {
    connection.wake();
  }

  /**
   * Ends the connection as soon as what is running can be cancelled, with {@code reason} (FATAL) as
   * its last message.
   */
  public void terminate(ErrorFields reason) {
    connection.terminate(reason);
  }
}
