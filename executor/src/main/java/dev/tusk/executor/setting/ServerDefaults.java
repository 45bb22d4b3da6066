package dev.tusk.executor.setting;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.BitSet;
import java.util.Map;

/**
 * The settings of the server, and what every session begins with where nothing more special is
 * said: what the server was started with, and its file of settings.
 */
public final class ServerDefaults {
  /** What the program has built in. */
  public static final ServerDefaults BUILT_IN = new ServerDefaults(initial(), new BitSet());

  private final Object[] values;
  private final BitSet given;

  private ServerDefaults(Object[] values, BitSet given) {
    this.values = values;
    this.given = given;
  }

  private static Object[] initial() {
    return Settings.all().stream().map(Setting::defaultValue).toArray();
  }

  /**
   * Reads settings by name.
   *
   * @throws SqlException 42704 for one that does not exist, 22023 for a value that it cannot have
   */
  public static ServerDefaults of(Map<String, String> settings) {
    Object[] values = initial();
    BitSet given = new BitSet();
    settings.forEach((name, value) -> {
      Setting setting = existing(name);
      values[setting.index()] = parsed(setting, value);
      given.set(setting.index());
    });
    return new ServerDefaults(values, given);
  }

  /** Throws what is wrong with a setting for all sessions, if anything is. */
  public static void check(String name, String value) {
    parsed(existing(name), value);
  }

  private static Object parsed(Setting setting, String value) {
    if (setting == Settings.LOG_LINE_PREFIX) {
      LogLines.check(setting, value);
    }
    return setting.parse(value);
  }

  private static Setting existing(String name) {
    Setting setting = Settings.find(name);
    if (setting == null) {
      throw SessionSettings.unrecognized(name);
    }
    if (setting.context() == Setting.Context.INTERNAL || setting.isHidden()) {
      throw SqlException.of(
          SqlState.CANT_CHANGE_RUNTIME_PARAM, "parameter \"" + name + "\" cannot be changed");
    }
    return setting;
  }

  /** These after a reload: what holds from the start on stays as it was. */
  public ServerDefaults reloaded(ServerDefaults read) {
    Object[] next = read.values.clone();
    BitSet nextGiven = (BitSet) read.given.clone();
    for (Setting setting : Settings.all()) {
      if (setting.context() == Setting.Context.POSTMASTER) {
        next[setting.index()] = values[setting.index()];
        nextGiven.set(setting.index(), given.get(setting.index()));
      }
    }
    return new ServerDefaults(next, nextGiven);
  }

  Object[] values() {
    return values.clone();
  }

  /** Whether somebody has said so. */
  boolean isGiven(Setting setting) {
    return given.get(setting.index()) && !values[setting.index()].equals(setting.defaultValue());
  }

  public boolean flag(Setting setting) {
    return (Boolean) values[setting.index()];
  }

  public int integer(Setting setting) {
    return ((Long) values[setting.index()]).intValue();
  }

  public String text(Setting setting) {
    return (String) values[setting.index()];
  }
}
