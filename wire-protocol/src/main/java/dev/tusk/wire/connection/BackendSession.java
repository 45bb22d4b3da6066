package dev.tusk.wire.connection;

import dev.tusk.wire.message.Bind;
import dev.tusk.wire.message.FunctionCall;
import dev.tusk.wire.message.FunctionCallResponse;
import dev.tusk.wire.message.ParameterStatus;
import dev.tusk.wire.message.RowDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's session: statements, portals, its transaction.
 *
 * <p><b>Threads.</b> All methods but {@link #cancel} are called by one thread at a time, each call
 * seeing what the one before left; which thread it is changes. Work that the {@code …IsShort}
 * methods answer true for runs in place on an event loop, where it delays other clients: it takes
 * some 250 µs as a rule, and never waits (no lock, no fsync, no COPY). If it takes longer than was
 * thought, or {@link ResultSink#isFull}, it undoes what it did and throws {@link Preempted}: the
 * same is then asked again on a worker. Everything else runs on a worker thread and may wait. An
 * unknown statement is long.
 *
 * <p><b>Errors.</b> Any method may throw {@link BackendException}, which the client is told; FATAL
 * ends the connection. Anything else thrown is a bug: it is logged with its stack trace, the client
 * gets XX000, and the session lives on. {@link ConnectionLost}, thrown to a statement by its sink,
 * must be let through. Results sent before an error stay sent; a row begun is taken back.
 */
public interface BackendSession extends AutoCloseable {

  /** The settings that the client is told at start, in this order. */
  List<ParameterStatus> initialParameters();

  /** 'I' idle, 'T' in a transaction block, 'E' in a failed one. */
  char transactionStatus();

  /** Told before each request: whether it runs in place, on an event loop. */
  default void inPlace(boolean inPlace) {}

  /** Whether all statements of {@code sql} are short. */
  default boolean queryIsShort(String sql) {
    return false;
  }

  /**
   * Whether preparing {@code sql} is short: it is planned already.
   *
   * @param parameterTypes as in {@link #parse}
   */
  default boolean parseIsShort(String sql, List<Integer> parameterTypes) {
    return false;
  }

  /** Whether binding or describing, which may plan, is short for this statement. */
  default boolean bindIsShort(String statement) {
    return false;
  }

  /** Whether describing this portal is short. */
  default boolean describePortalIsShort(String portal) {
    return false;
  }

  /** Whether running this portal is short. A portal that does not exist is. */
  default boolean executeIsShort(String portal, int maxRows) {
    return false;
  }

  /** Whether {@link #sync} has nothing to wait for, such as a commit to be made durable. */
  default boolean syncIsShort() {
    return false;
  }

  /** Asked before each ReadyForQuery: how long the client may let it wait; null for ever. */
  default @Nullable IdleLimit idleLimit() {
    return null;
  }

  /**
   * Runs the statements of a query string in one implicit transaction: a result for each, or {@link
   * ResultSink#emptyQuery} if there is none. When an error is thrown the rest is not run and the
   * implicit transaction is rolled back.
   */
  void simpleQuery(String sql, ResultSink sink);

  /**
   * Prepares a statement; the name "" replaces the unnamed one.
   *
   * @param parameterTypes OIDs, as many as the client cares to declare; 0 is to be inferred
   */
  void parse(String name, String sql, List<Integer> parameterTypes);

  /**
   * Makes a portal; the name "" replaces the unnamed one. The numbers of parameters and of result
   * formats are still to be compared with the statement's.
   */
  void bind(Bind bind);

  StatementDescription describeStatement(String name);

  /** The columns of a portal in the formats it was bound with, or null if it returns no rows. */
  @Nullable RowDescription describePortal(String name);

  /**
   * Runs a portal, or goes on with one that was suspended. Ends with exactly one of {@link
   * ResultSink#commandComplete}, {@link ResultSink#portalSuspended} and {@link
   * ResultSink#emptyQuery}.
   *
   * @param maxRows when to suspend; 0 is never
   */
  void execute(String portal, int maxRows, ResultSink sink);

  /** Forgets a statement and its portals; one that does not exist is no error. */
  void closeStatement(String name);

  /** Forgets a portal; one that does not exist is no error. */
  void closePortal(String name);

  /** Calls a function by its OID, in a transaction of its own where none is open. */
  FunctionCallResponse call(FunctionCall call);

  /** Ends a batch of the extended protocol: commits its implicit transaction, if there is one. */
  void sync();

  /**
   * An error was reported to the client, by this session or by the protocol itself: the implicit
   * transaction is to be rolled back, a transaction block has failed. Called after every ERROR, so
   * also where the session has done this already.
   */
  void failed();

  /**
   * Tells by {@link SessionControl#notification} what other sessions have notified since; nothing
   * inside of a transaction. Called before every ReadyForQuery, and after {@link
   * SessionControl#wake}; short.
   */
  default void tellNotifications() {}

  /**
   * Cancels the statement now running, which then throws 57014; without one there is no effect on
   * later ones. Called by any thread, at any time before and while {@link #close} runs; returns at
   * once.
   */
  void cancel();

  /** Ends the session, rolling back what is open. Called once, on a worker. */
  @Override
  void close();
}
