package dev.tusk.server;

import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be set when the server starts: the one list behind flags, environment, {@code
 * tusk.conf}, {@code --help} and the documentation.
 *
 * <p>A setting {@code max_connections} is the flag {@code --max-connections}, the environment's
 * {@code TUSK_MAX_CONNECTIONS} and the line {@code max_connections = 100} of {@code tusk.conf}; the
 * flag wins over the environment, which wins over the file, which wins over the default. What a
 * session may change ({@code hnsw.ef_search} and the like) is the executor's list, by {@code SET}.
 */
public enum ServerSetting {
  DATA(Kind.PATH, "./tusk-data", "directory that holds the database; made if absent"),
  HOST(Kind.TEXT, "127.0.0.1", "address to listen on; beyond loopback once there is a password"),
  PORT(Kind.INTEGER, 0, 65_535, "5432", "port to listen on; 0 takes any free one"),
  MAX_CONNECTIONS(Kind.INTEGER, 1, 10_000, "100", "connections served at once"),
  SUPERUSER_RESERVED_CONNECTIONS(
      Kind.INTEGER, 0, 10_000, "3", "of max_connections, those for superusers alone"),
  AUTHENTICATION_TIMEOUT(
      Kind.INTEGER, 1, 600, "60", "seconds that a client may take until it has a session"),
  SSL(Kind.SWITCH, "off", "speaks TLS with clients that ask for it"),
  SSL_CERT_FILE(Kind.PATH, "server.crt", "the server's certificate, from the data directory"),
  SSL_KEY_FILE(Kind.PATH, "server.key", "its key, readable by the server's user alone"),
  SSL_CA_FILE(Kind.OPTIONAL_PATH, "", "authorities of clients' certificates; none are asked for"),
  SSL_MIN_PROTOCOL_VERSION(Kind.TEXT, "TLSv1.2", "TLSv1.2 or TLSv1.3"),
  SSL_MAX_PROTOCOL_VERSION(Kind.TEXT, "TLSv1.3", "TLSv1.2 or TLSv1.3"),
  SSL_CIPHERS(Kind.OPTIONAL_TEXT, "", "cipher suites, by the names of RFCs; the JDK's if none"),
  ACCEPT_LOST_COMMITS(
      Kind.SWITCH,
      "off",
      "starts though the log is damaged: commits that it has lost are lost; for one start");

  /** What a value may be. */
  public enum Kind {
    TEXT,
    /** A text or nothing. */
    OPTIONAL_TEXT,
    PATH,
    /** A path or nothing. */
    OPTIONAL_PATH,
    INTEGER,
    /** on or off. */
    SWITCH
  }

  private final Kind kind;
  private final int minimum;
  private final int maximum;
  private final String defaultValue;
  private final String description;

  ServerSetting(Kind kind, String defaultValue, String description) {
    this(kind, 0, 0, defaultValue, description);
  }

  ServerSetting(Kind kind, int minimum, int maximum, String defaultValue, String description) {
    this.kind = kind;
    this.minimum = minimum;
    this.maximum = maximum;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The name in {@code tusk.conf}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The option of {@code tusk serve}. */
  public String flag() {
    return "--" + key().replace('_', '-');
  }

  /** The environment variable. */
  public String environment() {
    return "TUSK_" + name();
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String description() {
    return description;
  }

  /** What help shows for the value. */
  public String placeholder() {
    return switch (kind) {
      case TEXT, OPTIONAL_TEXT -> this == HOST ? "ADDRESS" : "TEXT";
      case PATH, OPTIONAL_PATH -> this == DATA ? "DIR" : "FILE";
      case INTEGER -> "N";
      case SWITCH -> "on|off";
    };
  }

  static Optional<ServerSetting> ofKey(String key) {
    for (ServerSetting setting : values()) {
      if (setting.key().equals(key)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** Checks a value; {@code origin} says where it was written, for the message. */
  String check(String value, String origin) {
    if (kind == Kind.SWITCH) {
      if (!value.equals("on") && !value.equals("off")) {
        throw new StartupException(origin + ": " + key() + " = " + value + " is not on or off");
      }
      return value;
    }
    if (kind != Kind.INTEGER) {
      if (value.isBlank() && kind != Kind.OPTIONAL_PATH && kind != Kind.OPTIONAL_TEXT) {
        throw new StartupException(origin + ": " + key() + " must not be empty");
      }
      return value;
    }
    String wanted = " is not a whole number from " + minimum + " to " + maximum;
    try {
      int number = Integer.parseInt(value);
      if (number < minimum || number > maximum) {
        throw new StartupException(origin + ": " + key() + " = " + value + wanted);
      }
      return value;
    } catch (NumberFormatException _) {
      throw new StartupException(origin + ": " + key() + " = " + value + wanted);
    }
  }
}
