package dev.tusk.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that files give to all sessions, such as {@code log_statement}: read again by a
 * reload.
 *
 * @param fixed what is given by no file
 * @param files read one after the other, the later of which wins; one may be missing
 */
public record SessionDefaults(Map<String, String> fixed, List<Path> files) {
  /** None. */
  public static final SessionDefaults NONE = new SessionDefaults(Map.of(), List.of());

  static SessionDefaults of(@Nullable Path config, Path inData) {
    return new SessionDefaults(
        Map.of(), config == null ? List.of(inData) : List.of(inData, config));
  }

  /**
   * Reads the files.
   *
   * @throws StartupException if one is wrong; says where
   */
  Map<String, String> read() {
    Map<String, String> all = new LinkedHashMap<>(fixed);
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        all.putAll(SettingsFile.read(file).ofSessions());
      }
    }
    return all;
  }

  static List<String> words(String text) {
    return Arrays.stream(text.split("[:,\\s]+")).filter(word -> !word.isEmpty()).toList();
  }
}
