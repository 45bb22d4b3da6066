package dev.tusk.wire.connection;

import dev.tusk.wire.message.ErrorFields;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All connections of one listener: how many there may be, and who is who. */
final class Sessions {
  /**
   * Sockets for each session allowed: some are not sessions yet, or cancel requests. As
   * PostgreSQL's MaxLivePostmasterChildren.
   */
  private static final int SOCKETS_PER_SESSION = 2;

  /** Sockets beyond that, so that a small limit of sessions can still be told and cancelled. */
  private static final int SPARE_SOCKETS = 32;

  private final Backend backend;
  private final WireOptions options;
  private final LongLane longLane;
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger lastProcessId = new AtomicInteger();

  /** All, the oldest first. Guarded by itself. */
  private final Set<Lanes> sockets = new LinkedHashSet<>();

  /** Those of {@link #sockets} that are no sessions yet. */
  private final Set<Lanes> pending = new LinkedHashSet<>();

  private final Map<Integer, Connection> byProcessId = new ConcurrentHashMap<>();
  private final AtomicInteger admitted = new AtomicInteger();
  private volatile boolean closing;

  Sessions(Backend backend, WireOptions options, LongLane longLane) {
    this.backend = backend;
    this.options = options;
    this.longLane = longLane;
  }

  Backend backend() {
    return backend;
  }

  WireOptions options() {
    return options;
  }

  LongLane longLane() {
    return longLane;
  }

  int nextProcessId() {
    return lastProcessId.incrementAndGet();
  }

  int nextSecret() {
    return random.nextInt();
  }

  /**
   * Counts a socket in; false if none is wanted any more. Where there are too many, the one that
   * has waited longest has to go: a client that means it becomes a session within milliseconds, so
   * that those who open sockets and say nothing hold up nobody but themselves.
   */
  boolean enter(Lanes socket) {
    Lanes given = null;
    synchronized (sockets) {
      int most = SOCKETS_PER_SESSION * options.maxConnections() + SPARE_SOCKETS;
      if (closing) {
        return false;
      }
      if (sockets.size() >= most) {
        given = longestWaiting();
        if (given == null) {
          return false;
        }
        sockets.remove(given);
        pending.remove(given);
      }
      sockets.add(socket);
      pending.add(socket);
    }
    if (given != null) {
      given.abort();
    }
    return true;
  }

  /** Of those that have come the shortest way into a session. */
  private @Nullable Lanes longestWaiting() {
    Lanes first = null;
    int least = Integer.MAX_VALUE;
    for (Lanes socket : pending) {
      int steps = socket.steps();
      if (steps < least) {
        first = socket;
        least = steps;
      }
      if (least == 0) {
        break;
      }
    }
    return first;
  }

  void leave(Lanes socket) {
    synchronized (sockets) {
      sockets.remove(socket);
      pending.remove(socket);
      sockets.notifyAll();
    }
  }

  /** A socket has become a session. */
  private void settle(Lanes socket) {
    synchronized (sockets) {
      pending.remove(socket);
    }
  }

  /**
   * Counts a session in.
   *
   * @throws BackendException 53300, if there are as many as may be
   */
  void admit(int processId, Connection connection, Lanes socket) {
    if (admitted.incrementAndGet() > options.maxConnections()) {
      admitted.decrementAndGet();
      throw BackendException.fatal("53300", "sorry, too many clients already");
    }
    byProcessId.put(processId, connection);
    settle(socket);
  }

  /** How many more sessions there may be. */
  int free() {
    return Math.max(0, options.maxConnections() - admitted.get());
  }

  /** Counts a session out, if it was counted in. */
  void release(int processId) {
    if (byProcessId.remove(processId) != null) {
      admitted.decrementAndGet();
    }
  }

  /** Cancels what a session is running; a wrong secret is ignored, and nobody is told. */
  void cancel(int processId, int secret) {
    Connection connection = byProcessId.get(processId);
    if (connection != null) {
      connection.cancel(secret);
    }
  }

  /** Ends all sessions with {@code reason}; those that take longer than {@code wait} are cut. */
  void terminateAll(ErrorFields reason, Duration wait) {
    closing = true;
    for (Lanes socket : sockets()) {
      socket.connection().terminate(reason);
    }
    if (!awaitNone(wait)) {
      sockets().forEach(Lanes::abort);
      awaitNone(wait);
    }
  }

  private List<Lanes> sockets() {
    synchronized (sockets) {
      return List.copyOf(sockets);
    }
  }

  private boolean awaitNone(Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    synchronized (sockets) {
      try {
        while (!sockets.isEmpty()) {
          long millis = (deadline - System.nanoTime()) / 1_000_000;
          if (millis <= 0) {
            return false;
          }
          sockets.wait(millis);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
