package dev.tusk.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
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
    TlsSettings tls,
    ConnectionLimits limits,
    SessionDefaults sessions) {
  static final String FILE_NAME = "tusk.conf";

  /** With the limits that hold where nobody says otherwise. */
  public ServerSettings(
      Path data,
      String host,
      int port,
      int maxConnections,
      boolean acceptLostCommits,
      TlsSettings tls) {
    this(
        data,
        host,
        port,
        maxConnections,
        acceptLostCommits,
        tls,
        ConnectionLimits.DEFAULTS,
        SessionDefaults.NONE);
  }

  /** The same with other limits of connections. */
  public ServerSettings withLimits(ConnectionLimits other) {
    return new ServerSettings(
        data, host, port, maxConnections, acceptLostCommits, tls, other, sessions);
  }

  /** The same with other settings of sessions. */
  public ServerSettings withSessions(SessionDefaults other) {
    return new ServerSettings(
        data, host, port, maxConnections, acceptLostCommits, tls, limits, other);
  }

  /** Resolves every setting; {@code config} is the file of {@code --config}, if given. */
  static ServerSettings resolve(
      Map<ServerSetting, String> flags, Map<String, String> environment, @Nullable Path config) {
    Map<ServerSetting, String> values = new EnumMap<>(ServerSetting.class);
    for (ServerSetting setting : ServerSetting.values()) {
      values.put(setting, setting.defaultValue());
    }
    Map<ServerSetting, String> given = given(flags, environment);
    Map<ServerSetting, String> named =
        config == null ? Map.of() : SettingsFile.read(config).ofServer();
    values.putAll(named);
    values.putAll(given);

    Path inData = Path.of(value(values, ServerSetting.DATA)).resolve(FILE_NAME);
    if (Files.isRegularFile(inData)) {
      Map<ServerSetting, String> own = SettingsFile.read(inData).ofServer();
      if (own.containsKey(ServerSetting.DATA)) {
        throw new StartupException(inData + ": data cannot be set inside the data directory");
      }
      values.putAll(own);
      values.putAll(named);
      values.putAll(given);
    }
    return of(values, SessionDefaults.of(config, inData));
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

  private static ServerSettings of(Map<ServerSetting, String> values, SessionDefaults sessions) {
    return new ServerSettings(
        Path.of(value(values, ServerSetting.DATA)),
        value(values, ServerSetting.HOST),
        Integer.parseInt(value(values, ServerSetting.PORT)),
        Integer.parseInt(value(values, ServerSetting.MAX_CONNECTIONS)),
        value(values, ServerSetting.ACCEPT_LOST_COMMITS).equals("on"),
        tls(values),
        new ConnectionLimits(
            Integer.parseInt(value(values, ServerSetting.SUPERUSER_RESERVED_CONNECTIONS)),
            Duration.ofSeconds(
                Integer.parseInt(value(values, ServerSetting.AUTHENTICATION_TIMEOUT)))),
        sessions);
  }

  private static TlsSettings tls(Map<ServerSetting, String> values) {
    Path data = Path.of(value(values, ServerSetting.DATA));
    String authorities = value(values, ServerSetting.SSL_CA_FILE);
    return new TlsSettings(
        value(values, ServerSetting.SSL).equals("on"),
        data.resolve(value(values, ServerSetting.SSL_CERT_FILE)),
        data.resolve(value(values, ServerSetting.SSL_KEY_FILE)),
        authorities.isEmpty() ? null : data.resolve(authorities),
        version(values, ServerSetting.SSL_MIN_PROTOCOL_VERSION),
        version(values, ServerSetting.SSL_MAX_PROTOCOL_VERSION),
        SessionDefaults.words(value(values, ServerSetting.SSL_CIPHERS)));
  }

  private static String version(Map<ServerSetting, String> values, ServerSetting setting) {
    String version = value(values, setting);
    if (!version.equals("TLSv1.2") && !version.equals("TLSv1.3")) {
      throw new StartupException(setting.key() + " = " + version + " is not TLSv1.2 or TLSv1.3");
    }
    return version;
  }

  private static String value(Map<ServerSetting, String> values, ServerSetting setting) {
    return Objects.requireNonNull(values.get(setting), "every setting has a default");
  }
}
