package dev.tusk.executor.session;

import dev.tusk.executor.session.Setting.Context;
import dev.tusk.executor.session.Setting.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings, in one list. Those of PostgreSQL that clients set or show are accepted even where
 * Tusk has nothing to do for them (JIT, cost constants): a connection must not fail for them.
 */
public final class Settings {
  /** Of PostgreSQL, for clients that choose their queries by it. */
  public static final String SERVER_VERSION = "15.18";

  public static final String SERVER_VERSION_NUMBER = "150018";

  private static final String CLIENT = "Client Connection Defaults";
  private static final String PLANNER = "Query Tuning";
  private static final String RESOURCES = "Resource Usage";
  private static final String PRESET = "Preset Options";
  private static final String VECTOR = "Vector Indexes";

  private static final Map<String, Setting> BY_NAME = new HashMap<>();
  private static final List<Setting> ALL = new ArrayList<>();

  // What clients see.
  static final Setting APPLICATION_NAME =
      reported(string("application_name", "", CLIENT, "Name of the application, for statistics."));
  static final Setting CLIENT_ENCODING =
      reported(string("client_encoding", "UTF8", CLIENT, "Encoding of the client's text."));
  static final Setting DATE_STYLE =
      reported(string("DateStyle", "ISO, MDY", CLIENT, "Form of dates, and order of their parts."));
  static final Setting INTERVAL_STYLE =
      reported(
          choice(
              "IntervalStyle",
              "postgres",
              CLIENT,
              "Form of intervals.",
              "postgres",
              "postgres_verbose",
              "sql_standard",
              "iso_8601"));
  static final Setting TIME_ZONE =
      reported(string("TimeZone", "UTC", CLIENT, "Zone that timestamps are shown in."));
  static final Setting SEARCH_PATH =
      string("search_path", "\"$user\", public", CLIENT, "Schemas searched for unqualified names.");
  static final Setting EXTRA_FLOAT_DIGITS =
      integer(
          "extra_float_digits", 1, -15, 3, null, CLIENT, "Digits of floats; above 0: shortest.");
  static final Setting BYTEA_OUTPUT =
      choice("bytea_output", "hex", CLIENT, "Form of bytea values.", "escape", "hex");
  static final Setting CLIENT_MIN_MESSAGES =
      choice(
          "client_min_messages",
          "notice",
          CLIENT,
          "Least severity of messages sent to the client.",
          "debug5",
          "debug4",
          "debug3",
          "debug2",
          "debug1",
          "log",
          "notice",
          "warning",
          "error");
  static final Setting STATEMENT_TIMEOUT =
      millis("statement_timeout", "Longest run of a statement.");
  static final Setting LOCK_TIMEOUT = millis("lock_timeout", "Longest wait for a lock.");
  static final Setting IDLE_IN_TRANSACTION_TIMEOUT =
      millis("idle_in_transaction_session_timeout", "Longest idle time inside a transaction.");
  static final Setting IDLE_SESSION_TIMEOUT =
      millis("idle_session_timeout", "Longest idle time outside a transaction.");
  static final Setting DEFAULT_ISOLATION =
      isolation("default_transaction_isolation", "Isolation level of new transactions.");
  static final Setting DEFAULT_READ_ONLY =
      reported(bool("default_transaction_read_only", false, CLIENT, "New transactions only read."));
  static final Setting DEFAULT_DEFERRABLE =
      bool("default_transaction_deferrable", false, CLIENT, "New transactions are deferrable.");
  static final Setting ISOLATION =
      isolation("transaction_isolation", "Isolation level of the current transaction.");
  static final Setting READ_ONLY =
      bool("transaction_read_only", false, CLIENT, "The current transaction only reads.");
  static final Setting DEFERRABLE =
      bool("transaction_deferrable", false, CLIENT, "The current transaction is deferrable.");
  static final Setting SYNCHRONOUS_COMMIT =
      choice(
          "synchronous_commit",
          "on",
          "Write-Ahead Log",
          "Whether a commit waits for the disk.",
          "local",
          "remote_write",
          "remote_apply",
          "on",
          "off");
  static final Setting WORK_MEM =
      integer("work_mem", 4096, 64, Integer.MAX_VALUE, "kB", RESOURCES, "Memory of one operation.");
  static final Setting MAINTENANCE_WORK_MEM =
      integer(
          "maintenance_work_mem",
          65536,
          1024,
          Integer.MAX_VALUE,
          "kB",
          RESOURCES,
          "Memory of index builds.");
  static final Setting MAX_PARALLEL_MAINTENANCE_WORKERS =
      integer(
          "max_parallel_maintenance_workers",
          2,
          0,
          1024,
          null,
          RESOURCES,
          "Threads beside the first that build an index.");

