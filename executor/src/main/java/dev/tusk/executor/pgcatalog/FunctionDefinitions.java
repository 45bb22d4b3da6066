package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.function.Parameter.Mode;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.ObjectNames;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What psql's {@code \\df} and {@code \\sf}, pg_dump and the drivers ask of a function: arguments,
 * result, its CREATE ({@code ruleutils.c}).
 */
final class FunctionDefinitions {
  private FunctionDefinitions() {}

  static void register(FunctionLibrary library) {
    one(library, "pg_get_function_arguments(oid)", (f, _) -> arguments(f, true));
    one(library, "pg_get_function_identity_arguments(oid)", (f, _) -> arguments(f, false));
    one(library, "pg_get_function_result(oid)", (f, _) -> result(f));
    one(library, "pg_get_functiondef(oid)", (f, context) -> definition(row(f, context)));
    one(
        library,
        "pg_get_function_sqlbody(oid)",
        (f, context) -> context.session().view().functionBody(f.oid()));
    library.two(
        "pg_get_function_arg_default(oid,int4)",
        (a, b, context) -> {
          FunctionSignature function = context.session().view().function((Long) a);
          return function == null ? null : argumentDefault(function, (Integer) b);
        });
  }

  private static void one(
      FunctionLibrary library,
      String key,
      BiFunction<FunctionSignature, FunctionContext, @Nullable String> text) {
    library.one(
        key,
        (a, context) -> {
          FunctionSignature function = context.session().view().function((Long) a);
          return function == null ? null : text.apply(function, context);
        });
  }

  private static FunctionRow row(FunctionSignature function, FunctionContext context) {
    return new FunctionRow(function, context.session().view());
  }

  private static List<Parameter> parameters(FunctionSignature function) {
    return FunctionCatalog.builtin().parameters(function);
  }

  /** The default of the parameter of that place among all, from 1; null without one. */
  private static @Nullable String argumentDefault(FunctionSignature function, int number) {
    List<Parameter> parameters = parameters(function);
    return number < 1 || number > parameters.size()
        ? null
        : parameters.get(number - 1).defaultText();
  }

  /** As {@code \\df} shows them: modes, names, types, and the defaults where they are asked for. */
  private static String arguments(FunctionSignature function, boolean withDefaults) {
    List<String> texts = new ArrayList<>();
    for (Parameter parameter : parameters(function)) {
      if (parameter.mode() == Mode.TABLE) {
        continue;
      }
      String text =
          prefix(parameter.mode(), function.kind() == Kind.PROCEDURE) + nameAndType(parameter);
      boolean shown = withDefaults && parameter.defaultText() != null;
      texts.add(shown ? text + " DEFAULT " + parameter.defaultText() : text);
    }
    return String.join(", ", texts);
  }

  /** Those of a procedure are all written, since CALL gives values for its outputs too. */
  private static String prefix(Mode mode, boolean procedure) {
    return switch (mode) {
      case IN -> procedure ? "IN " : "";
      case OUT -> "OUT ";
      case INOUT -> "INOUT ";
      case VARIADIC -> "VARIADIC ";
      case TABLE -> "";
    };
  }

  private static String nameAndType(Parameter parameter) {
    String name = parameter.name();
    return (name == null || name.isEmpty() ? "" : Definitions.quoted(name) + " ")
        + typeName(parameter.type());
  }

  /** A type with its schema where that is not searched ({@code format_type_be}). */
  private static String typeName(Type type) {
    return ObjectNames.CURRENT.isBound()
        ? ObjectNames.CURRENT.get().name(Types.REGTYPE, type.oid()).orElse(type.displayName())
        : type.displayName();
  }

  private static @Nullable String result(FunctionSignature function) {
    if (function.kind() == Kind.PROCEDURE) {
      return null;
    }
    List<Parameter> columns =
        parameters(function).stream().filter(p -> p.mode() == Mode.TABLE).toList();
    if (!columns.isEmpty()) {
      return columns.stream()
          .map(FunctionDefinitions::nameAndType)
          .collect(Collectors.joining(", ", "TABLE(", ")"));
    }
    boolean set = function.kind() == Kind.SET;
    return (set ? "SETOF " : "") + typeName(function.result());
  }

