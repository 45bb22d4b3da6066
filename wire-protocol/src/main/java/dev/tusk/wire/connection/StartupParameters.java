package dev.tusk.wire.connection;

import dev.tusk.wire.message.ProtocolException;
import dev.tusk.wire.message.StartupMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client asks for at start.
 *
 * @param settings settings to begin the session with, by name as the client spells them: those of
 *     its {@code options} switches, then those given as parameters of their own, which win
 */
public record StartupParameters(String user, String database, Map<String, String> settings) {

  private static final List<String> NO_SETTINGS =
      List.of("user", "database", "options", "replication");

  /**
   * Reads the parameters as PostgreSQL does (src/backend/tcop/backend_startup.c, postgres.c).
   *
   * @throws ProtocolException FATAL, if they cannot be served
   */
  static StartupParameters of(StartupMessage message) {
    Map<String, String> parameters = message.parameters();
    String user = parameters.getOrDefault("user", "");
    if (user.isEmpty()) {
      throw ProtocolException.fatal("28000", "no PostgreSQL user name specified in startup packet");
    }
    if (asksForReplication(parameters.getOrDefault("replication", "false"))) {
      throw ProtocolException.fatal("0A000", "replication connections are not supported");
    }
    String database = parameters.getOrDefault("database", "");
    Map<String, String> settings = new LinkedHashMap<>();
    readSwitches(split(parameters.getOrDefault("options", "")), settings);
    parameters.forEach((name, value) -> {
      if (!NO_SETTINGS.contains(name)) {
        settings.put(name, value);
      }
    });
    return new StartupParameters(user, database.isEmpty() ? user : database, settings);
  }

  private static boolean asksForReplication(String value) {
    return !List.of("false", "off", "no", "0").contains(value);
  }

  /** Splits at white space; a backslash makes the next character a plain one. */
  private static List<String> split(String options) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < options.length(); i++) {
      char c = options.charAt(i);
      if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
        }
        inWord = false;
        continue;
      }
      inWord = true;
      if (c == '\\' && i + 1 < options.length()) {
        i++;
      }
      word.append(options.charAt(i));
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private static void readSwitches(List<String> words, Map<String, String> settings) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-c") && i + 1 < words.size()) {
        i++;
        readSetting("-c ", words.get(i), settings);
      } else if (word.startsWith("-c")) {
        readSetting("-c ", word.substring(2), settings);
      } else if (word.startsWith("--")) {
        readSetting("--", word.substring(2), settings);
      } else {
        throw ProtocolException.fatal(
            "42601", "invalid command-line argument for server process: " + word);
      }
    }
  }

  private static void readSetting(String dashes, String pair, Map<String, String> settings) {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      throw ProtocolException.fatal("42601", dashes + pair + " requires a value");
    }
    settings.put(pair.substring(0, equals).replace('-', '_'), pair.substring(equals + 1));
  }
}