  // Vector searches.
  static final Setting EF_SEARCH =
      integer("hnsw.ef_search", 40, 1, 1000, null, VECTOR, "Candidates kept by an HNSW search.");
  static final Setting HNSW_ITERATIVE_SCAN =
      choice(
          "hnsw.iterative_scan",
          "off",
          VECTOR,
          "Order of further rows of an HNSW scan.",
          "off",
          "relaxed_order",
          "strict_order");
  static final Setting MAX_SCAN_TUPLES =
      integer(
          "hnsw.max_scan_tuples",
          20000,
          1,
          Integer.MAX_VALUE,
          null,
          VECTOR,
          "Rows an iterative HNSW scan may visit.");

  static {
    real("hnsw.scan_mem_multiplier", 1, 1, 1000, VECTOR, "Memory of an HNSW scan, in work_mem.");
    integer("ivfflat.probes", 1, 1, 32768, null, VECTOR, "Lists read by an IVFFlat search.");
    choice(
        "ivfflat.iterative_scan",
        "off",
        VECTOR,
        "Order of further rows of an IVFFlat scan.",
        "off",
        "relaxed_order");
    integer(
        "ivfflat.max_probes", 32768, 1, 32768, null, VECTOR, "Most lists an iterative scan reads.");
    bool("compat.pgvector_limits", false, VECTOR, "Keep pgvector's limits of page size.");

    bool("enable_seqscan", true, PLANNER, "Plans may read whole tables.");
    bool("enable_indexscan", true, PLANNER, "Plans may use indexes.");
    for (String name :
        List.of(
            "bitmapscan",
            "indexonlyscan",
            "sort",
            "hashjoin",
            "mergejoin",
            "nestloop",
            "hashagg",
            "material",
            "memoize",
            "incremental_sort",
            "gathermerge",
            "parallel_append",
            "parallel_hash",
            "partition_pruning",
            "tidscan",
            "async_append")) {
      bool("enable_" + name, true, PLANNER, "Plans may use this kind of step.");
    }
    bool("enable_partitionwise_join", false, PLANNER, "Joins go partition by partition.");
    bool("enable_partitionwise_aggregate", false, PLANNER, "Groups go partition by partition.");
    bool("jit", false, PLANNER, "Accepted for clients; the JVM compiles by itself.");
    bool("geqo", true, PLANNER, "Accepted for clients.");
    choice(
        "plan_cache_mode",
        "auto",
        PLANNER,
        "Accepted for clients.",
        "auto",
        "force_generic_plan",
        "force_custom_plan");
    real("seq_page_cost", 1, 0, Double.MAX_VALUE, PLANNER, "Cost of a page read in sequence.");
    real("random_page_cost", 4, 0, Double.MAX_VALUE, PLANNER, "Cost of a page read anywhere.");
    real("cpu_tuple_cost", 0.01, 0, Double.MAX_VALUE, PLANNER, "Cost of a row.");
    real("cpu_index_tuple_cost", 0.005, 0, Double.MAX_VALUE, PLANNER, "Cost of an index entry.");
    real("cpu_operator_cost", 0.0025, 0, Double.MAX_VALUE, PLANNER, "Cost of an operator.");
    real("parallel_setup_cost", 1000, 0, Double.MAX_VALUE, PLANNER, "Cost of starting workers.");
    real("parallel_tuple_cost", 0.1, 0, Double.MAX_VALUE, PLANNER, "Cost of a worker's row.");
    real("cursor_tuple_fraction", 0.1, 0, 1, PLANNER, "Part of a cursor's rows to be fetched.");
    integer("from_collapse_limit", 8, 1, Integer.MAX_VALUE, null, PLANNER, "Accepted for clients.");
    integer("join_collapse_limit", 8, 1, Integer.MAX_VALUE, null, PLANNER, "Accepted for clients.");
    integer("default_statistics_target", 100, 1, 10000, null, PLANNER, "Accepted for clients.");
    integer(
        "effective_cache_size", 524288, 1, Integer.MAX_VALUE, "8kB", PLANNER, "Memory for caches.");
    integer(
        "min_parallel_table_scan_size",
        1024,
        0,
        715827882,
        "8kB",
        PLANNER,
        "Accepted for clients.");
    integer(
        "min_parallel_index_scan_size", 64, 0, 715827882, "8kB", PLANNER, "Accepted for clients.");
    choice(
        "constraint_exclusion",
        "partition",
        PLANNER,
        "Accepted for clients.",
        "partition",
        "on",
        "off");
    integer("max_parallel_workers", 8, 0, 1024, null, RESOURCES, "Accepted for clients.");
    integer(
        "max_parallel_workers_per_gather", 2, 0, 1024, null, RESOURCES, "Accepted for clients.");
    integer("temp_buffers", 1024, 100, 1073741823, "8kB", RESOURCES, "Accepted for clients.");
    real("hash_mem_multiplier", 2, 1, 1000, RESOURCES, "Accepted for clients.");

    string("lc_messages", "C", CLIENT, "Language of messages.");
    string("lc_monetary", "C", CLIENT, "Locale of money.");
    string("lc_numeric", "C", CLIENT, "Locale of numbers.");
    string("lc_time", "C", CLIENT, "Locale of dates.");
    string("default_table_access_method", "heap", CLIENT, "Access method of new tables.");
    string("default_tablespace", "", CLIENT, "Tablespace of new tables.");
    string("temp_tablespaces", "", CLIENT, "Tablespaces of temporary tables.");
    choice("default_toast_compression", "pglz", CLIENT, "Accepted for clients.", "pglz", "lz4");
    bool("row_security", true, CLIENT, "Accepted for clients; there are no policies.");
    bool("check_function_bodies", true, CLIENT, "Accepted for clients.");
    choice("xmloption", "content", CLIENT, "Accepted for clients.", "content", "document");
    choice(
        "session_replication_role",
        "origin",
        CLIENT,
        "Accepted for clients.",
        "origin",
        "replica",
        "local");
    string("role", "none", CLIENT, "The current role.");
    string("password_encryption", "scram-sha-256", "Connections", "Form of stored passwords.");
    reported(
        bool(
            "standard_conforming_strings",
            true,
            "Version and Platform Compatibility",
            "Backslashes in plain strings are plain."));
    bool(
        "escape_string_warning",
        true,
        "Version and Platform Compatibility",
        "Accepted for clients.");
    choice(
        "backslash_quote",
        "safe_encoding",
        "Version and Platform Compatibility",
        "Accepted for clients.",
        "safe_encoding",
        "on",
        "off");
    bool(
        "quote_all_identifiers",
        false,
        "Version and Platform Compatibility",
        "Quote every name in generated SQL.");
    bool(
        "synchronize_seqscans",
        true,
        "Version and Platform Compatibility",
        "Accepted for clients.");
    bool(
        "array_nulls",
        true,
        "Version and Platform Compatibility",
        "NULL in an array's text is a null element.");
    bool(
        "transform_null_equals",
        false,
        "Version and Platform Compatibility",
        "Accepted for clients.");
    choice(
        "log_statement", "none", "Logging", "Accepted for clients.", "none", "ddl", "mod", "all");
    integer(
        "log_min_duration_statement",
        -1,
        -1,
        Integer.MAX_VALUE,
        "ms",
        "Logging",
        "Accepted for clients.");
    integer("deadlock_timeout", 1000, 1, Integer.MAX_VALUE, "ms", "Locks", "Accepted for clients.");
    integer(
        "tcp_keepalives_idle",
        0,
        0,
        Integer.MAX_VALUE,
        "s",
        "Connections",
        "Accepted for clients.");
    integer(
        "tcp_keepalives_interval",
        0,
        0,
        Integer.MAX_VALUE,
        "s",
        "Connections",
        "Accepted for clients.");
    integer(
        "tcp_keepalives_count",
        0,
        0,
        Integer.MAX_VALUE,
        null,
        "Connections",
        "Accepted for clients.");
    integer("max_stack_depth", 2048, 100, 2147483647, "kB", RESOURCES, "Accepted for clients.");

    preset("server_version", SERVER_VERSION, true, "Version of PostgreSQL that Tusk answers as.");
    preset("server_version_num", SERVER_VERSION_NUMBER, false, "The same as a number.");
    preset("server_encoding", "UTF8", true, "Encoding of stored text.");
    preset("integer_datetimes", "on", true, "Timestamps are integers.");
    preset("is_superuser", "on", true, "The user may do everything.");
    preset("session_authorization", "postgres", true, "The user that connected.");
    preset("in_hot_standby", "off", true, "The server only reads.");
    preset("max_identifier_length", "63", false, "Longest name, in bytes.");
    preset("max_index_keys", "32", false, "Most keys of an index.");
    preset("max_function_args", "100", false, "Most arguments of a function.");
    preset("block_size", "8192", false, "Bytes of a page, for clients that compute sizes.");
    preset("segment_size", "131072", false, "Pages of a file, for clients that compute sizes.");
    preset("wal_block_size", "8192", false, "Bytes of a log page.");
    preset("lc_collate", "C", false, "Order of text.");
    preset("lc_ctype", "C", false, "Classes of characters.");
    preset("data_checksums", "on", false, "Stored rows carry checksums.");
    preset("debug_assertions", "off", false, "Built with assertions.");
    preset("max_connections", "100", false, "Most connections.");
    preset("superuser_reserved_connections", "0", false, "Connections kept back.");
    preset("max_prepared_transactions", "0", false, "Two-phase commit is not there.");
    preset("ssl", "off", false, "Connections may be encrypted.");
    preset("wal_level", "minimal", false, "What the log holds.");
    preset("shared_buffers", "128MB", false, "Memory for pages.");
    preset("autovacuum", "on", false, "Old row versions are removed in the background.");
    preset("track_activities", "on", false, "pg_stat_activity shows statements.");
    preset("track_counts", "on", false, "Row counts are kept.");
    preset("full_page_writes", "on", false, "Checkpoints are atomic.");
    preset("fsync", "on", false, "Commits reach the disk.");
  }