  private static String definition(FunctionRow row) {
    FunctionSignature function = row.function();
    if (function.kind() == Kind.AGGREGATE) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          String.format(Locale.ROOT, "\"%s\" is an aggregate function", function.name()));
    }
    boolean procedure = function.kind() == Kind.PROCEDURE;
    StringBuilder text = new StringBuilder("CREATE OR REPLACE ");
    text.append(procedure ? "PROCEDURE " : "FUNCTION ");
    text.append(Definitions.quoted(row.schema())).append('.');
    text.append(Definitions.quoted(function.name()));
    text.append('(').append(arguments(function, true)).append(")\n");
    if (!procedure) {
      text.append(" RETURNS ").append(result(function)).append('\n');
    }
    text.append(" LANGUAGE ").append(language(row)).append('\n');
    List<String> properties = properties(row);
    if (!properties.isEmpty()) {
      text.append(' ').append(String.join(" ", properties)).append('\n');
    }
    Routine routine = function.routine();
    if (routine != null) {
      routine.settings().forEach(setting -> text.append(setting(setting)));
    }
    String body = row.view().functionBody(function.oid());
    if (body != null) {
      return text.append(body).append('\n').toString();
    }
    text.append("AS ");
    if (row.library() != null) {
      text.append('\'').append(row.library()).append("', ");
    }
    String tag = tag(procedure ? "$procedure" : "$function", row.details().source());
    return text.append(tag).append(row.details().source()).append(tag).append('\n').toString();
  }

  private static String language(FunctionRow row) {
    Routine routine = row.function().routine();
    if (routine != null) {
      return routine.language();
    }
    return row.library() == null ? "internal" : "c";
  }

  /** A dollar quote that the body does not contain. */
  private static String tag(String first, String body) {
    StringBuilder tag = new StringBuilder(first);
    while (body.contains(tag)) {
      tag.append('x');
    }
    return tag.append('$').toString();
  }

  private static String setting(String entry) {
    int equals = entry.indexOf('=');
    String name = entry.substring(0, equals);
    String value = entry.substring(equals + 1);
    boolean list = Settings.QUOTED_LISTS.contains(name.toLowerCase(Locale.ROOT));
    String shown =
        list
            ? CatalogNames.list(value).stream()
                .map(FunctionDefinitions::literal)
                .collect(Collectors.joining(", "))
            : literal(value);
    return " SET " + Definitions.quoted(name) + " TO " + shown + "\n";
  }

  private static String literal(String text) {
    String quoted = "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    return text.contains("\\") ? "E" + quoted : quoted;
  }

  /** What PostgreSQL prints of a function's properties: all that differ from the defaults. */
  private static List<String> properties(FunctionRow row) {
    FunctionSignature function = row.function();
    FunctionDetails details = row.details();
    List<String> properties = new ArrayList<>();
    if (function.kind() == Kind.WINDOW) {
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
    if (row.securityDefiner()) {
      properties.add("SECURITY DEFINER");
    }
    if (details.leakproof()) {
      properties.add("LEAKPROOF");
    }
    boolean builtIn = row.language() == LanguageRow.INTERNAL || row.language() == LanguageRow.C;
    if (details.cost() != (builtIn ? 1 : 100)) {
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
    return Types.FLOAT4.toText(value, dev.tusk.sql.type.FormatSettings.DEFAULT);
  }

  /** Settings that are lists of names. */
  private static final class Settings {
    static final List<String> QUOTED_LISTS =
        List.of(
            "search_path",
            "temp_tablespaces",
            "session_preload_libraries",
            "shared_preload_libraries",
            "local_preload_libraries",
            "unix_socket_directories");
  }
}
