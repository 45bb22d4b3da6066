package dev.tusk.executor.session;

import dev.tusk.executor.setting.ClientIdentity;
import dev.tusk.executor.setting.LogLines;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Setting;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.Kind;
import dev.tusk.sql.statement.Analyze;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Checkpoint;
import dev.tusk.sql.statement.Command;
import dev.tusk.sql.statement.CopyFrom;
import dev.tusk.sql.statement.CopyTo;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.Delete;
import dev.tusk.sql.statement.Do;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.LockTable;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.RefreshMaterializedView;
import dev.tusk.sql.statement.Reindex;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Truncate;
import dev.tusk.sql.statement.Update;
import dev.tusk.sql.statement.Vacuum;
import dev.tusk.sql.type.DateTimes;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes statements, their parameters and durations, and sessions' begin and end to the server's
 * log where a session's settings ask: in the words in which PostgreSQL writes them, which tools
 * read. Texts are without passwords.
 */
final class StatementLog {
  /** The levels of {@code log_min_messages}, from the least to the most serious. */
  private static final List<String> LEVELS =
      List.of("debug", "info", "notice", "warning", "error", "log", "fatal", "panic");

  private final SessionSettings settings;
  private final LogLines lines;
  private long startedNanos;
  private boolean written;

  /** What a statement of the extended protocol is called, and its values; else null. */
  private @Nullable String executed;

  private String parameters = "";

  StatementLog(SessionSettings settings, LogLines lines) {
    this.settings = settings;
    this.lines = lines;
  }

  private void log(String message, String... more) {
    write("LOG", SqlState.SUCCESSFUL_COMPLETION.code(), message, more);
  }

  private void write(String level, String code, String message, String... more) {
    if (reaches(level, Settings.LOG_MIN_MESSAGES)) {
      lines.write(
          settings.text(Settings.LOG_LINE_PREFIX),
          settings.text(Settings.APPLICATION_NAME),
          level,
          code,
          message,
          more);
    }
  }

  /** Whether a message is as serious as a setting asks. */
  private boolean reaches(String level, Setting least) {
    String asked = settings.text(least);
    String kind = asked.startsWith("debug") ? "debug" : asked;
    return LEVELS.indexOf(level.toLowerCase(Locale.ROOT)) >= LEVELS.indexOf(kind);
  }

  /** A message to the client, which the log may have as well. */
  void told(Notice notice) {
    write(
        notice.severity(),
        notice.code(),
        notice.message(),
        "DETAIL",
        Objects.requireNonNullElse(notice.detail(), ""),
        "HINT",
        Objects.requireNonNullElse(notice.hint(), ""));
  }

  /** An error of a statement. */
  void failed(RuntimeException error, String text) {
    if (!reaches("ERROR", Settings.LOG_MIN_MESSAGES) || !(error instanceof SqlException e)) {
      return;
    }
    SqlException.Fields fields = e.fields();
    write(
        "ERROR",
        e.code(),
        e.text(),
        "DETAIL",
        Objects.requireNonNullElse(fields.detail(), ""),
        "HINT",
        Objects.requireNonNullElse(fields.hint(), ""),
        "CONTEXT",
        ShownText.of(Objects.requireNonNullElse(fields.where(), "")),
        "STATEMENT",
        reaches("ERROR", Settings.LOG_MIN_ERROR_STATEMENT) ? ShownText.of(text) : "");
  }

  /** Whether statements are written as they begin, so that each must begin once. */
  boolean tells() {
    return !settings.text(Settings.LOG_STATEMENT).equals("none");
  }

  private boolean measures() {
    return settings.integer(Settings.LOG_MIN_DURATION_STATEMENT) >= 0
        || settings.flag(Settings.LOG_DURATION);
  }

  void begin() {
    startedNanos = System.nanoTime();
    written = false;
    executed = null;
    parameters = "";
  }

  /** A statement of a string of them, by what was parsed or, where it was known, by its plan. */
  void statement(@Nullable Statement statement, @Nullable Kind kind, String text) {
    if (!written && isWanted(statement, kind)) {
      written = true;
      log("statement: " + ShownText.of(text));
    }
  }

