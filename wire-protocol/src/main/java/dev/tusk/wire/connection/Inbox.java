package dev.tusk.wire.connection;

import dev.tusk.wire.codec.Frame;
import dev.tusk.wire.codec.Incoming;
import io.netty.channel.ChannelConfig;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and nobody has worked on yet, in order.
 *
 * <p>Filled by the event loop, emptied by the connection's owner of the moment. From {@link
 * #MOST_BYTES} on the socket is read no more, until the owner has caught up.
 */
final class Inbox {
  /** Bytes of messages waiting beyond which the socket is not read. */
  static final int MOST_BYTES = 4 << 20;

  /** Bytes of messages waiting below which it is read again. */
  private static final int RESUME_BYTES = 1 << 20;

  /** What a waiting message costs besides its body. */
  private static final int OVERHEAD_BYTES = 64;

  private final ChannelConfig channel;
  private final ArrayDeque<Incoming> queue = new ArrayDeque<>();
  private long bytes;
  private boolean paused;
  private boolean lost;

  Inbox(ChannelConfig channel) {
    this.channel = channel;
  }

  synchronized void add(Incoming message) {
    queue.add(message);
    bytes += size(message);
    if (bytes > MOST_BYTES && !paused) {
      paused = true;
      channel.setAutoRead(false);
    }
    notifyAll();
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
      channel.setAutoRead(true);
    }
  }

  private static int size(Incoming message) {
    return message instanceof Frame frame ? frame.body().length + OVERHEAD_BYTES : OVERHEAD_BYTES;
  }
}
