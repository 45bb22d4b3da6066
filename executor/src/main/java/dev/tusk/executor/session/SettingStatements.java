package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.pgcatalog.Definitions;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Setting;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Discard;
import dev.tusk.sql.statement.Load;
import dev.tusk.sql.statement.Reset;
import dev.tusk.sql.statement.SetVariable;
import dev.tusk.sql.statement.Show;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SET, RESET, SHOW, DISCARD. */
final class SettingStatements {
  private final Session session;

  SettingStatements(Session session) {
    this.session = session;
  }

  String set(SetVariable statement) {
    if (statement.local() && !session.block().inBlock() && !session.inBatch()) {
      session.notice(
          Notice.warning(
              SqlState.NO_ACTIVE_SQL_TRANSACTION,
              "SET LOCAL can only be used in transaction blocks"));
    }
    String name = statement.name();
    SessionSettings settings = session.settings();
    if (statement.values().isEmpty()) {
      settings.reset(name, statement.local());
      return "SET";
    }
    settings.set(name, value(name, statement.values()), statement.local());
    return "SET";
  }

  /** Lists (search_path, DateStyle) keep each name quoted where it needs to be. */
  static String value(String name, List<String> values) {
    Setting setting = Settings.find(name);
    boolean quoted = setting != null && setting.flags().contains(Setting.Flag.QUOTED);
    if (quoted) {
      return String.join(", ", values.stream().map(Definitions::quoted).toList());
    }
    if (values.size() == 1) {
      return values.getFirst();
    }
    if (setting == null || !setting.flags().contains(Setting.Flag.LIST)) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "SET " + name + " takes only one argument");
    }
    return String.join(", ", values);
  }

  String reset(Reset statement) {
    if (statement.name().equals("all")) {
      session.settings().resetAll();
    } else {
      session.settings().reset(statement.name(), false);
    }
    return "RESET";
  }

  String show(Show statement, RowReceiver receiver) {
    SessionSettings settings = session.settings();
    receiver.columns(columns(statement));
    if (statement.name().equals("all")) {
      for (Setting setting : Settings.listed()) {
        receiver.row(new Object[] {setting.name(), settings.shown(setting), setting.text()});
      }
      return "SHOW";
    }
    String value = settings.show(statement.name());
    receiver.row(new @Nullable Object[] {value});
    return "SHOW";
  }

  List<OutputColumn> columns(Show statement) {
    if (statement.name().equals("all")) {
      return List.of(text("name"), text("setting"), text("description"));
    }
    Setting setting = Settings.find(statement.name());
    if (setting == null && session.settings().show(statement.name()) == null) {
      throw SessionSettings.unrecognized(statement.name());
    }
    return List.of(text(setting == null ? statement.name() : setting.name()));
  }

  static OutputColumn text(String name) {
    return new OutputColumn(name, Types.TEXT, -1, 0, 0);
  }

  /** A library that is built in is there already; what is left is that its prefix is its own. */
  String load(Load statement) {
    boolean plugin = statement.file().matches("\\$libdir/plugins/[^/]+");
    if (!plugin && !session.roles().superuser()) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "access to library \"" + statement.file() + "\" is not allowed");
    }
    String file =
        statement.file().replaceFirst("^\\$libdir/(plugins/)?", "").replaceFirst("[.]so$", "");
    switch (file) {
      case "plpgsql" -> session.settings().reserve("plpgsql", session::notice);
      case "vector", "pgcrypto", "uuid-ossp" -> {}
      default ->
          throw SqlException.of(
              SqlState.UNDEFINED_FILE,
              "could not access file \"" + statement.file() + "\": No such file or directory");
    }
    return "LOAD";
  }

  String discard(Discard statement) {
    switch (statement.what()) {
      case ALL -> {
        session.host().requireNoBlock("DISCARD ALL");
        session.statements().closeAllPortals();
        session.settings().reset("session_authorization", false);
        session.settings().resetAll();
        session.statements().removeAll();
        session.notifications().unlistenAll();
        session.discardTemporary();
        session.services().forgetSequences();
        session.advisory().unlockAll();
        return "DISCARD ALL";
      }
      case PLANS -> {
        return "DISCARD PLANS";
      }
      case SEQUENCES -> {
        session.services().forgetSequences();
        return "DISCARD SEQUENCES";
      }
      case TEMPORARY -> {
        session.discardTemporary();
        return "DISCARD TEMP";
      }
    }
    throw new IllegalStateException();
  }
}
