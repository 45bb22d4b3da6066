package dev.tusk.wire.connection;

import dev.tusk.wire.authentication.ClientRequest;
import dev.tusk.wire.authentication.Encryption;
import dev.tusk.wire.codec.FrameDecoder;
import dev.tusk.wire.codec.Incoming;
import dev.tusk.wire.message.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who works for a connection: its event loop, in place, or a thread of the long lane.
 *
 * <p>Handing work to another thread costs tens of microseconds, several times a whole point select,
 * so work that is short runs where it was read. From the first message that is not, the connection
 * belongs to a worker until all messages that came meanwhile are done: one job at a time, in order.
 * Both ways it changes hands on the event loop only, behind what the worker has written, so that
 * answers keep their order.
 */
final class Lanes extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  /** How long a client's short messages are worked on before its neighbours have their turn. */
  private static final long TURN_NANOS = 2_000_000;

  /** The first byte of a client that does not ask before it speaks TLS, as libpq 17 may. */
  private static final byte TLS_HANDSHAKE = 0x16;

  /** After how long what a lost client has running is cancelled once more. */
  private static final int CANCEL_AGAIN_MILLIS = 500;

  /** How long a client may take to read the last word. */
  private static final int FAREWELL_SECONDS = 10;

  private final Channel channel;
  private final Sessions sessions;
  private final Inbox inbox;
  private final Output output;
  private final Connection connection;
  private final FrameDecoder decoder;

  /** With what TLS is spoken; null where it is not. Set on the event loop, before any session. */
  private volatile @Nullable Encryption encryption;

  private volatile @Nullable SslHandler tls;

  /** Whether the client began with TLS at once. */
  private volatile boolean direct;

  /** Whether a worker owns the connection. Changed on the event loop. */
  private volatile boolean working;

  // The rest belongs to the event loop.
  private boolean begun;

  private boolean advancing;
  private boolean lost;
  private boolean terminated;
  private boolean finished;

  /** When the socket is closed unless something else happens first: at start, and at the end. */
  private @Nullable ScheduledFuture<?> deadline;

  /** When the connection is ended unless the client says something. */
  private @Nullable ScheduledFuture<?> idleEnd;

  Lanes(Channel channel, Sessions sessions) {
    this.channel = channel;
    this.sessions = sessions;
    this.inbox = new Inbox(channel);
    this.output = new Output(channel);
    this.connection = new Connection(this, sessions, output, inbox);
    this.decoder = new FrameDecoder(inbox::add, connection::hasSession);
  }

  /**
   * Has TLS spoken from now on; false where that cannot be had. On the event loop. What the client
   * is to read as it is must have been sent.
   */
  private boolean encrypt(boolean asked) {
    Encryption now = sessions.options().encryption().get();
    if (now == null || encryption != null) {
      return false;
    }
    direct = !asked;
    if (asked) {
      output.writer().writeByte('S');
      output.flush();
    }
    encryption = now;
    tls = now.context().newHandler(channel.alloc());
    channel.pipeline().addFirst(tls);
    return true;
  }

  /** A client asks for TLS: answers it, and begins; false where that cannot be had. */
  boolean encrypt() {
    return encrypt(true);
  }

  /**
   * Who asks for a session.
   *
   * @throws ProtocolException FATAL, if it began with TLS and has not said for what protocol: it
   *     may have been led here by somebody who wants it to take our answers for another server's
   */
  ClientRequest request(StartupParameters parameters, int processId) {
    SslHandler handler = tls;
    if (direct && (handler == null || !Encryption.PROTOCOL.equals(handler.applicationProtocol()))) {
      throw ProtocolException.fatal(
          "08P01",
          "received direct SSL connection request without ALPN protocol negotiation extension");
    }
    return new ClientRequest(
        parameters.user(),
        parameters.database(),
        channel.remoteAddress(),
        processId,
        cipher(),
        certificate());
  }

  private ClientRequest.@Nullable Cipher cipher() {
    SslHandler handler = tls;
    if (handler == null) {
      return null;
    }
    SSLSession agreed = handler.engine().getSession();
    return new ClientRequest.Cipher(agreed.getProtocol(), agreed.getCipherSuite());
  }

  /** The hash of the server's certificate on this connection; null where it is not encrypted. */
  byte @Nullable [] endPoint() {
    Encryption now = encryption;
    return now == null ? null : now.endPoint();
  }

  private @Nullable X509Certificate certificate() {
    SslHandler handler = tls;
    try {
      return handler != null
              && handler.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate c
          ? c
          : null;
    } catch (SSLPeerUnverifiedException _) {
      return null; // It has shown none.
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!sessions.enter(this)) {
      channel.close();
      return;
    }
    sessions.backend().received(channel.remoteAddress(), connection.processId());
    closeIn(sessions.options().authenticationTimeout());
  }

  private void closeIn(Duration time) {
    forgetDeadline();
    deadline =
        channel.eventLoop().schedule(() -> channel.close(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void forgetDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  /** The client has been answered: it may be silent for so long. */
  private void limitIdleness() {
    IdleLimit limit = connection.idleLimit();
    if (limit != null && !terminated) {
      idleEnd =
          channel
              .eventLoop()
              .schedule(
                  () -> connection.terminate(limit.reason()),
                  limit.time().toMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  private void forgetIdleness() {
    if (idleEnd != null) {
      idleEnd.cancel(false);
      idleEnd = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    forgetIdleness();
    ByteBuf bytes = (ByteBuf) message;
    if (!begun) {
      begun = true;
      if (bytes.isReadable()
          && bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE
          && encrypt(false)) {
        context.pipeline().fireChannelRead(bytes);
        return;
      }
    }
    try {
      if (!finished) {
        decoder.feed(bytes);
      }
    } finally {
      bytes.release();
    }
    advance();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable()) {
      output.becameWritable();
      advance();
    }
  }

  /** Works through what has come, as far as it is short and the client reads the answers. */
  private void advance() {
    if (working || finished || advancing) {
      return;
    }
    // Writing may make the channel writable again, and call back.
    advancing = true;
    try {
      if (!workInPlace()) {
        handOver();
        return;
      }
      if (connection.takeFlushDue()) {
        output.flush();
      }
    } finally {
      advancing = false;
    }
    if (connection.hasEnded()) {
      finish();
    } else if (idleEnd == null && inbox.peek() == null) {
      limitIdleness();
    }
  }

  /** Whether all went well; if not, the next message is for a worker. */
  private boolean workInPlace() {
    long start = System.nanoTime();
    for (boolean first = true; output.isWritable() && !connection.hasEnded(); first = false) {
      Incoming next = inbox.peek();
      if (next == null) {
        return true;
      }
      if (!first && System.nanoTime() - start > TURN_NANOS) {
        channel.eventLoop().execute(this::advance);
        return true;
      }
      if (!connection.isShort(next)) {
        return false;
      }
      output.flushIfLarge();
      try {
        connection.process(next);
      } catch (Preempted _) {
        return false;
      }
      inbox.poll();
    }
    return true;
  }

  private void handOver() {
    connection.takeFlushDue();
    output.flush();
    working = true;
    try {
      sessions.longLane().execute(this::work);
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      LOG.error("No thread can be had for a statement: its connection is closed.", noThread);
      working = false;
      channel.close();
    }
  }

  /** On a worker: everything there is to do. */
  private void work() {
    try {
      while (!connection.hasEnded()) {
        Incoming next = inbox.poll();
        if (next == null) {
          break;
        }
        connection.process(next);
        if (connection.takeFlushDue()) {
          output.flush();
        }
      }
    } catch (ConnectionLost _) {
      connection.end();
    } catch (RuntimeException | Error bug) {
      LOG.error("A connection failed by a bug.", bug);
      connection.end();
    }
    try {
      channel.eventLoop().execute(this::takeBack);
    } catch (RejectedExecutionException _) {
      closeSession();
    }
  }

  private void takeBack() {
    working = false;
    if (deadline != null && connection.hasSession()) {
      forgetDeadline();
    }
    if (lost || terminated) {
      finish();
    } else {
      advance();
      tellNotifications();
    }
  }

  /** Tells an idle client what other sessions notify. By any thread. */
  void wake() {
    try {
      channel.eventLoop().execute(this::tellNotifications);
    } catch (RejectedExecutionException _) {
      LOG.debug("A connection ends with its event loop.");
    }
  }

  private void tellNotifications() {
    if (working || finished || advancing) {
      return;
    }
    connection.tellNotifications();
    if (connection.takeFlushDue()) {
      output.flush();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lost = true;
    forgetDeadline();
    inbox.lose();
    output.lose();
    if (working) {
      cancelWhileWorking();
    } else {
      finish();
    }
  }

  /**
   * Again and again, since a statement may be about to begin, or its session: to cancel what does
   * not run yet does nothing.
   */
  private void cancelWhileWorking() {
    if (working) {
      connection.cancel();
      channel
          .eventLoop()
          .schedule(this::cancelWhileWorking, CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("A connection is closed by an error of its socket.", cause);
    channel.close();
  }

  /** Ends the connection as soon as what runs has been cancelled. By any thread. */
  void terminate() {
    try {
      channel.eventLoop().execute(this::terminateNow);
    } catch (RejectedExecutionException _) {
      LOG.debug("A connection ends with its event loop.");
    }
  }

  private void terminateNow() {
    terminated = true;
    if (working) {
      inbox.lose();
      output.lose();
      cancelWhileWorking();
    } else {
      finish();
    }
  }

  /** Sends the last word, closes the socket, and has the session closed by a worker. */
  private void finish() {
    if (finished) {
      return;
    }
    finished = true;
    forgetIdleness();
    if (lost) {
      forgetDeadline();
    } else if (inHandshake()) {
      forgetDeadline();
      channel.close(); // It reads no last word.
    } else {
      closeIn(Duration.ofSeconds(FAREWELL_SECONDS));
      connection.sayFarewell();
      output.flush();
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
    try {
      sessions.longLane().execute(this::closeSession);
    } catch (RejectedExecutionException | OutOfMemoryError _) {
      closeSession();
    }
  }

  private boolean inHandshake() {
    SslHandler handler = tls;
    return handler != null && !handler.handshakeFuture().isSuccess();
  }

  private void closeSession() {
    try {
      connection.close();
    } finally {
      sessions.leave(this);
    }
  }

  /** Ends the connection at once, whatever it does. By any thread. */
  void abort() {
    channel.close();
  }

  /** Whether a statement may be running that can be cancelled. By any thread. */
  boolean isWorking() {
    return working;
  }

  Connection connection() {
    return connection;
  }

  /**
   * How far a client has come that has no session: 0 has said nothing, 1 has begun to encrypt, 2
   * has said who it is. By any thread.
   */
  int steps() {
    return connection.hasAsked() ? 2 : tls != null ? 1 : 0;
  }

  SocketAddress remoteAddress() {
    return channel.remoteAddress();
  }

  /** How the operating system asks whether a silent client is still there. By any thread. */
  void keepAlive(KeepAlive wanted) {
    wanted.applyTo(channel);
  }
}
