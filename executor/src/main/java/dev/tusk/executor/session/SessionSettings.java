package dev.tusk.executor.session;

import dev.tusk.executor.session.Setting.Context;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.FormatSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of a session's settings. A change inside a transaction is undone by its ROLLBACK, or
 * by ROLLBACK TO an earlier savepoint; SET LOCAL also by COMMIT. Owned by the session's thread.
 */
public final class SessionSettings {
  /** Prefixes whose names are all known: others of them are refused. */
  private static final Set<String> RESERVED = Set.of("hnsw", "ivfflat", "compat");

  private static final Set<String> PLANNING =
      Set.of("enable_seqscan", "enable_indexscan", "search_path", "compat.pgvector_limits");

  private record Change(int index, Object session, Object effective) {}

  private record CustomChange(String name, @Nullable String session, @Nullable String effective) {}

  private final SessionListener listener;

  /** Values at the session's start: what RESET goes back to. */
  private final Object[] initial;

  /** Values that outlive the transaction. */
  private final Object[] session;

  /** Values in force, SET LOCAL included. */
  private final Object[] effective;

  private final Map<String, String> customSession = new HashMap<>();
  private final Map<String, String> customEffective = new HashMap<>();
  private final List<Object> changes = new ArrayList<>();
  private int version;
  private int planningVersion;
  private int formatVersion = -1;
  private FormatSettings format = FormatSettings.DEFAULT;
  private boolean quiet = true;

  SessionSettings(SessionListener listener) {
    this.listener = listener;
    initial = new Object[Settings.all().size()];
    for (Setting setting : Settings.all()) {
      initial[setting.index()] = setting.defaultValue();
    }
    session = initial.clone();
    effective = initial.clone();
  }

  /** Sets a value given at startup, which RESET returns to. */
  void start(String name, String value) {
    set(name, value, false);
    Setting setting = Settings.find(name);
    if (setting != null) {
      initial[setting.index()] = effective[setting.index()];
    }
    changes.clear();
  }

  /** Fixes a preset such as session_authorization. */
  void preset(String name, String value) {
    Setting setting = find(name);
    initial[setting.index()] = value;
    session[setting.index()] = value;
    effective[setting.index()] = value;
  }

  /** From now on changes are told to the client. */
  void ready() {
    quiet = false;
  }

  boolean flag(Setting setting) {
    return (Boolean) effective[setting.index()];
  }

  int integer(Setting setting) {
    return ((Long) effective[setting.index()]).intValue();
  }

  String text(Setting setting) {
    return (String) effective[setting.index()];
  }

  /** Changes with every change of a setting. */
  int version() {
    return version;
  }

  /** Changes with every change of a setting that plans depend on. */
  int planningVersion() {
    return planningVersion;
  }

  /** The value as SHOW prints it; null when there is no such setting. */
  public @Nullable String show(String name) {
    Setting setting = Settings.find(name);
    if (setting == null) {
      return customEffective.get(name.toLowerCase(Locale.ROOT));
    }
    return setting.show(effective[setting.index()]);
  }

  /** The value in base units. */
  public String raw(Setting setting) {
    return setting.raw(effective[setting.index()]);
  }

  String shown(Setting setting) {
    return setting.show(effective[setting.index()]);
  }

  /** The value that RESET goes back to. */
  String resetValue(Setting setting) {
    return setting.raw(initial[setting.index()]);
  }

  boolean changed(Setting setting) {
    return !effective[setting.index()].equals(setting.defaultValue());
  }

  /**
   * Changes a setting.
   *
   * @param local only until the transaction ends
   */
  public void set(String name, String value, boolean local) {
    Setting setting = settable(name);
    if (setting == null) {
      setCustom(name.toLowerCase(Locale.ROOT), value, local);
      return;
    }
    assign(setting, parsed(setting, name, value), local);
  }

  private Object parsed(Setting setting, String name, String value) {
    if (setting.name().equals("DateStyle")) {
      return DateStyleText.changed(
          setting, (String) effective[setting.index()], (String) initial[setting.index()], value);
    }
    // Errors name a text as it is registered, another kind as it was typed.
    return setting.kind() == Setting.Kind.STRING || setting.name().equals(name)
        ? setting.parse(value)
        : setting.called(name).parse(value);
  }

  /** SET name TO DEFAULT, RESET name. */
  public void reset(String name, boolean local) {
    Setting setting = settable(name);
    if (setting == null) {
      setCustom(name.toLowerCase(Locale.ROOT), "", local);
      return;
    }
    assign(setting, initial[setting.index()], local);
  }

