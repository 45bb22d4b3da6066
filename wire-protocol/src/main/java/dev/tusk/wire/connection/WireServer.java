package dev.tusk.wire.connection;

import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.Severity;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Listens on a port and serves a {@link Backend} to PostgreSQL's clients.
 *
 * <p>Everything it starts ends with {@link #close}; several may run in one process.
 */
public final class WireServer implements AutoCloseable {
  /** Connections that wait to be accepted; more have to ask again a second later. */
  private static final int BACKLOG = 4096;

  /** Unsent bytes of a connection at which its statement waits, and goes on. */
  private static final WriteBufferWaterMark UNSENT_BYTES =
      new WriteBufferWaterMark(128 << 10, 512 << 10);

  private static final ErrorFields ADMIN_SHUTDOWN =
      ErrorFields.of(
          Severity.FATAL, "57P01", "terminating connection due to administrator command");

  private final MultiThreadIoEventLoopGroup loops;
  private final LongLane longLane = new LongLane();
  private final Sessions sessions;
  private final WireOptions options;
  private final Channel listener;

  private WireServer(InetSocketAddress address, Backend backend, WireOptions options)
      throws IOException {
    this.options = options;
    this.sessions = new Sessions(backend, options, longLane);
    this.loops =
        new MultiThreadIoEventLoopGroup(
            options.eventLoops(),
            new DefaultThreadFactory("tusk-loop", true),
            NioIoHandler.newFactory());
    ChannelFuture bound = bootstrap().bind(address).awaitUninterruptibly();
    listener = bound.channel();
    Throwable failure = bound.cause();
    if (failure != null) {
      stopThreads();
      throw new IOException(
          "cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + reason(failure),
          failure);
    }
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for any that is free: see {@link #address}
   * @throws IOException if the port cannot be had; says which, and why
   */
  public static WireServer start(String host, int port, Backend backend, WireOptions options)
      throws IOException {
    return new WireServer(new InetSocketAddress(host, port), backend, options);
  }

  private static String reason(Throwable failure) {
    return failure instanceof UnresolvedAddressException
        ? "unknown host"
        : String.valueOf(failure.getMessage());
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT_BYTES)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new Lanes(channel, sessions));
              }
            });
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /**
   * Stops: no more connections, every session is told 57P01 and closed, every thread ends. Waits
   * for sessions as long as the options say, then cuts them off.
   */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    sessions.terminateAll(ADMIN_SHUTDOWN, options.shutdownWait());
    stopThreads();
  }

  private void stopThreads() {
    longLane.close(options.shutdownWait());
    loops
        .shutdownGracefully(0, Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly();
  }
}
