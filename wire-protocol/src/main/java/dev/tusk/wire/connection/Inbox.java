package dev.tusk.wire.connection;

import dev.tusk.wire.codec.Frame;
import dev.tusk.wire.codec.Incoming;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and nobody has worked on yet, in order.
 *
 * <p>Filled by the event loop, emptied by the connection's owner of the moment. From {@link
 * #MOST_BYTES} on the socket is read no more, until the owner has caught up or the client has gone.
 */
final class Inbox {
  /** Bytes of messages waiting beyond which the socket is not read. */
  static final int MOST_BYTES = 4 << 20;

  /** Bytes of messages waiting below which it is read again. */
  private static final int RESUME_BYTES = 1 << 20;

  /** What a waiting message costs besides its body. */
  private static final int OVERHEAD_BYTES = 64;

  /** What is read of a client that has gone, to see its end: what the system may hold of it. */
  private static final int REST_BYTES = 16 << 20;

  /** How often a client that is not read is asked for. */
  private static final int LOOK_MILLIS = 500;

  private final Channel channel;
  private final ArrayDeque<Incoming> queue = new ArrayDeque<>();
  private long bytes;
  private long most = MOST_BYTES;
  private boolean paused;
  private boolean lost;

  Inbox(Channel channel) {
    this.channel = channel;
  }

  synchronized void add(Incoming message) {
    queue.add(message);
    bytes += size(message);
    if (bytes > most && !paused) {
      paused = true;
      channel.config().setAutoRead(false);
      lookLater();
    }
    notifyAll();
  }

  private void lookLater() {
    channel
        .eventLoop()
        .schedule(() -> Thread.startVirtualThread(this::look), LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Reads on where the client has gone: what it has sent before is no more than the system holds,
   * and behind it stands the end, on which its statement waits.
   */
  private void look() {
    boolean gone = PeerState.closed(channel.localAddress(), channel.remoteAddress());
    synchronized (this) {
      if (paused && !lost && gone) {
        paused = false;
        most = bytes + REST_BYTES;
        channel.config().setAutoRead(true);
      } else if (paused && !lost) {
        lookLater();
      }
    }
  }

  /** The next message, left where it is, or null. */
  synchronized @Nullable Incoming peek() {
    return queue.peek();
  }

  /** Takes the next message, or null. */
  synchronized @Nullable Incoming poll() {
    Incoming message = queue.poll();
    if (message != null) {
      bytes -= size(message);
      resume();
    }
    return message;
  }

  /**
   * Waits for the next message and takes it.
   *
   * @throws ConnectionLost if there will be none
   */
  synchronized Incoming await() {
    try {
      while (queue.isEmpty() && !lost) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ConnectionLost();
    }
    Incoming message = poll();
    if (message == null) {
      throw new ConnectionLost();
    }
    return message;
  }

  /** Returns what was taken last. */
  synchronized void putBack(Incoming message) {
    queue.addFirst(message);
    bytes += size(message);
  }

  /** Nothing more will come. */
  synchronized void lose() {
    lost = true;
    notifyAll();
  }

  private void resume() {
    if (paused && bytes < RESUME_BYTES) {
      paused = false;
      channel.config().setAutoRead(true);
    }
  }

  private static int size(Incoming message) {
    return message instanceof Frame frame ? frame.body().length + OVERHEAD_BYTES : OVERHEAD_BYTES;
  }
}
