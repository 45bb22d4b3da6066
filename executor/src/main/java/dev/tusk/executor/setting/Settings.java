package dev.tusk.executor.setting;

import dev.tusk.executor.setting.Setting.Context;
import dev.tusk.executor.setting.Setting.Flag;
import dev.tusk.executor.setting.Setting.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings: the lines of {@code settings.tsv}. Those of PostgreSQL that clients set or show are
 * accepted even where Tusk has nothing to do for them (JIT, cost constants), because a connection
 * must not fail for them; their text says so.
 */
public final class Settings {
  private static final Map<String, Setting> BY_NAME = new HashMap<>();
  private static final List<Setting> ALL = read();

  /** Of PostgreSQL, for clients that choose their queries by it. */
  public static final String SERVER_VERSION = (String) named("server_version").defaultValue();

  public static final Setting APPLICATION_NAME = named("application_name");
  static final Setting BACKSLASH_QUOTE = named("backslash_quote");
  static final Setting BYTEA_OUTPUT = named("bytea_output");
  static final Setting CLIENT_ENCODING = named("client_encoding");
  public static final Setting CLIENT_MIN_MESSAGES = named("client_min_messages");
  static final Setting DATE_STYLE = named("DateStyle");
  public static final Setting DEFAULT_DEFERRABLE = named("default_transaction_deferrable");
  public static final Setting DEFAULT_ISOLATION = named("default_transaction_isolation");
  public static final Setting DEFAULT_READ_ONLY = named("default_transaction_read_only");
  public static final Setting DEFERRABLE = named("transaction_deferrable");
  public static final Setting EF_SEARCH = named("hnsw.ef_search");
  public static final Setting HNSW_ITERATIVE_SCAN = named("hnsw.iterative_scan");
  public static final Setting MAX_SCAN_TUPLES = named("hnsw.max_scan_tuples");
  public static final Setting ON_TRUNCATE = named("vector.on_truncate");
  public static final Setting RECALL_TARGET = named("hnsw.recall_target");
  static final Setting ESCAPE_STRING_WARNING = named("escape_string_warning");
  static final Setting EXTRA_FLOAT_DIGITS = named("extra_float_digits");
  static final Setting IDLE_IN_TRANSACTION_TIMEOUT = named("idle_in_transaction_session_timeout");
  static final Setting IDLE_SESSION_TIMEOUT = named("idle_session_timeout");
  static final Setting INTERVAL_STYLE = named("IntervalStyle");
  public static final Setting ISOLATION = named("transaction_isolation");
  public static final Setting IVFFLAT_ITERATIVE_SCAN = named("ivfflat.iterative_scan");
  public static final Setting IVFFLAT_MAX_PROBES = named("ivfflat.max_probes");
  public static final Setting IVFFLAT_PROBES = named("ivfflat.probes");
  public static final Setting LOCK_TIMEOUT = named("lock_timeout");
  public static final Setting LOG_DURATION = named("log_duration");
  public static final Setting LOG_CONNECTIONS = named("log_connections");
  public static final Setting LOG_DISCONNECTIONS = named("log_disconnections");
  public static final Setting LOG_PARAMETER_MAX_LENGTH = named("log_parameter_max_length");
  public static final Setting LOG_MIN_DURATION_STATEMENT = named("log_min_duration_statement");
  public static final Setting AUTHENTICATION_DELAY = named("auth_delay.milliseconds");
  static final Setting KEEPALIVES_COUNT = named("tcp_keepalives_count");
  static final Setting KEEPALIVES_IDLE = named("tcp_keepalives_idle");
  static final Setting KEEPALIVES_INTERVAL = named("tcp_keepalives_interval");
  public static final Setting LOG_LINE_PREFIX = named("log_line_prefix");
  public static final Setting LOG_MIN_ERROR_STATEMENT = named("log_min_error_statement");
  public static final Setting LOG_MIN_MESSAGES = named("log_min_messages");
  public static final Setting LOG_STATEMENT = named("log_statement");
  public static final Setting PGVECTOR_LIMITS = named("compat.pgvector_limits");
  public static final Setting PLAN_CACHE_MODE = named("plan_cache_mode");
  public static final Setting READ_ONLY = named("transaction_read_only");
  public static final Setting RESTRICTED_KINDS = named("restrict_nonsystem_relation_kind");
  public static final Setting SEARCH_PATH = named("search_path");
  static final Setting STANDARD_CONFORMING_STRINGS = named("standard_conforming_strings");
  public static final Setting SUPERUSER_RESERVED = named("superuser_reserved_connections");
  public static final Setting STATEMENT_TIMEOUT = named("statement_timeout");
  public static final Setting REPLICATION_ROLE = named("session_replication_role");
  public static final Setting SYNCHRONOUS_COMMIT = named("synchronous_commit");
  static final Setting TIME_ZONE = named("TimeZone");
  public static final Setting TRACK_ACTIVITIES = named("track_activities");
  public static final Setting ROW_SECURITY = named("row_security");

  private Settings() {}

  /** The setting of that name, whatever its case; null when there is none. */
  public static @Nullable Setting find(String name) {
    Setting exact = BY_NAME.get(name);
    return exact != null ? exact : BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  public static Setting named(String name) {
    Setting setting = find(name);
    if (setting == null) {
      throw new IllegalStateException("settings.tsv lacks " + name);
    }
    return setting;
  }

  static List<Setting> all() {
    return ALL;
  }

  /** In the order that SHOW ALL prints. */
  public static Collection<Setting> listed() {
    return ALL.stream()
        .filter(setting -> !setting.flags().contains(Flag.HIDDEN))
        .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
        .toList();
  }

  private static List<Setting> read() {
    List<Setting> all = new ArrayList<>();
    try (InputStream in = Settings.class.getResourceAsStream("settings.tsv")) {
      if (in == null) {
        throw new IllegalStateException("settings.tsv is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (!line.startsWith("#")) {
          Setting setting = setting(all.size(), line.split("\t", -1));
          all.add(setting);
          BY_NAME.put(setting.name().toLowerCase(Locale.ROOT), setting);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all);
  }

  private static Setting setting(int index, String[] fields) {
    Kind kind = Kind.valueOf(fields[1].toUpperCase(Locale.ROOT));
    return new Setting(
        index,
        fields[0],
        kind,
        initial(kind, fields[2]),
        number(fields[3]),
        number(fields[4]),
        fields[5].equals("-") ? null : fields[5],
        Context.valueOf(fields[6].toUpperCase(Locale.ROOT).replace('-', '_')),
        flags(fields[7]),
        fields[8],
        fields[9].equals("-") ? List.of() : List.of(fields[9].split(",", -1)),
        fields[10]);
  }

  private static Object initial(Kind kind, String text) {
    return switch (kind) {
      case BOOL -> text.equals("on");
      case INTEGER -> Long.valueOf(text);
      case REAL -> Double.valueOf(text);
      case STRING, ENUM -> text;
    };
  }

  /** PostgreSQL prints the largest double with six digits, which is more than there is. */
  private static double number(String text) {
    if (text.equals("-")) {
      return 0;
    }
    return Math.clamp(Double.parseDouble(text), -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  private static Set<Flag> flags(String letters) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (Flag flag : Flag.values()) {
      if (letters.indexOf(flag.letter()) >= 0) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
