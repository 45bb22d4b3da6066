package dev.tusk.executor.session;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the session or the server ({@code pg_settings}): what it may be and what it is at
 * first. Values are {@code Boolean}, {@code Long}, {@code Double} or {@code String}.
 *
 * @param unit of a number without one: {@code ms}, {@code s}, {@code kB}, {@code 8kB}; null for
 *     none
 * @param choices of an enum, in the order the hint lists them
 * @param reported told to the client by ParameterStatus
 */
public record Setting(
    int index,
    String name,
    Kind kind,
    Object defaultValue,
    double minimum,
    double maximum,
    List<String> choices,
    @Nullable String unit,
    Context context,
    boolean reported,
    String category,
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
    INTERNAL,
    POSTMASTER,
    USER;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
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
        choices,
        unit,
        context,
        reported,
        category,
        text);
  }

  /** The value as SHOW prints it: numbers in the largest unit that divides them. */
  String show(Object value) {
    return switch (kind) {
      case BOOL -> (Boolean) value ? "on" : "off";
      case INTEGER -> SettingUnits.show((Long) value, unit);
      case REAL -> SettingUnits.real((Double) value);
      case ENUM, STRING -> (String) value;
    };
  }

  /** The value in the base unit, as {@code pg_settings.setting} has it. */
  String raw(Object value) {
    return kind == Kind.INTEGER ? value.toString() : show(value);
  }

  private Boolean parseBoolean(String value) {
    String v = value.strip().toLowerCase(Locale.ROOT);
    if (!v.isEmpty()) {
      if ("true".startsWith(v) || "yes".startsWith(v) || v.equals("on") || v.equals("1")) {
        return true;
      }
      if ("false".startsWith(v)
          || "no".startsWith(v)
          || v.equals("of")
          || v.equals("off")
          || v.equals("0")) {
        return false;
      }
    }
    throw SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE, "parameter \"" + name + "\" requires a Boolean value");
  }

  private Long parseInteger(String value) {
    double number = SettingUnits.parse(this, value);
    long rounded = Math.round(Math.rint(number));
    if (rounded > Integer.MAX_VALUE || rounded < Integer.MIN_VALUE) {
      throw invalid(value).withHint("Value exceeds integer range.");
    }
    if (rounded < minimum || rounded > maximum) {
      String shown = rounded + (unit == null ? "" : " " + unit);
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          shown
              + " is outside the valid range for parameter \""
              + name
              + "\" ("
              + (long) minimum
              + " .. "
              + (long) maximum
              + ")");
    }
    return rounded;
  }

  private Double parseReal(String value) {
    double number = SettingUnits.parse(this, value);
    if (number < minimum || number > maximum) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          SettingUnits.real(number)
              + (unit == null ? "" : " " + unit)
              + " is outside the valid range for parameter \""
              + name
              + "\" ("
              + SettingUnits.real(minimum)
              + " .. "
              + SettingUnits.real(maximum)
              + ")");
    }
    return number;
  }

  private String parseChoice(String value) {
    String v = value.strip().toLowerCase(Locale.ROOT);
    if (choices.contains(v)) {
      return v;
    }
    String alias = SettingText.choiceAlias(this, v);
    if (alias != null) {
      return alias;
    }
    throw invalid(value).withHint("Available values: " + String.join(", ", choices) + ".");
  }

  SqlException invalid(String value) {
    return SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE,
        "invalid value for parameter \"" + name + "\": \"" + value + "\"");
  }
}
