package dev.tusk.executor.session;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a running statement to end: for a cancel request, for its timeout, for a shutdown. */
final class Interruption {
  /** Why a statement is to end. */
  enum Reason {
    USER("canceling statement due to user request", SqlState.QUERY_CANCELED),
    TIMEOUT("canceling statement due to statement timeout", SqlState.QUERY_CANCELED),
    SHUTDOWN("terminating connection due to administrator command", SqlState.ADMIN_SHUTDOWN);

    private final String message;
    private final SqlState state;

    Reason(String message, SqlState state) {
      this.message = message;
      this.state = state;
    }

    SqlException error() {
      return SqlException.of(state, message);
    }
  }

  private final ScheduledExecutorService timer;
  private final Runnable wake;
  private volatile @Nullable Reason reason;

  /** When work in place is given up, by {@link System#nanoTime}; meaningless elsewhere. */
  private long inPlaceUntil;

  private boolean inPlace;
  private boolean running;
  private long runs;
  private @Nullable ScheduledFuture<?> timeout;

  /**
   * @param wake ends a wait of the statement's thread
   */
  Interruption(ScheduledExecutorService timer, Runnable wake) {
    this.timer = timer;
    this.wake = wake;
  }

  /** A statement begins; it may run so many milliseconds, 0 for any time. */
  synchronized void begin(int timeoutMillis) {
    if (reason != Reason.SHUTDOWN) {
      reason = null;
    }
    running = true;
    long run = ++runs;
    if (timeoutMillis > 0) {
      timeout =
          timer.schedule(
              () -> interrupt(run, Reason.TIMEOUT), timeoutMillis, TimeUnit.MILLISECONDS);
    }
  }

  /** The statement is run where others wait for it, and has so long. */
  void beginInPlace(long nanos) {
    inPlace = true;
    inPlaceUntil = System.nanoTime() + nanos;
  }

  boolean inPlace() {
    return inPlace;
  }

  synchronized void end() {
    inPlace = false;
    running = false;
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
  }

  private synchronized void interrupt(long run, Reason why) {
    if (run == runs) {
      interrupt(why);
    }
  }

  /** From any thread; nothing happens when no statement runs, except for a shutdown. */
  synchronized void interrupt(Reason why) {
    if (running || why == Reason.SHUTDOWN) {
      reason = why;
      wake.run();
    }
  }

  void check() {
    Reason why = reason;
    if (why != null) {
      throw why.error();
    }
    if (inPlace) {
      reserve(0);
    }
  }

  /** Gives up work in place that has not so much time left. */
  void reserve(long nanos) {
    if (inPlace && nanos > inPlaceUntil - System.nanoTime()) {
      throw new InPlaceTimeExceeded();
    }
  }

  /** Why the statement's wait was ended. */
  SqlException error() {
    Reason why = reason;
    return (why == null ? Reason.USER : why).error();
  }
}
