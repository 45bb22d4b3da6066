package dev.tusk.server;

import dev.tusk.executor.setting.ServerDefaults;
import dev.tusk.sql.error.SqlException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file of settings, with {@code key = value} lines as postgresql.conf has them: {@code #}
 * comments, quotes.
 *
 * @param ofServer the server's own
 * @param ofSessions what sessions begin with, and what else may change by a reload
 */
record SettingsFile(Map<ServerSetting, String> ofServer, Map<String, String> ofSessions) {

  /**
   * Reads a file.
   *
   * @throws StartupException if it cannot be read; says which line is wrong
   */
  static SettingsFile read(Path file) {
    SettingsFile read = new SettingsFile(new EnumMap<>(ServerSetting.class), new LinkedHashMap<>());
    try {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        read.readLine(line.strip(), file + " line " + number);
      }
    } catch (IOException e) {
      throw new StartupException("cannot read " + file + ": " + reason(e), e);
    }
    return read;
  }

  /** The JDK's exceptions say by their class what is wrong. */
  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      case MalformedInputException _ -> "it is not text in UTF-8";
      default -> String.valueOf(e.getMessage());
    };
  }

  private void readLine(String line, String origin) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    int end = 0;
    while (end < line.length() && isOfName(line.charAt(end))) {
      end++;
    }
    String key = line.substring(0, end);
    String rest = line.substring(end).strip();
    String value = unquote(rest.startsWith("=") ? rest.substring(1).strip() : rest);
    Optional<ServerSetting> setting = ServerSetting.ofKey(key);
    if (setting.isPresent()) {
      ofServer.put(setting.get(), setting.get().check(value, origin));
      return;
    }
    try {
      ServerDefaults.check(key, value);
    } catch (SqlException e) {
      throw new StartupException(
          origin
              + ": "
              + (e.code().equals("42704") ? "unknown setting \"" + key + "\"" : e.getMessage()),
          e);
    }
    ofSessions.put(key, value);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  private static String unquote(String text) {
    if (text.startsWith("'")) {
      int close = text.indexOf('\'', 1);
      return close < 0 ? text : text.substring(1, close);
    }
    int comment = text.indexOf('#');
    return comment < 0 ? text : text.substring(0, comment).strip();
  }
}
