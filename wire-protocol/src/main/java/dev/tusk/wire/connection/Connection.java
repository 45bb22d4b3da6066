package dev.tusk.wire.connection;

import dev.tusk.wire.authentication.ClientRequest;
import dev.tusk.wire.codec.Frame;
import dev.tusk.wire.codec.Incoming;
import dev.tusk.wire.codec.Opening;
import dev.tusk.wire.codec.Violation;
import dev.tusk.wire.message.AuthenticationOk;
import dev.tusk.wire.message.AuthenticationResponse;
import dev.tusk.wire.message.BackendKeyData;
import dev.tusk.wire.message.Bind;
import dev.tusk.wire.message.BindComplete;
import dev.tusk.wire.message.CancelRequest;
import dev.tusk.wire.message.Close;
import dev.tusk.wire.message.CloseComplete;
import dev.tusk.wire.message.CopyData;
import dev.tusk.wire.message.CopyDone;
import dev.tusk.wire.message.CopyFail;
import dev.tusk.wire.message.Describe;
import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.ErrorResponse;
import dev.tusk.wire.message.Execute;
import dev.tusk.wire.message.Flush;
import dev.tusk.wire.message.FrontendMessage;
import dev.tusk.wire.message.FunctionCall;
import dev.tusk.wire.message.GssEncRequest;
import dev.tusk.wire.message.NegotiateProtocolVersion;
import dev.tusk.wire.message.NoData;
import dev.tusk.wire.message.NoticeResponse;
import dev.tusk.wire.message.NotificationResponse;
import dev.tusk.wire.message.ParameterStatus;
import dev.tusk.wire.message.Parse;
import dev.tusk.wire.message.ParseComplete;
import dev.tusk.wire.message.ProtocolException;
import dev.tusk.wire.message.Query;
import dev.tusk.wire.message.ReadyForQuery;
import dev.tusk.wire.message.RowDescription;
import dev.tusk.wire.message.SslRequest;
import dev.tusk.wire.message.StartupMessage;
import dev.tusk.wire.message.Sync;
import dev.tusk.wire.message.Target;
import dev.tusk.wire.message.Terminate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation with one client: what each message asks of the {@link Backend}, and what is
 * answered.
 *
 * <p>Belongs to one thread at a time, which {@link Lanes} decides; only {@link #cancel}, {@link
 * #wake} and {@link #terminate} may be called by others. {@link #process} answers every message by
 * writing to the {@link Output}; when that is to be sent is told by {@link #takeFlushDue}.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** The newest version served, as in a start-up packet. */
  private static final int NEWEST_VERSION = StartupMessage.MAJOR << 16;

  /** A message above this is decoded, and its work done, off the event loop. */
  private static final int SHORT_MESSAGE_BYTES = 64 << 10;

  private final Lanes lanes;
  private final Sessions sessions;
  private final int processId;
  private final int secret;
  private final Output output;
  private final ResultSink sink;
  private final CopySource copySource;

  private final FollowedSettings settings = new FollowedSettings();

  private volatile @Nullable BackendSession session;

  /** What is said with a client that has no session yet. */
  private @Nullable Admission admission;

  /** Whether the client is being judged by what it has shown. */
  private boolean guessing;

  /** Whether the client has said who it is. */
  private volatile boolean asked;

  private volatile @Nullable ErrorFields terminationReason;

  /** The frame that was decoded to see whether it is short, and what it is. */
  private @Nullable Frame decodedFrame;

  private @Nullable FrontendMessage decodedMessage;

  /** How long the client may be silent, from ReadyForQuery to its next message. */
  private @Nullable IdleLimit idleLimit;

  private boolean skipsToSync;
  private boolean flushDue;
  private boolean ended;

  Connection(Lanes lanes, Sessions sessions, Output output, Inbox inbox) {
    this.lanes = lanes;
    this.sessions = sessions;
    this.processId = sessions.nextProcessId();
    this.secret = sessions.nextSecret();
    this.output = output;
    this.sink = new ResultSink(this, output);
    this.copySource = new CopySource(inbox);
  }

  /** Whether working on {@code next} takes an event loop no longer than it may. */
  boolean isShort(Incoming next) {
    return switch (next) {
      case Violation _ -> true;
      case Opening(var packet) -> !(packet instanceof StartupMessage);
      case Frame frame -> isIgnored(frame.tag()) || isShort(frame);
    };
  }

  private boolean isShort(Frame frame) {
    BackendSession open = session;
    if (open == null || frame.body().length > SHORT_MESSAGE_BYTES) {
      return false;
    }
    try {
      return switch (decode(frame)) {
        case Query(var sql) -> open.queryIsShort(sql);
        case Parse(_, var sql, var types) -> open.parseIsShort(sql, types);
        case Bind bind -> open.bindIsShort(bind.statement());
        case Execute(var portal, var maxRows) -> open.executeIsShort(portal, maxRows);
        case Sync _ -> open.syncIsShort();
        case Describe(var target, var name) ->
            target == Target.STATEMENT ? open.bindIsShort(name) : open.describePortalIsShort(name);
        case Close _, Flush _, Terminate _ -> true;
        case CopyData _, CopyDone _, CopyFail _, AuthenticationResponse _ -> true;
        case FunctionCall _ -> false;
      };
    } catch (ProtocolException _) {
      // The worker decodes it again and answers with the error: rolling back may take its time.
      return false;
    } catch (RuntimeException bug) {
      LOG.error("A session cannot say whether its work is short.", bug);
      return false;
    }
  }

  private FrontendMessage decode(Frame frame) {
    FrontendMessage message = decodedMessage;
    if (decodedFrame != frame || message == null) {
      message = FrontendMessage.decode(frame.tag(), frame.body());
      decodedFrame = frame;
      decodedMessage = message;
    }
    return message;
  }

  /**
   * Whether a message is passed over: all until Sync after an error in the extended protocol, and
   * COPY messages outside of a COPY, which a client goes on to send for a while when it has failed.
   */
  private boolean isIgnored(byte tag) {
    return switch (tag) {
      case Sync.TAG, Terminate.TAG -> false;
      case CopyData.TAG, CopyDone.TAG, CopyFail.TAG -> true;
      default -> skipsToSync;
    };
  }

  /**
   * Does what {@code next} asks, and answers.
   *
   * @throws ConnectionLost on a worker, if the client is gone
   * @throws Preempted on an event loop, if a worker is to do it instead; nothing was answered
   */
  void process(Incoming next) {
    idleLimit = null;
    switch (next) {
      case Frame frame -> {
        if (!isIgnored(frame.tag())) {
          process(frame);
        }
      }
      case Opening(var packet) -> {
        switch (packet) {
          case StartupMessage startup -> open(startup);
          case CancelRequest(var id, var key) -> {
            sessions.cancel(id, key);
            ended = true;
          }
          case SslRequest _ -> {
            if (!lanes.encrypt()) {
              refuseEncryption();
            }
          }
          case GssEncRequest _ -> refuseEncryption();
        }
      }
      case Violation(var report) -> {
        if (report != null) {
          report(report);
        }
        ended = true;
      }
    }
    if (terminationReason != null) {
      ended = true;
    }
  }

  private void refuseEncryption() {
    output.writer().writeByte('N');
    flushDue = true;
  }

  /** A step before there is a session, which ends the connection when it fails. */
  private void beforeSession(Runnable step) {
    try {
      step.run();
    } catch (ConnectionLost lost) {
      throw lost;
    } catch (Throwable failure) {
      ErrorFields fields = Failure.fieldsOf(failure);
      report(fields);
      ended = true;
      Admission tried = admission;
      if (tried != null) {
        sessions.backend().refused(tried.client(), fields, guessing, tried.forLog());
      }
    }
  }

  private void open(StartupMessage startup) {
    beforeSession(() -> {
      StartupParameters parameters = StartupParameters.of(startup);
      asked = true;
      if (startup.minor() > 0 || !startup.protocolOptions().isEmpty()) {
        output.write(new NegotiateProtocolVersion(NEWEST_VERSION, startup.protocolOptions()));
      }
      ClientRequest client = lanes.request(parameters, processId);
      Admission begun =
          new Admission(
              parameters, client, sessions.backend().authentication(client), lanes.endPoint());
      admission = begun;
      if (begun.begin(output)) {
        enter(begun);
      } else {
        flushDue = true;
      }
    });
  }

  /** Lets in a client that has shown what it had to. */
  private void enter(Admission shown) {
    sessions.backend().authenticated(shown.client());
    sessions.admit(processId, this, lanes);
    output.write(new AuthenticationOk());
    BackendSession opened =
        sessions
            .backend()
            .connect(
                shown.parameters(),
                new SessionControl(this, processId, lanes, sessions.free(), shown.client()));
    session = opened;
    admission = null;
    for (ParameterStatus status : opened.initialParameters()) {
      parameterStatus(status.name(), status.value());
    }
    settings.tell(output);
    output.write(new BackendKeyData(processId, secret));
    ready(opened);
  }

  /** A message of a client that has no session yet. */
  private void answer(Frame frame) {
    Admission begun = admission;
    if (begun == null) {
      ended = true;
      return;
    }
    beforeSession(() -> {
      guessing = begun.decides();
      if (guessing) {
        pause(sessions.backend().delay(begun.client()));
      }
      boolean shown = begun.answer(frame.tag(), frame.body(), output);
      guessing = false;
      if (shown) {
        enter(begun);
      } else {
        flushDue = true;
      }
    });
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ConnectionLost();
    }
  }

  private void process(Frame frame) {
    BackendSession open = session;
    if (open == null) {
      answer(frame);
      return;
    }
    boolean inPlace = output.isOnEventLoop();
    output.mark();
    try {
      open.inPlace(inPlace);
      converse(decode(frame), open);
    } catch (ConnectionLost lost) {
      throw lost;
    } catch (Preempted preempted) {
      if (!inPlace) {
        throw new IllegalStateException("preempted on a worker", preempted);
      }
      output.rewind();
      throw preempted;
    } catch (Throwable failure) {
      fail(frame.tag(), failure, open);
    } finally {
      decodedFrame = null;
      decodedMessage = null;
    }
  }

  private void converse(FrontendMessage message, BackendSession open) {
    switch (message) {
      case Query(var sql) -> {
        open.simpleQuery(sql, sink.begin(true));
        ready(open);
      }
      case Parse(var name, var sql, var types) -> {
        open.parse(name, sql, types);
        output.write(new ParseComplete());
      }
      case Bind bind -> {
        open.bind(bind);
        output.write(new BindComplete());
      }
      case Describe(var target, var name) -> describe(target, name, open);
      case Execute(var portal, var maxRows) -> open.execute(portal, maxRows, sink.begin(false));
      case Close(var target, var name) -> close(target, name, open);
      case Flush _ -> flushDue = true;
      case Sync _ -> {
        skipsToSync = false;
        open.sync();
        ready(open);
      }
      case FunctionCall call -> {
        output.write(open.call(call));
        ready(open);
      }
      case Terminate _ -> ended = true;
      case CopyData _, CopyDone _, CopyFail _ -> {}
      case AuthenticationResponse _ -> throw FrontendMessage.unknownTag(AuthenticationResponse.TAG);
    }
  }

  private void describe(Target target, String name, BackendSession open) {
    RowDescription row;
    if (target == Target.STATEMENT) {
      StatementDescription description = open.describeStatement(name);
      output.write(description.parameters());
      row = description.row();
    } else {
      row = open.describePortal(name);
    }
    output.write(row == null ? new NoData() : row);
  }

  private void close(Target target, String name, BackendSession open) {
    switch (target) {
      case STATEMENT -> open.closeStatement(name);
      case PORTAL -> open.closePortal(name);
    }
    output.write(new CloseComplete());
  }

  private void ready(BackendSession open) {
    open.tellNotifications();
    settings.tell(output);
    idleLimit = open.idleLimit();
    output.write(new ReadyForQuery(open.transactionStatus()));
    flushDue = true;
  }

  /** Answers a message of {@code tag} that failed, and puts the conversation in order again. */
  private void fail(byte tag, Throwable failure, BackendSession open) {
    report(Failure.fieldsOf(failure));
    if (ended) {
      return;
    }
    try {
      open.failed();
      switch (tag) {
        case Query.TAG, FunctionCall.TAG -> ready(open);
        case Sync.TAG -> {
          skipsToSync = false;
          ready(open);
        }
        default -> skipsToSync = true;
      }
    } catch (Throwable again) {
      LOG.error("A session could not be put in order after an error; it is closed.", again);
      ended = true;
    }
  }

  private void report(ErrorFields fields) {
    output.writer().abandonMessage();
    if (terminationReason != null) {
      ended = true;
      return;
    }
    output.write(new ErrorResponse(fields));
    flushDue = true;
    ended |= fields.severity().endsConnection();
  }

  /** Has the session closed, if there is one; on a worker. */
  void close() {
    BackendSession open = session;
    try {
      if (open != null) {
        open.close();
      }
    } catch (RuntimeException | Error bug) {
      LOG.error("A session could not be closed.", bug);
    } finally {
      sessions.release(processId);
    }
  }

  /** Cancels what runs, if anything does. By any thread. */
  void cancel() {
    BackendSession open = session;
    if (open != null) {
      open.cancel();
    }
  }

  /** Cancels what runs, for a client that knows the secret. By any thread. */
  void cancel(int key) {
    if (key == secret && lanes.isWorking()) {
      cancel();
    }
  }

  /** Ends the connection with {@code reason}. By any thread. */
  void terminate(ErrorFields reason) {
    terminationReason = reason;
    lanes.terminate();
  }

  /** Says why the connection is terminated, if it is: the last message. */
  void sayFarewell() {
    ErrorFields reason = terminationReason;
    output.writer().abandonMessage();
    if (reason != null) {
      output.write(new ErrorResponse(reason));
    }
  }

  void notice(ErrorFields fields) {
    output.write(new NoticeResponse(fields));
  }

  void notification(int notifier, String channel, String payload) {
    output.write(new NotificationResponse(notifier, channel, payload));
    flushDue = true;
  }

  /** Something may be there to tell an idle client. By any thread. */
  void wake() {
    lanes.wake();
  }

  /** Tells an idle client what came from other sessions. */
  void tellNotifications() {
    BackendSession open = session;
    if (open != null && !ended && !skipsToSync) {
      open.tellNotifications();
    }
  }

  void parameterStatus(String name, String value) {
    settings.change(name, value);
  }

  /** How long the client may be silent now; null for ever, or while it is being answered. */
  @Nullable IdleLimit idleLimit() {
    return idleLimit;
  }

  /** Whether what is written is to be sent now; asked once. */
  boolean takeFlushDue() {
    boolean due = flushDue;
    flushDue = false;
    return due;
  }

  /** Ends the conversation: nobody is there to go on with it. */
  void end() {
    output.discard();
    ended = true;
  }

  /** Whether the conversation is over: the rest of what the client sends is not looked at. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether the client has said who it is. By any thread. */
  boolean hasAsked() {
    return asked;
  }

  int processId() {
    return processId;
  }

  /** Whether a session was opened. By any thread. */
  boolean hasSession() {
    return session != null;
  }

  CopySource copySource() {
    return copySource.begin();
  }
}
