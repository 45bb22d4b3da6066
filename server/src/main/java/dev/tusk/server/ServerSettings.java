package dev.tusk.server;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one server, resolved: flag, then environment, then {@code --config} file, then
 * {@code tusk.conf} in the data directory, then default.
 */
public record ServerSettings(
    Path data,
    String host,
    int port,
    int maxConnections,
    boolean acceptLostCommits,
    TlsSettings tls) {
  static final String FILE_NAME = "tusk.conf";

  /** Resolves every setting; {@code config} is the file of {@code --config}, if given. */
  static ServerSettings resolve(
      Map<ServerSetting, String> flags, Map<String, String> environment, @Nullable Path config) {
    Map<ServerSetting, String> values = new EnumMap<>(ServerSetting.class);
    for (ServerSetting setting : ServerSetting.values()) {
      values.put(setting, setting.defaultValue());
    }
    Map<ServerSetting, String> given = given(flags, environment);
    Map<ServerSetting, String> named = config == null ? Map.of() : ConfigFile.read(config);
    values.putAll(named);
    values.putAll(given);

    Path inData = Path.of(value(values, ServerSetting.DATA)).resolve(FILE_NAME);
    if (Files.isRegularFile(inData)) {
      Map<ServerSetting, String> own = ConfigFile.read(inData);
      if (own.containsKey(ServerSetting.DATA)) {
        throw new StartupException(inData + ": data cannot be set inside the data directory");
      }
      values.putAll(own);
      values.putAll(named);
      values.putAll(given);
    }
    return of(values);
  }

  private static Map<ServerSetting, String> given(
      Map<ServerSetting, String> flags, Map<String, String> environment) {
    Map<ServerSetting, String> given = new EnumMap<>(ServerSetting.class);
    for (ServerSetting setting : ServerSetting.values()) {
      String variable = environment.get(setting.environment());
      if (variable != null && !variable.isEmpty()) {
        given.put(setting, setting.check(variable, setting.environment()));
      }
    }
    flags.forEach((setting, value) -> given.put(setting, setting.check(value, setting.flag())));
    return given;
  }

  private static ServerSettings of(Map<ServerSetting, String> values) {
    return new ServerSettings(
        Path.of(value(values, ServerSetting.DATA)),
        value(values, ServerSetting.HOST),
        Integer.parseInt(value(values, ServerSetting.PORT)),
        Integer.parseInt(value(values, ServerSetting.MAX_CONNECTIONS)),
        value(values, ServerSetting.ACCEPT_LOST_COMMITS).equals("on"),
        tls(values));
  }

  private static TlsSettings tls(Map<ServerSetting, String> values) {
    Path data = Path.of(value(values, ServerSetting.DATA));
    String authorities = value(values, ServerSetting.SSL_CA_FILE);
    String oldest = value(values, ServerSetting.SSL_MIN_PROTOCOL_VERSION);
    if (!oldest.equals("TLSv1.2") && !oldest.equals("TLSv1.3")) {
      throw new StartupException(
          "ssl_min_protocol_version = " + oldest + " is not TLSv1.2 or TLSv1.3");
    }
    return new TlsSettings(
        value(values, ServerSetting.SSL).equals("on"),
        data.resolve(value(values, ServerSetting.SSL_CERT_FILE)),
        data.resolve(value(values, ServerSetting.SSL_KEY_FILE)),
        authorities.isEmpty() ? null : data.resolve(authorities),
        oldest);
  }

  private static String value(Map<ServerSetting, String> values, ServerSetting setting) {
    return Objects.requireNonNull(values.get(setting), "every setting has a default");
  }

  /** Reads {@code key = value} lines as postgresql.conf has them: {@code #} comments, quotes. */
  private static final class ConfigFile {
    private ConfigFile() {}

    /** The JDK's exceptions say by their class what is wrong. */
    private static String reason(IOException e) {
      return switch (e) {
        case NoSuchFileException _ -> "there is no such file";
        case AccessDeniedException _ -> "permission denied";
        case MalformedInputException _ -> "it is not text in UTF-8";
        default -> String.valueOf(e.getMessage());
      };
    }

    static Map<ServerSetting, String> read(Path file) {
      Map<ServerSetting, String> values = new HashMap<>();
      try {
        int number = 0;
        for (String line : Files.readAllLines(file)) {
          number++;
          readLine(line.strip(), file + " line " + number, values);
        }
      } catch (IOException e) {
        throw new StartupException("cannot read " + file + ": " + reason(e), e);
      }
      return values;
    }

    private static void readLine(String line, String origin, Map<ServerSetting, String> values) {
      if (line.isEmpty() || line.startsWith("#")) {
        return;
      }
      int end = 0;
      while (end < line.length()
          && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
        end++;
      }
      String key = line.substring(0, end);
      ServerSetting setting =
          ServerSetting.ofKey(key)
              .orElseThrow(
                  () -> new StartupException(origin + ": unknown setting \"" + key + "\""));
      String rest = line.substring(end).strip();
      values.put(
          setting,
          setting.check(unquote(rest.startsWith("=") ? rest.substring(1).strip() : rest), origin));
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
}
