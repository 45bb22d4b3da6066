package dev.tusk.executor.session;

import java.util.List;
import java.util.Locale;

/** Severities in order, as client_min_messages compares them. */
final class MessageLevels {
  private static final List<String> ORDER =
      List.of(
          "debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error");

  private MessageLevels() {}

  /** Whether a message of that severity reaches the client; INFO always does. */
  static boolean shown(String severity, String minimum) {
    String level = severity.toLowerCase(Locale.ROOT);
    if (level.equals("info")) {
      return true;
    }
    int rank = ORDER.indexOf(level.equals("debug") ? "debug1" : level);
    return rank >= ORDER.indexOf(minimum);
  }
}
