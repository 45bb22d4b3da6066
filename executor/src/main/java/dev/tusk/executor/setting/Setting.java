package dev.tusk.executor.setting;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the session or the server ({@code pg_settings}): what it may be and what it is at
 * first. Values are {@code Boolean}, {@code Long}, {@code Double} or {@code String}.
 *
 * @param unit of a number without one: {@code ms}, {@code s}, {@code kB}, {@code 8kB}; null for
 *     none
 * @param choices of an enum, in the order the hint lists them
 */
public record Setting(
    int index,
    String name,
    Kind kind,
    Object defaultValue,
    double minimum,
    double maximum,
    @Nullable String unit,
    Context context,
    Set<Flag> flags,
    String category,
    List<String> choices,
    String text) {

  /** {@code vartype}. */
  public enum Kind {
    BOOL,
    INTEGER,
    REAL,
    STRING,
    ENUM;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who may change it and when ({@code context}). */
  public enum Context {
    INTERNAL(" cannot be changed"),
    POSTMASTER(" cannot be changed without restarting the server"),
    SIGHUP(" cannot be changed now"),
    SUPERUSER_BACKEND(" cannot be set after connection start"),
    SUPERUSER(""),
    USER("");

    private final String refusal;

    Context(String refusal) {
      this.refusal = refusal;
    }

    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a reload changes it in sessions that are open. */
    boolean changesWhileOpen() {
      return switch (this) {
        case SIGHUP, SUPERUSER, USER -> true;
        case INTERNAL, POSTMASTER, SUPERUSER_BACKEND -> false;
      };
    }

    /** Whether a session may change it. */
    boolean isSettable() {
      return refusal.isEmpty();
    }

    /** Why it may not: what follows the parameter's name. */
    String refusal() {
      return refusal;
    }
  }

  /** What is special about it; the letters are those of {@code settings.tsv}. */
  public enum Flag {
    /** Told to the client by ParameterStatus. */
    REPORTED('r'),
    /** Accepted for clients, without effect. */
    IDLE('a'),
    /** An identifier, cut like one. */
    NAME('n'),
    /** SET takes several values. */
    LIST('l'),
    /** The values of the list are names, quoted where they need it. */
    QUOTED('q'),
    /** Not in pg_settings and SHOW ALL. */
    HIDDEN('h'),
    /** RESET ALL leaves it alone. */
    KEPT('k'),
    /** Of the connection: told to the operating system. */
    TRANSPORT('t');

    private final char letter;

    Flag(char letter) {
      this.letter = letter;
    }

    char letter() {
      return letter;
    }
  }

  boolean isHidden() {
    return flags.contains(Flag.HIDDEN);
  }

  boolean reported() {
    return flags.contains(Flag.REPORTED);
  }

  /**
   * Reads a value as SET has it.
   *
   * @throws SqlException 22023
   */
  Object parse(String value) {
    return switch (kind) {
      case BOOL -> parseBoolean(value);
      case INTEGER -> parseInteger(value);
      case REAL -> parseReal(value);
      case ENUM -> parseChoice(value);
      case STRING -> SettingText.canonical(this, value);
    };
  }

  /** The setting under the name that a statement gives it, for errors. */
  Setting called(String typed) {
    return new Setting(
        index,
        typed,
        kind,
        defaultValue,
        minimum,
        maximum,
        unit,
        context,
        flags,
        category,
        choices,
        text);
  }

  /** The value as SHOW prints it: numbers in the largest unit that divides them. */
  public String show(Object value) {
    return switch (kind) {
      case BOOL -> (Boolean) value ? "on" : "off";
      case INTEGER -> SettingUnits.show((Long) value, unit);
      case REAL -> SettingUnits.show((Double) value, unit);
      case ENUM, STRING -> (String) value;
    };
  }

  /** The value in the base unit, as {@code pg_settings.setting} has it. */
  String raw(Object value) {
    return switch (kind) {
      case INTEGER -> value.toString();
      case REAL -> SettingUnits.real((Double) value);
      case BOOL, ENUM, STRING -> show(value);
    };
  }

  private Boolean parseBoolean(String value) {
    Boolean read = SettingText.bool(value);
    if (read == null) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "parameter \"" + name + "\" requires a Boolean value");
    }
    return read;
  }

  private Long parseInteger(String value) {
    double number = SettingUnits.parse(this, value);
    double rounded = Math.rint(number);
    if (rounded > Integer.MAX_VALUE || rounded < Integer.MIN_VALUE) {
      throw invalid(value).withHint("Value exceeds integer range.");
    }
    if (rounded < minimum || rounded > maximum) {
      throw outside(
          Long.toString((long) rounded),
          Long.toString((long) minimum),
          Long.toString((long) maximum));
    }
    return (long) rounded;
  }

  private Double parseReal(String value) {
    double number = SettingUnits.parse(this, value);
    if (number < minimum || number > maximum) {
      throw outside(
          SettingUnits.real(number), SettingUnits.real(minimum), SettingUnits.real(maximum));
    }
    return number;
  }

  private SqlException outside(String number, String least, String most) {
    return SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE,
        number
            + (unit == null ? "" : " " + unit)
            + " is outside the valid range for parameter \""
            + name
            + "\" ("
            + least
            + " .. "
            + most
            + ")");
  }

  private String parseChoice(String value) {
    String v = value.toLowerCase(Locale.ROOT);
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(value)) {
        return choice;
      }
    }
    String alias = SettingText.choiceAlias(this, v);
    if (alias != null) {
      return alias;
    }
    throw invalid(value).withHint("Available values: " + String.join(", ", choices) + ".");
  }

  public SqlException invalid(String value) {
    return SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE,
        "invalid value for parameter \"" + name + "\": \"" + value + "\"");
  }
}
