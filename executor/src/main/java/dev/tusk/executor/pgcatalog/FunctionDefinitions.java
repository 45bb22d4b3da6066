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
          return function == null ? null : arguments(function);
        });
    library.one(
        "pg_get_function_identity_arguments(oid)",
        (a, context) -> {
          FunctionSignature function = find((Long) a, context);
          return function == null ? null : arguments(function);
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
    return context.session().view().functions().function((int) oid);
  }

  private static String arguments(FunctionSignature function) {
    List<String> texts = new ArrayList<>();
    List<Type> types = function.arguments();
    for (int i = 0; i < types.size(); i++) {
      boolean variadic = function.variadic() && i == types.size() - 1;
      texts.add((variadic ? "VARIADIC " : "") + types.get(i).displayName());
    }
    return String.join(", ", texts);
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
    text.append('(').append(arguments(function)).append(")\n");
    text.append(" RETURNS ").append(result(function)).append('\n');
    text.append(" LANGUAGE ").append(library == null ? "internal" : "c").append('\n');
    List<String> properties = new ArrayList<>();
    if (function.kind() == FunctionSignature.Kind.WINDOW) {
      properties.add("WINDOW");
    }
    switch (function.volatility()) {
      case IMMUTABLE -> properties.add("IMMUTABLE");
      case STABLE -> properties.add("STABLE");
      case VOLATILE -> {}
    }
    properties.add("PARALLEL SAFE");
    if (function.strict()) {
      properties.add("STRICT");
    }
    text.append(' ').append(String.join(" ", properties)).append("\nAS ");
    if (library != null) {
      text.append('\'').append(library).append("', ");
    }
    return text.append("$function$").append(function.name()).append("$function$\n").toString();
  }
}
