package dev.tusk.executor.command;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.statement.Reset;
import dev.tusk.sql.statement.RoutineOption;
import dev.tusk.sql.statement.SetVariable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The properties that CREATE or ALTER FUNCTION gives: each once, null where it gives none. */
final class RoutineAttributes {
  private final CommandHost host;
  private final boolean procedure;
  private final List<RoutineOption> settings = new ArrayList<>();
  RoutineOption.@Nullable As as;
  @Nullable String language;
  boolean window;
  @Nullable Volatility volatility;
  @Nullable Boolean strict;
  @Nullable Boolean definer;
  @Nullable Boolean leakproof;
  @Nullable Float cost;
  @Nullable Float rows;
  @Nullable String support;
  @Nullable Character parallel;

  RoutineAttributes(CommandHost host, boolean procedure, List<RoutineOption> options) {
    this.host = host;
    this.procedure = procedure;
    Set<Class<?>> seen = new HashSet<>();
    for (RoutineOption option : options) {
      boolean setting =
          option instanceof RoutineOption.Setting || option instanceof RoutineOption.FromCurrent;
      if (procedure && !ofProcedures(option)) {
        throw SqlException.of(
                SqlState.INVALID_FUNCTION_DEFINITION, "invalid attribute in procedure definition")
            .at(option.position());
      }
      if (!setting && !seen.add(option.getClass())) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "conflicting or redundant options")
            .at(option.position());
      }
      take(option);
    }
  }

  private static boolean ofProcedures(RoutineOption option) {
    return switch (option) {
      case RoutineOption.As _,
          RoutineOption.Language _,
          RoutineOption.Transform _,
          RoutineOption.Security _,
          RoutineOption.Setting _,
          RoutineOption.FromCurrent _ ->
          true;
      case RoutineOption.Window _,
          RoutineOption.Changes _,
          RoutineOption.Strict _,
          RoutineOption.Leakproof _,
          RoutineOption.Cost _,
          RoutineOption.Rows _,
          RoutineOption.Support _,
          RoutineOption.Parallel _ ->
          false;
    };
  }

  private void take(RoutineOption option) {
    switch (option) {
      case RoutineOption.As o -> as = o;
      case RoutineOption.Language o -> language = o.name();
      case RoutineOption.Transform _ -> throw SqlException.notSupported("TRANSFORM FOR TYPE");
      case RoutineOption.Window _ -> window = true;
      case RoutineOption.Changes o -> volatility = o.volatility();
      case RoutineOption.Strict o -> strict = o.strict();
      case RoutineOption.Security o -> definer = o.definer();
      case RoutineOption.Leakproof o -> leakproof = o.leakproof();
      case RoutineOption.Cost o -> cost = positive(o.number(), "COST");
      case RoutineOption.Rows o -> rows = positive(o.number(), "ROWS");
      case RoutineOption.Support o -> support = support(o);
      case RoutineOption.Parallel o -> parallel = parallel(o.safety());
      case RoutineOption.Setting _, RoutineOption.FromCurrent _ -> settings.add(option);
    }
  }

  private static float positive(String number, String what) {
    float value = Float.parseFloat(number);
    if (value <= 0) {
      throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, what + " must be positive");
    }
    return value;
  }

  /** A support function plans calls of the function; Tusk's own are not functions. */
  private static String support(RoutineOption.Support option) {
    throw SqlException.of(
        SqlState.UNDEFINED_FUNCTION, "function " + option.function() + "(internal) does not exist");
  }

  private static char parallel(String safety) {
    return switch (safety) {
      case "safe" -> 's';
      case "unsafe" -> 'u';
      case "restricted" -> 'r';
      default ->
          throw SqlException.of(
              SqlState.SYNTAX_ERROR, "parameter \"parallel\" must be SAFE, RESTRICTED, or UNSAFE");
    };
  }

  boolean procedure() {
    return procedure;
  }

  /** The settings, {@code name=value}, as they are after SET and RESET. */
  List<String> settings(List<String> before) {
    List<String> now = new ArrayList<>(before);
    for (RoutineOption option : settings) {
      switch (option) {
        case RoutineOption.FromCurrent(String name, _) -> {
          String value = host.setting(name);
          List<String> current = value == null ? List.of("") : List.of(value);
          put(now, host.settingEntry(name, current, true));
        }
        case RoutineOption.Setting(SetVariable s, _) when !s.values().isEmpty() ->
            put(now, host.settingEntry(s.name(), s.values(), false));
        case RoutineOption.Setting(SetVariable s, _) -> remove(now, s.name());
        case RoutineOption.Setting(Reset s, _) when s.name().equals("all") -> now.clear();
        case RoutineOption.Setting(Reset s, _) -> remove(now, s.name());
        default -> throw SqlException.notSupported("SET TRANSACTION of a function");
      }
    }
    return List.copyOf(now);
  }

  private static void remove(List<String> settings, String name) {
    settings.removeIf(entry -> isOf(entry, name));
  }

  private static void put(List<String> settings, String added) {
    String name = added.substring(0, added.indexOf('='));
    for (int i = 0; i < settings.size(); i++) {
      if (isOf(settings.get(i), name)) {
        settings.set(i, added);
        return;
      }
    }
    settings.add(added);
  }

  private static boolean isOf(String entry, String name) {
    return entry.regionMatches(true, 0, name + "=", 0, name.length() + 1);
  }
}
