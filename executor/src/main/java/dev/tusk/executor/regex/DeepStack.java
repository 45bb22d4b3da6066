package dev.tusk.executor.regex;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a search, which java.util.regex does by recursion, and if the stack does not suffice once
 * more on a thread with a large one.
 */
final class DeepStack {
  /** Enough for some hundred thousand repetitions of a group; the system commits what is used. */
  private static final long STACK_BYTES = 512L << 20;

  private DeepStack() {}

  static boolean run(BooleanSupplier search) {
    try {
      return search.getAsBoolean();
    } catch (StackOverflowError _) {
      return onLargeStack(search);
    }
  }

  private static boolean onLargeStack(BooleanSupplier search) {
    Run run = new Run(search);
    Thread thread = new Thread(null, run, "regex", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        // The search looks for cancellation itself.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (run.failure != null) {
      throw run.failure;
    }
    return run.found;
  }

  private static final class Run implements Runnable {
    private final BooleanSupplier search;
    private boolean found;
    private @Nullable RuntimeException failure;

    Run(BooleanSupplier search) {
      this.search = search;
    }

    @Override
    public void run() {
      try {
        found = search.getAsBoolean();
      } catch (RuntimeException e) {
        failure = e;
      } catch (StackOverflowError _) {
        failure =
            SqlException.of(
                SqlState.STATEMENT_TOO_COMPLEX,
                "regular expression failed: regular expression is too complex");
      }
    }
  }
}
