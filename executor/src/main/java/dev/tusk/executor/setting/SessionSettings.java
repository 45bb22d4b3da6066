package dev.tusk.executor.setting;

import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.LexicalSettings;
import dev.tusk.sql.type.FormatSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of a session's settings. A change inside a transaction is undone by its ROLLBACK, or
 * by ROLLBACK TO an earlier savepoint; SET LOCAL also by COMMIT. Owned by the session's thread.
 */
public final class SessionSettings {
  /** Prefixes whose names are all known: others of them are refused. */
  private static final Set<String> RESERVED = Set.of("hnsw", "ivfflat", "compat", "auth_delay");

  private static final Set<String> PLANNING_RESOURCES =
      Set.of(
          "work_mem",
          "hash_mem_multiplier",
          "temp_buffers",
          "effective_io_concurrency",
          "max_parallel_workers",
          "max_parallel_workers_per_gather",
          "force_parallel_mode");

  private static final String IDENTIFIER =
      "[A-Za-z_\\x80-\\x{10FFFF}][A-Za-z0-9_$\\x80-\\x{10FFFF}]*";
  private static final Pattern CUSTOM_NAME =
      Pattern.compile(IDENTIFIER + "(\\." + IDENTIFIER + ")+");

  private record Change(int index, Object session, Object effective, boolean told) {}

  private record CustomChange(String name, @Nullable String session, @Nullable String effective) {}

  /** What a session has to say of a value before it holds. */
  public interface Guard {
    /**
     * @return the value to be kept
     * @throws SqlException why it must not be
     */
    public Object checked(Setting setting, Object value);

    /** Refuses who may not change what only superusers change. */
    default void requireSuperuser(Setting setting) {}

    /** It holds now, for the transaction only or for longer. */
    default void assigned(Setting setting, boolean local) {}
  }

  private final SettingListener listener;
  private ServerDefaults defaults;
  private Guard guard = (_, value) -> value;

  /** Whether values are set that somebody else was allowed to set. */
  private boolean given;

  /** Values at the session's start: what RESET goes back to. */
  private final Object[] initial;

  /** Values that outlive the transaction. */
  private final Object[] session;

  /** Values in force, SET LOCAL included. */
  private final Object[] effective;

  /** Settings of which something was said at the session's start, or in it. */
  private final BitSet toldAtStart = new BitSet();

  private final BitSet told = new BitSet();

  /**
   * Settings of one's own. A name that was once set stays known to the session: when its value is
   * gone, by RESET or the end of a transaction, it is the empty text.
   */
  private final Map<String, String> customInitial = new HashMap<>();

  private final Map<String, String> customSession = new HashMap<>();
  private final Map<String, String> customEffective = new HashMap<>();

  /** Prefixes of libraries that the session has loaded. */
  private final Set<String> reserved = new HashSet<>();

  private final List<Object> changes = new ArrayList<>();
  private int version;
  private int formatVersion = -1;
  private FormatSettings format = FormatSettings.DEFAULT;
  private boolean quiet = true;

  public SessionSettings(SettingListener listener, ServerDefaults defaults) {
    this.listener = listener;
    this.defaults = defaults;
    initial = defaults.values();
    session = initial.clone();
    effective = initial.clone();
  }

  /** Sets a value given at startup, which RESET returns to. */
  public void start(String name, String value) {
    set(name, value, false);
    Setting setting = Settings.find(name);
    if (setting != null) {
      initial[setting.index()] = effective[setting.index()];
      toldAtStart.set(setting.index());
    } else {
      customInitial.put(name.toLowerCase(Locale.ROOT), value);
    }
    changes.clear();
  }

  /** The same for what was said of the role, by who might say it. */
  public void startGiven(String name, String value) {
    given = true;
    try {
      start(name, value);
    } finally {
      given = false;
    }
  }

  /**
   * The files of settings were read again: what the session goes by where nothing was said in it,
   * of its role or by its client is what they say now. Between two requests.
   */
  public void follow(ServerDefaults now) {
    if (now == defaults) {
      return;
    }
    defaults = now;
    Object[] values = now.values();
    for (Setting setting : Settings.all()) {
      int at = setting.index();
      boolean follows = setting.context().changesWhileOpen() && !toldAtStart.get(at);
      if (follows && !initial[at].equals(values[at])) {
        initial[at] = values[at];
        follow(at, values[at]);
      }
    }
  }