  private Settings() {}

  /** The setting of that name, whatever its case; null when there is none. */
  static @Nullable Setting find(String name) {
    Setting exact = BY_NAME.get(name);
    return exact != null ? exact : BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  static List<Setting> all() {
    return ALL;
  }

  /** In the order that SHOW ALL prints. */
  static Collection<Setting> sorted() {
    return ALL.stream().sorted((a, b) -> a.name().compareToIgnoreCase(b.name())).toList();
  }

  private static Setting add(
      String name,
      Kind kind,
      Object initial,
      double minimum,
      double maximum,
      List<String> choices,
      @Nullable String unit,
      Context context,
      String category,
      String text) {
    Setting setting =
        new Setting(
            ALL.size(),
            name,
            kind,
            initial,
            minimum,
            maximum,
            choices,
            unit,
            context,
            false,
            category,
            text);
    ALL.add(setting);
    BY_NAME.put(name.toLowerCase(Locale.ROOT), setting);
    return setting;
  }

  private static Setting reported(Setting s) {
    Setting reported =
        new Setting(
            s.index(),
            s.name(),
            s.kind(),
            s.defaultValue(),
            s.minimum(),
            s.maximum(),
            s.choices(),
            s.unit(),
            s.context(),
            true,
            s.category(),
            s.text());
    ALL.set(s.index(), reported);
    BY_NAME.put(s.name().toLowerCase(Locale.ROOT), reported);
    return reported;
  }

  private static Setting string(String name, String initial, String category, String text) {
    return add(name, Kind.STRING, initial, 0, 0, List.of(), null, Context.USER, category, text);
  }

  private static Setting bool(String name, boolean initial, String category, String text) {
    return add(name, Kind.BOOL, initial, 0, 0, List.of(), null, Context.USER, category, text);
  }

  private static Setting integer(
      String name,
      long initial,
      long minimum,
      long maximum,
      @Nullable String unit,
      String category,
      String text) {
    return add(
        name,
        Kind.INTEGER,
        initial,
        minimum,
        maximum,
        List.of(),
        unit,
        Context.USER,
        category,
        text);
  }

  private static Setting millis(String name, String text) {
    return integer(name, 0, 0, Integer.MAX_VALUE, "ms", CLIENT, text);
  }

  private static Setting real(
      String name, double initial, double minimum, double maximum, String category, String text) {
    return add(
        name, Kind.REAL, initial, minimum, maximum, List.of(), null, Context.USER, category, text);
  }

  private static Setting choice(
      String name, String initial, String category, String text, String... choices) {
    return add(
        name, Kind.ENUM, initial, 0, 0, Arrays.asList(choices), null, Context.USER, category, text);
  }

  private static Setting isolation(String name, String text) {
    return choice(
        name,
        "read committed",
        CLIENT,
        text,
        "serializable",
        "repeatable read",
        "read committed",
        "read uncommitted");
  }

  private static void preset(String name, String value, boolean report, String text) {
    Setting setting =
        add(name, Kind.STRING, value, 0, 0, List.of(), null, Context.INTERNAL, PRESET, text);
    if (report) {
      reported(setting);
    }
  }
}
