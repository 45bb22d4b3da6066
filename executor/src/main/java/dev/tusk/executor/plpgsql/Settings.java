package dev.tusk.executor.plpgsql;

import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.sql.catalog.Variables.Conflict;
import dev.tusk.sql.plpgsql.Header;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings {@code plpgsql.*} that a body is read under. */
record Settings(
    Conflict conflict,
    boolean printStrictParameters,
    List<String> extraWarnings,
    List<String> extraErrors) {
  static Settings of(RoutineContext context) {
    return new Settings(
        switch (String.valueOf(context.session().setting("plpgsql.variable_conflict"))) {
          case "use_variable" -> Conflict.VARIABLE;
          case "use_column" -> Conflict.COLUMN;
          default -> Conflict.ERROR;
        },
        "on".equals(context.session().setting("plpgsql.print_strict_params")),
        list(context.session().setting("plpgsql.extra_warnings")),
        list(context.session().setting("plpgsql.extra_errors")));
  }

  ExtraChecks extra() {
    return new ExtraChecks(extraWarnings, extraErrors);
  }

  private static List<String> list(@Nullable String value) {
    return value == null ? List.of() : Arrays.stream(value.split(",")).map(String::strip).toList();
  }

  Header header(
      String name,
      List<Header.Argument> arguments,
      boolean returnsSet,
      boolean returnsVoid,
      boolean procedure,
      Header.Trigger trigger,
      boolean checks) {
    return new Header(
        name,
        arguments,
        returnsSet,
        returnsVoid,
        procedure,
        trigger,
        conflict,
        printStrictParameters,
        checks,
        extraWarnings,
        extraErrors);
  }
}
