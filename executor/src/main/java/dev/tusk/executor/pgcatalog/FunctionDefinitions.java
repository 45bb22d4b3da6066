package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What psql's {@code \\df} and {@code \\sf} and the drivers ask of a function: arguments, result,
 * its CREATE.
 */
final class FunctionDefinitions {
  private FunctionDefinitions() {}

  static void register(FunctionLibrary library) {
    library.one(
        "pg_get_function_arguments(oid)",
        (a, context) -> {
          FunctionSignature function = find((Long) a, context);
          return function == null ? null : arguments(function, true);
        });
    library.one(
        "pg_get_function_identity_arguments(oid)",
        (a, context) -> {
          FunctionSignature function = find((Long) a, context);
          return function == null ? null : arguments(function, false);
        });
    library.one(
        "pg_get_function_result(oid)",
        (a, context) -> {
          FunctionSignature function = find((Long) a, context);
          return function == null ? null : result(function);
        });
    library.one(
        "pg_get_functiondef(oid)",
        (a, context) -> {
          FunctionSignature function = find((Long) a, context);
          return function == null
              ? null
              : definition(new FunctionRow(function, context.session().view()));
        });
    library.one("pg_get_function_sqlbody(oid)", (_, _) -> null);
  }

  private static @Nullable FunctionSignature find(long oid, FunctionContext context) {
    return context.session().view().functions().callableOrSupport((int) oid);
  }

  /** As {@code \\df} shows them: modes, names, types, and the defaults where they are asked for. */
  private static String arguments(FunctionSignature function, boolean withDefaults) {
    FunctionDetails details = FunctionDetails.of(function);
    List<Type> types = details.allTypes() == null ? function.arguments() : details.allTypes();
    List<String> defaults = withDefaults ? details.defaultTexts() : List.of();
    int withoutDefault = function.arguments().size() - defaults.size();
    List<String> texts = new ArrayList<>();
    int input = 0;
    for (int i = 0; i < types.size(); i++) {
      String mode = details.modes() == null ? "i" : details.modes().get(i);
      if (mode.equals("t")) {
        continue;
      }
      StringBuilder text = new StringBuilder(modePrefix(mode));
      if (details.names() != null && !details.names().get(i).isEmpty()) {
        text.append(Definitions.quoted(details.names().get(i))).append(' ');
      }
      text.append(types.get(i).displayName());
      if (!mode.equals("o")) {
        if (input >= withoutDefault) {
          text.append(" DEFAULT ").append(defaults.get(input - withoutDefault));
        }
        input++;
      }
      texts.add(text.toString());
    }
    return String.join(", ", texts);
  }

  private static String modePrefix(String mode) {
    return switch (mode) {
      case "o" -> "OUT ";
      case "b" -> "INOUT ";
      case "v" -> "VARIADIC ";
      default -> "";
    };
  }

  private static String result(FunctionSignature function) {
    boolean set = function.kind() == FunctionSignature.Kind.SET;
    return (set ? "SETOF " : "") + function.result().displayName();
  }

  private static String definition(FunctionRow row) {
    FunctionSignature function = row.function();
    if (function.kind() == FunctionSignature.Kind.AGGREGATE) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          String.format(Locale.ROOT, "\"%s\" is an aggregate function", function.name()));
    }
    String library = row.library();
    StringBuilder text = new StringBuilder("CREATE OR REPLACE FUNCTION ");
    text.append(row.schema()).append('.').append(function.name());
    text.append('(').append(arguments(function, true)).append(")\n");
    text.append(" RETURNS ").append(result(function)).append('\n');
    text.append(" LANGUAGE ").append(library == null ? "internal" : "c").append('\n');
    List<String> properties = properties(row);
    text.append(' ').append(String.join(" ", properties)).append("\nAS ");
    if (library != null) {
      text.append('\'').append(library).append("', ");
    }
    return text.append("$function$")
        .append(row.details().source())
        .append("$function$\n")
        .toString();
  }

  /** What PostgreSQL prints of a function's properties: all that differ from the defaults. */
  private static List<String> properties(FunctionRow row) {
    FunctionSignature function = row.function();
    FunctionDetails details = row.details();
    List<String> properties = new ArrayList<>();
    if (function.kind() == FunctionSignature.Kind.WINDOW) {
      properties.add("WINDOW");
    }
    switch (function.volatility()) {
      case IMMUTABLE -> properties.add("IMMUTABLE");
      case STABLE -> properties.add("STABLE");
      case VOLATILE -> {}
    }
    switch (details.parallel()) {
      case "s" -> properties.add("PARALLEL SAFE");
      case "r" -> properties.add("PARALLEL RESTRICTED");
      default -> {}
    }
    if (function.strict()) {
      properties.add("STRICT");
    }
    if (details.leakproof()) {
      properties.add("LEAKPROOF");
    }
    if (details.cost() != 1) {
      properties.add("COST " + number(details.cost()));
    }
    if (details.rows() != 0 && details.rows() != 1000) {
      properties.add("ROWS " + number(details.rows()));
    }
    FunctionSignature support = row.view().functions().callableOrSupport((int) details.support());
    if (support != null) {
      properties.add("SUPPORT " + support.name());
    }
    return properties;
  }

  private static String number(float value) {
    return value == (long) value ? Long.toString((long) value) : Float.toString(value);
  }
}
