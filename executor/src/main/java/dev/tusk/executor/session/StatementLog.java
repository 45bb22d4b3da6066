package dev.tusk.executor.session;

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
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes statements, their parameters and durations, and sessions' begin and end to the server's
 * log where a session's settings ask: in the words in which PostgreSQL writes them, which tools
 * read. Texts are without passwords.
 */
final class StatementLog {
  private static final Logger LOG = LoggerFactory.getLogger(StatementLog.class);

  private final SessionSettings settings;
  private long startedNanos;
  private boolean written;

  /** What a statement of the extended protocol is called, and its values; else null. */
  private @Nullable String executed;

  private String parameters = "";

  StatementLog(SessionSettings settings) {
    this.settings = settings;
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
      LOG.info("statement: {}", ShownText.of(text));
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
      LOG.info("{}{}{}", executed, ShownText.of(portal.text()), parameters);
    }
  }

  private String shown(List<Type> types, @Nullable Object[] values, FormatSettings format) {
    int longest = settings.integer(Settings.LOG_PARAMETER_MAX_LENGTH);
    if (values.length == 0 || longest == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder(" DETAIL:  parameters: ");
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
      LOG.info("{}  {}{}{}", duration, what, ShownText.of(text), parameters);
    } else if (settings.flag(Settings.LOG_DURATION) || limit >= 0 && millis >= limit) {
      LOG.info("{}", duration);
    }
  }

  void connected(String user, String database) {
    if (settings.flag(Settings.LOG_CONNECTIONS)) {
      String application = settings.text(Settings.APPLICATION_NAME);
      LOG.info(
          "connection authorized: user={} database={}{}",
          user,
          database,
          application.isEmpty() ? "" : " application_name=" + application);
    }
  }

  void disconnected(String user, String database, ClientIdentity client, long startedMicros) {
    if (settings.flag(Settings.LOG_DISCONNECTIONS)) {
      long millis = (SessionContext.nowMicros() - startedMicros) / 1000;
      String time =
          String.format(
              Locale.ROOT,
              "%d:%02d:%02d.%03d",
              millis / 3_600_000,
              millis / 60_000 % 60,
              millis / 1000 % 60,
              millis % 1000);
      LOG.info(
          "disconnection: session time: {} user={} database={} host={} port={}",
          time,
          user,
          database,
          client.address() == null ? "[local]" : client.address(),
          client.port());
    }
  }
}
