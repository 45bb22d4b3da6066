package dev.tusk.executor.session;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes statements and their durations to the server's log where a session's settings ask. */
final class StatementLog {
  private static final Logger LOG = LoggerFactory.getLogger(StatementLog.class);

  private long startedNanos;

  void begin() {
    startedNanos = System.nanoTime();
  }

  void end(SessionSettings settings, String text) {
    int limit = settings.integer(Settings.LOG_MIN_DURATION_STATEMENT);
    boolean all = settings.flag(Settings.LOG_DURATION);
    if (limit < 0 && !all) {
      return;
    }
    double millis = (System.nanoTime() - startedNanos) / 1e6;
    String duration = String.format(Locale.ROOT, "duration: %.3f ms", millis);
    if (limit >= 0 && millis >= limit) {
      LOG.info("{}  statement: {}", duration, text);
    } else if (all) {
      LOG.info("{}", duration);
    }
  }
}