  void resetAll() {
    for (Setting setting : Settings.all()) {
      if (setting.context() == Context.USER
          && setting != Settings.ISOLATION
          && setting != Settings.READ_ONLY
          && setting != Settings.DEFERRABLE) {
        assign(setting, initial[setting.index()], false);
      }
    }
  }

  private @Nullable Setting settable(String name) {
    Setting setting = Settings.find(name);
    if (setting == null) {
      int dot = name.indexOf('.');
      if (dot <= 0) {
        throw unrecognized(name);
      }
      String prefix = name.substring(0, dot).toLowerCase(Locale.ROOT);
      if (RESERVED.contains(prefix)) {
        throw SqlException.of(
                SqlState.INVALID_NAME, "invalid configuration parameter name \"" + name + "\"")
            .withDetail("\"" + prefix + "\" is a reserved prefix.");
      }
      return null;
    }
    if (setting.context() != Context.USER) {
      throw SqlException.of(
          SqlState.CANT_CHANGE_RUNTIME_PARAM,
          "parameter \""
              + name
              + "\" cannot be changed"
              + (setting.context() == Context.POSTMASTER ? " without restarting the server" : ""));
    }
    return setting;
  }

  static SqlException unrecognized(String name) {
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter \"" + name + "\"");
  }

  private static Setting find(String name) {
    Setting setting = Settings.find(name);
    if (setting == null) {
      throw unrecognized(name);
    }
    return setting;
  }

  void assign(Setting setting, Object value, boolean local) {
    int at = setting.index();
    changes.add(new Change(at, session[at], effective[at]));
    if (!local) {
      session[at] = value;
    }
    put(at, value);
  }

  private void put(int at, Object value) {
    Object before = effective[at];
    effective[at] = value;
    if (before.equals(value)) {
      return;
    }
    version++;
    Setting setting = Settings.all().get(at);
    if (PLANNING.contains(setting.name())) {
      planningVersion++;
    }
    if (setting.reported() && !quiet) {
      listener.parameterStatus(setting.name(), setting.show(value));
    }
  }

  private void setCustom(String name, String value, boolean local) {
    changes.add(new CustomChange(name, customSession.get(name), customEffective.get(name)));
    version++;
    if (!local) {
      customSession.put(name, value);
    }
    customEffective.put(name, value);
  }

  /** A place to roll back to. */
  int mark() {
    return changes.size();
  }

  /** Undoes changes made since {@link #mark}. */
  void rollbackTo(int mark) {
    for (int i = changes.size() - 1; i >= mark; i--) {
      switch (changes.get(i)) {
        case Change change -> {
          session[change.index()] = change.session();
          put(change.index(), change.effective());
        }
        case CustomChange change -> {
          restore(customSession, change.name(), change.session());
          restore(customEffective, change.name(), change.effective());
          version++;
        }
        default -> throw new IllegalStateException();
      }
      changes.removeLast();
    }
  }

  /** The transaction has committed: SET LOCAL ends. */
  void commit() {
    if (changes.isEmpty()) {
      return;
    }
    for (Object entry : changes) {
      switch (entry) {
        case Change change -> put(change.index(), session[change.index()]);
        case CustomChange change ->
            restore(customEffective, change.name(), customSession.get(change.name()));
        default -> throw new IllegalStateException();
      }
    }
    changes.clear();
  }

  private static void restore(Map<String, String> map, String name, @Nullable String value) {
    if (value == null) {
      map.remove(name);
    } else {
      map.put(name, value);
    }
  }

  /** Everything reported at the start of a session, by name. */
  public Map<String, String> reported() {
    Map<String, String> values = new java.util.TreeMap<>();
    for (Setting setting : Settings.all()) {
      if (setting.reported()) {
        values.put(setting.name(), shown(setting));
      }
    }
    return values;
  }

  /** What text forms depend on; the same object until a setting changes. */
  public FormatSettings format() {
    if (formatVersion != version) {
      format = makeFormat();
      formatVersion = version;
    }
    return format;
  }

  private FormatSettings makeFormat() {
    String style = text(Settings.DATE_STYLE);
    int comma = style.indexOf(',');
    FormatSettings made =
        new FormatSettings(
            SettingText.zone(Settings.TIME_ZONE, text(Settings.TIME_ZONE)),
            style.substring(0, comma).toUpperCase(Locale.ROOT),
            style.substring(comma + 2),
            text(Settings.INTERVAL_STYLE),
            integer(Settings.EXTRA_FLOAT_DIGITS),
            text(Settings.BYTEA_OUTPUT).equals("hex"));
    return made.equals(format) ? format : made;
  }
}
