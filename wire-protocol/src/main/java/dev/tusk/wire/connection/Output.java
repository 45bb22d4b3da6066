package dev.tusk.wire.connection;

import dev.tusk.wire.message.BackendMessage;
import dev.tusk.wire.message.WireWriter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * What a connection has to say: gathered in an array, sent in pieces.
 *
 * <p>Used by the connection's owner of the moment. On a worker, sending waits while the socket has
 * more than Netty's high-water mark unsent, which pauses the statement that produces rows; on an
 * event loop it never waits. The methods that wake a waiting worker are for the event loop.
 */
final class Output {
  /** Gathered rows are sent from here on; PostgreSQL's socket buffer has 8 KB. */
  static final int FLUSH_BYTES = 64 << 10;

  /** A single message may be large; the socket gets it in pieces of this size. */
  private static final int PIECE_BYTES = 256 << 10;

  private final WireWriter writer = new WireWriter();
  private final Channel channel;
  private final Object writable = new Object();
  private volatile boolean lost;
  private int marked;

  Output(Channel channel) {
    this.channel = channel;
  }

  WireWriter writer() {
    return writer;
  }

  void write(BackendMessage message) {
    writer.write(message);
  }

  /** A message is begun, whose answer may have to be taken back. */
  void mark() {
    marked = writer.position();
  }

  /** Takes back what was written since {@link #mark}; on an event loop, which sends none of it. */
  void rewind() {
    writer.rewind(marked);
  }

  /** Whether the answer since {@link #mark} is more than is gathered in place. */
  boolean isFull() {
    return writer.position() - marked >= FLUSH_BYTES && isOnEventLoop();
  }

  boolean isLarge() {
    return writer.position() >= FLUSH_BYTES;
  }

  void flushIfLarge() {
    if (isLarge()) {
      flush();
    }
  }

  /**
   * Sends what has gathered.
   *
   * @throws ConnectionLost on a worker, if the client is gone
   */
  void flush() {
    int end = writer.position();
    if (end == 0) {
      return;
    }
    boolean mayWait = !isOnEventLoop();
    for (int start = 0; start < end; start += PIECE_BYTES) {
      if (mayWait) {
        awaitWritable();
      }
      int length = Math.min(PIECE_BYTES, end - start);
      ByteBuf piece = channel.alloc().directBuffer(length);
      piece.writeBytes(writer.array(), start, length);
      channel.writeAndFlush(piece, channel.voidPromise());
    }
    writer.clear(2 * FLUSH_BYTES);
  }

  /** Forgets what has gathered, for a client that is gone. */
  void discard() {
    writer.abandonMessage();
    writer.clear(2 * FLUSH_BYTES);
  }

  boolean isOnEventLoop() {
    return channel.eventLoop().inEventLoop();
  }

  boolean isWritable() {
    return channel.isWritable();
  }

  private void awaitWritable() {
    if (channel.isWritable() && !lost) {
      return;
    }
    synchronized (writable) {
      try {
        while (!channel.isWritable() && !lost) {
          writable.wait();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new ConnectionLost();
      }
    }
    if (lost) {
      throw new ConnectionLost();
    }
  }

  /** On the event loop: the socket took some of what was unsent. */
  void becameWritable() {
    synchronized (writable) {
      writable.notifyAll();
    }
  }

  /** On the event loop: the client is gone. */
  void lose() {
    lost = true;
    becameWritable();
  }
}