  private void follow(int at, Object value) {
    boolean changed = false;
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i) instanceof Change change && change.index() == at) {
        changed = true;
        if (!change.told()) {
          Object before = change.effective();
          changes.set(
              i, new Change(at, value, before.equals(change.session()) ? value : before, false));
        }
      }
    }
    if (!told.get(at)) {
      session[at] = value;
      if (!changed) { // Otherwise SET LOCAL holds until the transaction ends.
        put(at, value);
      }
    }
  }

  /** Fixes a preset such as session_authorization. */
  public void preset(String name, Object value) {
    Setting setting = find(name);
    initial[setting.index()] = value;
    session[setting.index()] = value;
    effective[setting.index()] = value;
    toldAtStart.set(setting.index());
  }

  /** Asks this for every value that is set from now on. */
  public void guardedBy(Guard newGuard) {
    guard = newGuard;
  }

  /** From now on changes are told to the client. */
  public void ready() {
    quiet = false;
  }

  public boolean flag(Setting setting) {
    return (Boolean) effective[setting.index()];
  }

  public int integer(Setting setting) {
    return ((Long) effective[setting.index()]).intValue();
  }

  public double number(Setting setting) {
    return (Double) effective[setting.index()];
  }

  public String text(Setting setting) {
    return (String) effective[setting.index()];
  }

  /** Changes with every change of a setting. */
  public int version() {
    return version;
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

  public String shown(Setting setting) {
    return setting.show(effective[setting.index()]);
  }

  /** The value that RESET goes back to. */
  String resetValue(Setting setting) {
    return setting.raw(initial[setting.index()]);
  }

  public boolean changed(Setting setting) {
    return !effective[setting.index()].equals(setting.defaultValue());
  }

  /** Where the value comes from ({@code pg_settings.source}). */
  String source(Setting setting) {
    Object value = effective[setting.index()];
    if (defaults.isGiven(setting) && value.equals(defaults.values()[setting.index()])) {
      return "configuration file";
    }
    return changed(setting) ? "session" : "default";
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
    set(setting, parsed(setting, name, value), local);
  }

  /** Changes a setting that is known, as SET does. */
  public void set(Setting setting, Object value, boolean local) {
    // What is said of the transaction ends with it, as by SET TRANSACTION.
    boolean ofTransaction =
        setting == Settings.ISOLATION
            || setting == Settings.READ_ONLY
            || setting == Settings.DEFERRABLE;
    assign(setting, guard.checked(setting, value), local || ofTransaction);
    guard.assigned(setting, local);
  }

  /**
   * Sets values for the time of a function's call: {@code name=value} each. What is given undoes
   * it, but for what the function has set to outlive it.
   */
  public Runnable forCall(List<String> entries) {
    List<Runnable> undo = new ArrayList<>();
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      String name = entry.substring(0, equals);
      Setting setting = Settings.find(name);
      String before = setting == null ? customEffective.get(name) : null;
      Object effective = setting == null ? "" : this.effective[setting.index()];
      Object kept = setting == null ? "" : session[setting.index()];
      set(name, entry.substring(equals + 1), true);
      undo.add(() -> {
        if (setting == null) {
          setCustom(name, before == null ? "" : before, true);
        } else if (kept.equals(session[setting.index()])) {
          assign(setting, effective, true);
        }
      });
    }
    return () -> undo.reversed().forEach(Runnable::run);
  }

  /** Checks that a setting could be set so, and tells its name. */
  public String checked(String name, String value) {
    Setting setting = settable(name);
    if (setting == null) {
      return name.toLowerCase(Locale.ROOT);
    }
    guard.checked(setting, parsed(setting, name, value));
    return setting.name();
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
      String key = name.toLowerCase(Locale.ROOT);
      setCustom(key, customInitial.getOrDefault(key, ""), local);
      return;
    }
    set(setting, initial[setting.index()], local);
    if (!local) {
      told.clear(setting.index());
    }
  }

  public void resetAll() {
    for (Setting setting : Settings.all()) {
      if (setting.context().isSettable() && !setting.flags().contains(Setting.Flag.KEPT)) {
        assign(setting, initial[setting.index()], false);
        told.clear(setting.index());
      }
    }
    for (String name : List.copyOf(customEffective.keySet())) {
      setCustom(name, customInitial.getOrDefault(name, ""), false);
    }
  }

  private @Nullable Setting settable(String name) {
    Setting setting = Settings.find(name);
    if (setting == null) {
      checkCustom(name);
      return null;
    }
    if (!setting.context().isSettable() && !quiet) {
      throw SqlException.of(
          SqlState.CANT_CHANGE_RUNTIME_PARAM,
          "parameter \"" + name + "\"" + setting.context().refusal());
    }
    if (setting.context() == Setting.Context.SUPERUSER && !given) {
      guard.requireSuperuser(setting);
    }
    return setting;
  }

  /** Leaves a prefix to the settings that there are; others of one's own are removed. */
  public void reserve(String prefix, Consumer<Notice> notices) {
    if (!reserved.add(prefix)) {
      return;
    }
    for (String name : List.copyOf(customEffective.keySet())) {
      if (name.startsWith(prefix + ".")) {
        customInitial.remove(name);
        customSession.remove(name);
        customEffective.remove(name);
        notices.accept(
            new Notice(
                "WARNING",
                SqlState.INVALID_NAME,
                "invalid configuration parameter name \"" + name + "\", removing it",
                "\"" + prefix + "\" is now a reserved prefix.",
                null,
                0));
      }
    }
  }

  private void checkCustom(String name) {
    if (name.indexOf('.') < 0) {
      throw unrecognized(name);
    }
    SqlException invalid =
        SqlException.of(
            SqlState.INVALID_NAME, "invalid configuration parameter name \"" + name + "\"");
    if (!CUSTOM_NAME.matcher(name).matches()) {
      throw invalid.withDetail(
          "Custom parameter names must be two or more simple identifiers separated by dots.");
    }
    String prefix = name.substring(0, name.indexOf('.')).toLowerCase(Locale.ROOT);
    if (RESERVED.contains(prefix) || reserved.contains(prefix)) {
      throw invalid.withDetail("\"" + prefix + "\" is a reserved prefix.");
    }
  }

  public static SqlException unrecognized(String name) {
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

  public void assign(Setting setting, Object value, boolean local) {
    int at = setting.index();
    changes.add(new Change(at, session[at], effective[at], told.get(at)));
    if (!local) {
      session[at] = value;
      told.set(at);
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
    if (setting.flags().contains(Setting.Flag.TRANSPORT)) {
      tellTransport();
    }
    if (setting.reported() && !quiet) {
      listener.parameterStatus(setting.name(), setting.show(value));
    }
  }

  /** Tells what the operating system is to do for the connection. */
  public void tellTransport() {
    listener.keepAlive(
        integer(Settings.KEEPALIVES_IDLE),
        integer(Settings.KEEPALIVES_INTERVAL),
        integer(Settings.KEEPALIVES_COUNT));
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
  public int mark() {
    return changes.size();
  }

  /** Undoes changes made since {@link #mark}. */
  public void rollbackTo(int mark) {
    for (int i = changes.size() - 1; i >= mark; i--) {
      switch (changes.get(i)) {
        case Change change -> {
          session[change.index()] = change.session();
          told.set(change.index(), change.told());
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
  public void commit() {
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

  private void restore(Map<String, String> map, String name, @Nullable String value) {
    map.put(name, value != null ? value : customInitial.getOrDefault(name, ""));
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

  /** Settings about planning that are not as they are at first, by name: EXPLAIN (SETTINGS). */
  public Map<String, String> planning() {
    Map<String, String> changed = new TreeMap<>();
    for (Setting setting : Settings.all()) {
      boolean about =
          setting.category().startsWith("Query Tuning")
              || setting == Settings.SEARCH_PATH
              || PLANNING_RESOURCES.contains(setting.name());
      if (about && changed(setting)) {
        changed.put(setting.name(), shown(setting));
      }
    }
    return changed;
  }

  /** What the scanner depends on. */
  public LexicalSettings lexical() {
    boolean standard = flag(Settings.STANDARD_CONFORMING_STRINGS);
    boolean quotes = !text(Settings.BACKSLASH_QUOTE).equals("off");
    return standard && quotes
        ? LexicalSettings.STANDARD
        : new LexicalSettings(standard, flag(Settings.ESCAPE_STRING_WARNING), quotes);
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