  /** A statement of the extended protocol is executed. */
  void execute(Portal portal, @Nullable Kind kind, FormatSettings format) {
    if (!tells() && !measures()) {
      return;
    }
    PreparedStatement prepared = portal.prepared();
    String name = prepared == null || prepared.name().isEmpty() ? "<unnamed>" : prepared.name();
    executed = "execute " + name + (portal.name().isEmpty() ? "" : "/" + portal.name()) + ": ";
    parameters =
        prepared == null ? "" : shown(prepared.parameterTypes(), portal.parameters(), format);
    if (isWanted(portal.utility(), kind)) {
      written = true;
      log(executed + ShownText.of(portal.text()), "DETAIL", parameters);
    }
  }

  private String shown(List<Type> types, @Nullable Object[] values, FormatSettings format) {
    int longest = settings.integer(Settings.LOG_PARAMETER_MAX_LENGTH);
    if (values.length == 0 || longest == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder("parameters: ");
    for (int i = 0; i < values.length && i < types.size(); i++) {
      Object value = values[i];
      text.append(i == 0 ? "$" : ", $").append(i + 1).append(" = ");
      if (value == null) {
        text.append("NULL");
        continue;
      }
      String whole = types.get(i).toText(value, format);
      boolean cut = longest > 0 && whole.length() > longest;
      String part = cut ? whole.substring(0, longest) + "..." : whole;
      text.append('\'').append(part.replace("'", "''")).append('\'');
    }
    return text.toString();
  }

  private boolean isWanted(@Nullable Statement statement, @Nullable Kind kind) {
    return switch (settings.text(Settings.LOG_STATEMENT)) {
      case "all" -> true;
      case "mod" -> defines(statement) || modifies(statement, kind);
      case "ddl" -> defines(statement);
      default -> false;
    };
  }

  private static boolean modifies(@Nullable Statement statement, @Nullable Kind kind) {
    if (kind != null && kind != Kind.SELECT) {
      return true;
    }
    return statement instanceof Insert
        || statement instanceof Update
        || statement instanceof Delete
        || statement instanceof Merge
        || statement instanceof Truncate
        || statement instanceof CopyFrom;
  }

  /** LOGSTMT_DDL of GetCommandLogLevel. */
  private static boolean defines(@Nullable Statement statement) {
    if (statement instanceof CreateTableAs || statement instanceof RefreshMaterializedView) {
      return true;
    }
    boolean other =
        statement instanceof Analyze
            || statement instanceof Call
            || statement instanceof Checkpoint
            || statement instanceof CopyFrom
            || statement instanceof CopyTo
            || statement instanceof Do
            || statement instanceof LockTable
            || statement instanceof Reindex
            || statement instanceof Truncate
            || statement instanceof Vacuum;
    return statement instanceof Command && !other;
  }

  void end(String text) {
    if (!measures()) {
      return;
    }
    int limit = settings.integer(Settings.LOG_MIN_DURATION_STATEMENT);
    double millis = (System.nanoTime() - startedNanos) / 1e6;
    String duration = String.format(Locale.ROOT, "duration: %.3f ms", millis);
    if (limit >= 0 && millis >= limit && !written) {
      String what = executed == null ? "statement: " : executed;
      log(duration + "  " + what + ShownText.of(text), "DETAIL", parameters);
    } else if (settings.flag(Settings.LOG_DURATION) || limit >= 0 && millis >= limit) {
      log(duration);
    }
  }

  /** A session begins: {@code encryption} is empty where there is none. */
  void connected(String user, String database, String encryption) {
    if (settings.flag(Settings.LOG_CONNECTIONS)) {
      String application = settings.text(Settings.APPLICATION_NAME);
      log(
          "connection authorized: user="
              + user
              + " database="
              + database
              + (application.isEmpty() ? "" : " application_name=" + application)
              + (encryption.isEmpty() ? "" : " SSL enabled (" + encryption + ")"));
    }
  }

  void disconnected(String user, String database, ClientIdentity client, long startedMicros) {
    if (settings.flag(Settings.LOG_DISCONNECTIONS)) {
      long millis = (DateTimes.now() - startedMicros) / 1000;
      String time =
          String.format(
              Locale.ROOT,
              "%d:%02d:%02d.%03d",
              millis / 3_600_000,
              millis / 60_000 % 60,
              millis / 1000 % 60,
              millis % 1000);
      log(
          "disconnection: session time: "
              + time
              + " user="
              + user
              + " database="
              + database
              + " host="
              + (client.address() == null ? "[local]" : client.address())
              + (client.port() < 0 ? "" : " port=" + client.port()));
    }
  }
}
