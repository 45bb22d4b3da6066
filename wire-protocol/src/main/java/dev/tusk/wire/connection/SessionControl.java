package dev.tusk.wire.connection;

import dev.tusk.wire.authentication.ClientRequest;
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
  private final Lanes lanes;
  private final int freeSessions;
  private final ClientRequest client;

  SessionControl(
      Connection connection, int processId, Lanes lanes, int freeSessions, ClientRequest client) {
    this.connection = connection;
    this.processId = processId;
    this.lanes = lanes;
    this.freeSessions = freeSessions;
    this.client = client;
  }

  /** How many more sessions there may be besides this one. */
  public int freeSessions() {
    return freeSessions;
  }

  /** How it was let in. */
  public ClientRequest client() {
    return client;
  }

  /** Has the operating system ask a silent client so whether it is there. */
  public void keepAlive(KeepAlive wanted) {
    lanes.keepAlive(wanted);
  }

  /** What {@code pg_backend_pid()} says and a cancel request names; unique in its server. */
  public int processId() {
    return processId;
  }

  public SocketAddress remoteAddress() {
    return lanes.remoteAddress();
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
