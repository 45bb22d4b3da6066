package dev.tusk.wire.connection;

import dev.tusk.wire.message.ParameterStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings that a client is kept informed of. As in PostgreSQL since 14, it hears of a change
 * before the next ReadyForQuery, and of several changes only the last.
 */
final class FollowedSettings {
  private final Map<String, String> told = new HashMap<>();
  private final Map<String, String> changed = new LinkedHashMap<>();

  void change(String name, String value) {
    changed.put(name, value);
  }

  /** Writes what differs from what was told before. */
  void tell(Output output) {
    if (changed.isEmpty()) {
      return;
    }
    changed.forEach((name, value) -> {
      if (!value.equals(told.put(name, value))) {
        output.write(new ParameterStatus(name, value));
      }
    });
    changed.clear();
  }
}
