package dev.tusk.executor.session;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * LISTEN, NOTIFY and UNLISTEN of one session. All take effect when the transaction commits; what
 * comes is told between transactions. As PostgreSQL's {@code async.c}, one message that a
 * transaction notifies twice is sent once.
 */
final class Notifications {
  /** NAMEDATALEN: names have a byte less. */
  private static final int NAME_BYTES = 64;

  /** NOTIFY_PAYLOAD_MAX_LENGTH: payloads have a byte less. */
  private static final int PAYLOAD_BYTES = 8000;

  private final Session session;
  private final NotificationHub hub;
  private final SessionListener listener;
  private final Set<String> channels = new LinkedHashSet<>();
  private final Set<Notification> outgoing = new LinkedHashSet<>();
  private final Queue<Notification> incoming = new ConcurrentLinkedQueue<>();

  Notifications(Session session, NotificationHub hub, SessionListener listener) {
    this.session = session;
    this.hub = hub;
    this.listener = listener;
  }

  void listen(String channel) {
    session
        .block()
        .afterCommit(() -> {
          channels.add(channel);
          hub.listen(session.databaseOid(), channel, this);
        });
  }

  void unlisten(String channel) {
    session.block().afterCommit(() -> forget(channel));
  }

  void unlistenAll() {
    session.block().afterCommit(() -> List.copyOf(channels).forEach(this::forget));
  }

  private void forget(String channel) {
    channels.remove(channel);
    hub.unlisten(session.databaseOid(), channel, this);
  }

  /** Channels that are listened to, those of a transaction that has not committed left out. */
  List<String> channels() {
    return List.copyOf(channels);
  }

  void notify(String channel, String payload) {
    if (channel.isEmpty()) {
      throw invalid("channel name cannot be empty");
    }
    if (channel.getBytes(StandardCharsets.UTF_8).length >= NAME_BYTES) {
      throw invalid("channel name too long");
    }
    if (payload.getBytes(StandardCharsets.UTF_8).length >= PAYLOAD_BYTES) {
      throw invalid("payload string too long");
    }
    Notification notification = new Notification(session.processId(), channel, payload);
    session.block().afterCommit(() -> outgoing.add(notification));
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  /** The transaction has committed: its LISTENs are in force before its NOTIFYs are sent. */
  void committed() {
    if (!outgoing.isEmpty()) {
      hub.send(session.databaseOid(), outgoing);
      outgoing.clear();
    }
  }

  /** By any thread. */
  void arrived(Notification notification) {
    incoming.add(notification);
  }

  /** By any thread. */
  void wake() {
    listener.notificationsWait();
  }

  /** Tells the client what came. */
  void tell() {
    for (Notification next = incoming.poll(); next != null; next = incoming.poll()) {
      listener.notification(next);
    }
  }

  void close() {
    List.copyOf(channels).forEach(this::forget);
  }
}
