package dev.tusk.server.demo;

import java.io.PrintStream;
import java.util.Locale;

/** A line that fills up while something runs; printed once, at its end, where nobody watches. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 50_000_000;

  private final PrintStream out;
  private final String title;
  private final long startNanos = System.nanoTime();
  private final boolean watched;
  private long lastDrawNanos;

  ProgressBar(PrintStream out, String title) {
    this.out = out;
    this.title = title;
    this.watched = System.console() != null && System.console().isTerminal();
  }

  /** {@code done} of {@code total} are done; {@code unit} names what is counted. */
  void update(long done, long total, String unit) {
    long now = System.nanoTime();
    if (watched && now - lastDrawNanos > REDRAW_NANOS) {
      lastDrawNanos = now;
      out.print("\r" + line(done, total, unit) + "\u001b[K");
      out.flush();
    }
  }

  /** All are done. */
  void finish(long total, String unit) {
    out.println((watched ? "\r" : "") + line(total, total, unit) + (watched ? "\u001b[K" : ""));
  }

  private String line(long done, long total, String unit) {
    int filled = total == 0 ? WIDTH : (int) (done * WIDTH / total);
    double seconds = Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
    return String.format(
        Locale.ROOT,
        "%-8s [%s%s] %,d %s, %.1f s, %,.0f a second",
        title,
        "█".repeat(filled),
        " ".repeat(WIDTH - filled),
        done,
        unit,
        seconds,
        done / seconds);
  }
}
