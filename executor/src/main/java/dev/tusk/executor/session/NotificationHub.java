package dev.tusk.executor.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who listens to which channels: one for all sessions of an engine. Thread-safe. */
final class NotificationHub {
  private record Channel(long database, String name) {}

  private final Map<Channel, Set<Notifications>> listeners = new HashMap<>();

  synchronized void listen(long database, String channel, Notifications listener) {
    listeners
        .computeIfAbsent(new Channel(database, channel), _ -> new LinkedHashSet<>())
        .add(listener);
  }

  synchronized void unlisten(long database, String channel, Notifications listener) {
    Channel key = new Channel(database, channel);
    Set<Notifications> of = listeners.get(key);
    if (of != null && of.remove(listener) && of.isEmpty()) {
      listeners.remove(key);
    }
  }

  /** Sends what one transaction has notified, together and in its order. */
  synchronized void send(long database, Collection<Notification> notifications) {
    Set<Notifications> receivers = new LinkedHashSet<>();
    for (Notification notification : notifications) {
      for (Notifications listener :
          listeners.getOrDefault(new Channel(database, notification.channel()), Set.of())) {
        listener.arrived(notification);
        receivers.add(listener);
      }
    }
    receivers.forEach(Notifications::wake);
  }
}
