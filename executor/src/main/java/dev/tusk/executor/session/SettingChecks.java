package dev.tusk.executor.session;

import dev.tusk.executor.setting.LogLines;
import dev.tusk.executor.setting.SearchPath;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Setting;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.Names;
import java.util.Set;

/** What the session and the catalog have to say of a setting's new value: PostgreSQL's hooks. */
final class SettingChecks implements SessionSettings.Guard {
  /** Locales in which PostgreSQL would answer as Tusk does always. */
  private static final Set<String> LOCALES =
      Set.of("", "C", "POSIX", "C.UTF-8", "C.utf8", "en_US.UTF-8", "en_US.utf8", "en_US");

  private final Session session;

  SettingChecks(Session session) {
    this.session = session;
  }

  @Override
  public void requireSuperuser(Setting setting) {
    if (!session.roles().superuser()) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "permission denied to set parameter \"" + setting.name() + "\"");
    }
  }

  @Override
  public Object checked(Setting setting, Object value) {
    switch (setting.name()) {
      case "transaction_isolation" -> isolation((String) value);
      case "transaction_read_only" -> readOnly((Boolean) value);
      case "transaction_deferrable" -> deferrable();
      case "role", "session_authorization" -> session.roles().check(setting, (String) value);
      case "default_table_access_method" -> accessMethod(setting, (String) value);
      case "default_tablespace" -> tablespace(setting, (String) value);
      case "temp_tablespaces" -> tablespaces(setting, (String) value);
      case "search_path" -> SearchPath.names(setting, (String) value);
      case "lc_messages", "lc_monetary", "lc_numeric", "lc_time" -> locale(setting, (String) value);
      case "timezone_abbreviations" -> abbreviations((String) value);
      case "log_line_prefix" -> LogLines.check(setting, (String) value);
      case "tcp_user_timeout" ->
          only(setting, value, 0L, "Use tcp_keepalives_idle and its kin instead.");
      case "array_nulls" -> only(setting, value, true, "Write the text null in quotes instead.");
      case "transform_null_equals" -> only(setting, value, false, "Write IS NULL instead.");
      case "restrict_nonsystem_relation_kind" -> relationKinds(setting, (String) value);
      case "quote_all_identifiers" ->
          only(setting, value, false, "Quote names in the client instead.");
      default -> {}
    }
    return setting.flags().contains(Setting.Flag.NAME) ? cut((String) value) : value;
  }

  @Override
  public void assigned(Setting setting, boolean local) {
    session.roles().changed(setting, local);
  }

  private String cut(String name) {
    String kept = Names.truncated(name);
    if (kept.length() < name.length()) {
      session.notice(Names.cutShort(name, kept));
    }
    return kept;
  }

  private TransactionBlock block() {
    return session.block();
  }

  private void isolation(String level) {
    if (!level.equals(session.settings().text(Settings.ISOLATION)) && block().active()) {
      if (block().queried()) {
        throw active("SET TRANSACTION ISOLATION LEVEL must be called before any query");
      }
      if (block().depth() > 0) {
        throw active("SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction");
      }
    }
  }

  private void readOnly(boolean value) {
    if (value || !block().readOnly() || !block().active()) {
      return;
    }
    if (block().depth() > 0) {
      throw active("cannot set transaction read-write mode inside a read-only transaction");
    }
    if (block().queried()) {
      throw active("transaction read-write mode must be set before any query");
    }
  }

  private void deferrable() {
    if (block().depth() > 0) {
      throw active("SET TRANSACTION [NOT] DEFERRABLE cannot be called within a subtransaction");
    }
    if (block().queried()) {
      throw active("SET TRANSACTION [NOT] DEFERRABLE must be called before any query");
    }
  }

  private static SqlException active(String message) {
    return SqlException.of(SqlState.ACTIVE_SQL_TRANSACTION, message);
  }

  private static void accessMethod(Setting setting, String value) {
    if (value.isEmpty()) {
      throw setting.invalid(value).withDetail("default_table_access_method cannot be empty.");
    }
    if (!value.equals("heap")) {
      throw setting
          .invalid(value)
          .withDetail("Table access method \"" + value + "\" does not exist.");
    }
  }

  private boolean isTablespace(String name) {
    return session.block().catalogState().defined().tablespace(name) != null;
  }

  private void tablespace(Setting setting, String value) {
    if (!value.isEmpty() && !isTablespace(value)) {
      throw setting.invalid(value).withDetail("Tablespace \"" + value + "\" does not exist.");
    }
  }

  private void tablespaces(Setting setting, String value) {
    for (String name : SearchPath.names(setting, value)) {
      if (!name.isEmpty() && !isTablespace(name)) {
        throw SqlException.of(
            SqlState.UNDEFINED_OBJECT, "tablespace \"" + name + "\" does not exist");
      }
    }
  }

  private static void relationKinds(Setting setting, String value) {
    for (String kind : SearchPath.names(setting, value)) {
      if (!kind.equals("view") && !kind.equals("foreign-table")) {
        throw setting.invalid(value).withDetail("Unrecognized key word: \"" + kind + "\".");
      }
    }
  }

  private static void locale(Setting setting, String value) {
    if (!LOCALES.contains(value)) {
      throw setting.invalid(value);
    }
  }

  private static void abbreviations(String value) {
    if (!value.equals("Default")) {
      throw SqlException.notSupported("a set of time zone abbreviations other than Default");
    }
  }

  private static void only(Setting setting, Object value, Object allowed, String hint) {
    if (!value.equals(allowed)) {
      throw SqlException.notSupported(setting.name() + " = " + setting.show(value)).withHint(hint);
    }
  }
}
