package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.statement.RoutineParameter;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Functions by their names and arguments ({@code parse_func.c}: {@code LookupFuncWithArgs}). */
final class RoutineNames {
  private RoutineNames() {}

  /** Where a new function goes. */
  static String creationSchema(CommandHost host, QualifiedName name) {
    SessionCatalog catalog = host.catalog();
    String schema = name.schema();
    if (schema != null) {
      if (catalog.isOwnTemporary(schema)) {
        return host.temporarySchema();
      }
      Names.requireSchema(catalog, schema);
      return schema;
    }
    String first = catalog.creationSchema();
    if (first == null) {
      throw SqlException.of(
          SqlState.INVALID_SCHEMA_NAME, "no schema has been selected to create in");
    }
    if (catalog.isOwnTemporary(first)) {
      return host.temporarySchema();
    }
    catalog.requireCreation(first);
    return first;
  }

  /** The function of just these arguments in a schema. */
  static @Nullable FunctionObject exact(
      CommandHost host, String schema, String name, List<Integer> arguments) {
    long database = host.catalog().databaseOid();
    for (FunctionObject function : host.changes().state().functions(database, name)) {
      if (function.schema().equals(schema) && function.argumentOids().equals(arguments)) {
        return function;
      }
    }
    return null;
  }

  /** As HINTs name a function: {@code f(integer)}, with its schema where the path needs it. */
  static String written(CommandHost host, FunctionObject function) {
    FunctionSignature signature = host.catalog().signature(function);
    return qualified(host, function.schema(), signature)
        + signature.arguments().stream()
            .map(Type::displayName)
            .collect(Collectors.joining(",", "(", ")"));
  }

  private static String qualified(CommandHost host, String schema, FunctionSignature signature) {
    boolean visible =
        host.catalog().functions(new QualifiedName(null, signature.name())).stream()
            .anyMatch(found -> found.signature().oid() == signature.oid());
    return (visible ? "" : Names.quoted(schema) + ".") + Names.quoted(signature.name());
  }

  /**
   * The function that a statement names.
   *
   * @throws SqlException 42883 when there is none, 42725 when several are meant, 42809 when it is
   *     of another kind
   */
  static FunctionSignature find(CommandHost host, RoutineKind kind, RoutineName named) {
    FunctionSignature found =
        named.parameters() == null ? only(host, kind, named) : byArguments(host, kind, named);
    if (found == null) {
      throw missing(host, kind, named);
    }
    boolean procedure = found.kind() == Kind.PROCEDURE;
    boolean aggregate = found.kind() == Kind.AGGREGATE;
    boolean fits =
        switch (kind) {
          case FUNCTION -> !procedure;
          case PROCEDURE -> procedure;
          case AGGREGATE -> aggregate;
          case ROUTINE -> true;
        };
    if (!fits) {
      String text = signature(host, named);
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          switch (kind) {
            case FUNCTION -> text + " is not a function";
            case PROCEDURE -> text + " is not a procedure";
            case AGGREGATE -> "function " + text + " is not an aggregate";
            case ROUTINE -> throw new IllegalStateException();
          });
    }
    return found;
  }

  private static @Nullable FunctionSignature only(
      CommandHost host, RoutineKind kind, RoutineName named) {
    List<FunctionSignature> found = new ArrayList<>();
    for (FunctionSignature function : inReach(host, named)) {
      boolean fits =
          switch (kind) {
            case FUNCTION -> function.kind() != Kind.PROCEDURE;
            case PROCEDURE -> function.kind() == Kind.PROCEDURE;
            case AGGREGATE -> function.kind() == Kind.AGGREGATE;
            case ROUTINE -> true;
          };
      if (fits) {
        found.add(function);
      }
    }
    if (found.size() > 1) {
      String what = kind == RoutineKind.AGGREGATE ? "function" : kind.word();
      throw SqlException.of(
              SqlState.AMBIGUOUS_FUNCTION,
              String.format(Locale.ROOT, "%s name \"%s\" is not unique", what, named.name()))
          .withHint("Specify the argument list to select the " + what + " unambiguously.");
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Those of the name, those hidden by others of earlier schemas left out. */
  private static List<FunctionSignature> inReach(CommandHost host, RoutineName named) {
    requireSchema(host, named);
    List<FoundFunction> all = new ArrayList<>(host.catalog().functions(named.name()));
    all.sort(Comparator.comparingInt(FoundFunction::place));
    List<FunctionSignature> seen = new ArrayList<>();
    for (FoundFunction function : all) {
      FunctionSignature signature = function.signature();
      if (seen.stream().noneMatch(s -> s.arguments().equals(signature.arguments()))) {
        seen.add(signature);
      }
    }
    return seen;
  }

  private static void requireSchema(CommandHost host, RoutineName named) {
    String schema = named.name().schema();
    if (schema != null && !host.catalog().schemaExists(schema)) {
      throw Names.noSchema(schema);
    }
  }

  private static @Nullable FunctionSignature byArguments(
      CommandHost host, RoutineKind kind, RoutineName named) {
    List<RoutineParameter> parameters = java.util.Objects.requireNonNull(named.parameters());
    List<Type> inputs = new ArrayList<>();
    List<Type> all = new ArrayList<>();
    boolean modes = false;
    for (RoutineParameter parameter : parameters) {
      Type type = RoutineTypes.named(host, parameter.type());
      all.add(type);
      modes |= parameter.mode() != null;
      if (parameter.mode() == null || parameter.mode().input()) {
        inputs.add(type);
      }
    }
    FunctionSignature byInputs = null;
    List<FunctionSignature> byAll = new ArrayList<>();
    for (FunctionSignature function : inReach(host, named)) {
      if (function.arguments().equals(inputs)) {
        byInputs = function;
      }
      boolean procedure = kind == RoutineKind.PROCEDURE || kind == RoutineKind.ROUTINE;
      if (procedure
          && !modes
          && allTypes(function).equals(all)
          && function.kind() == Kind.PROCEDURE) {
        byAll.add(function);
      }
    }
    boolean several = byAll.size() > 1;
    if (several || byInputs != null && !byAll.isEmpty() && byAll.getFirst() != byInputs) {
      throw SqlException.of(
          SqlState.AMBIGUOUS_FUNCTION,
          String.format(Locale.ROOT, "%s name \"%s\" is not unique", kind.word(), named.name()));
    }
    return byInputs != null || byAll.isEmpty() ? byInputs : byAll.getFirst();
  }

  private static List<Type> allTypes(FunctionSignature function) {
    return FunctionCatalog.builtin().parameters(function).stream().map(Parameter::type).toList();
  }

  /** As errors show it: {@code f(integer, text)}. */
  private static String signature(CommandHost host, RoutineName named) {
    List<RoutineParameter> parameters = named.parameters();
    if (parameters == null) {
      return named.name().toString();
    }
    return named.name()
        + parameters.stream()
            .filter(p -> p.mode() == null || p.mode().input())
            .map(p -> RoutineTypes.named(host, p.type()).displayName())
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static SqlException missing(CommandHost host, RoutineKind kind, RoutineName named) {
    String what =
        switch (kind) {
          case PROCEDURE -> "procedure";
          case AGGREGATE -> "aggregate";
          case FUNCTION, ROUTINE -> "function";
        };
    if (named.parameters() == null) {
      String article = kind == RoutineKind.AGGREGATE ? "an" : "a";
      return SqlException.of(
          SqlState.UNDEFINED_FUNCTION,
          String.format(
              Locale.ROOT, "could not find %s %s named \"%s\"", article, what, named.name()));
    }
    String text =
        kind == RoutineKind.AGGREGATE && named.parameters().isEmpty()
            ? named.name() + "(*)"
            : signature(host, named);
    return SqlException.of(
        SqlState.UNDEFINED_FUNCTION,
        String.format(Locale.ROOT, "%s %s does not exist", what, text));
  }

  /** The types by which one is named. */
  static List<@Nullable TypeName> types(RoutineName named) {
    List<RoutineParameter> parameters = named.parameters();
    List<@Nullable TypeName> types = new ArrayList<>();
    if (parameters != null) {
      parameters.forEach(p -> types.add(p.type().type()));
    }
    return types;
  }

  /** What DROP … IF EXISTS tells of one that is missing. */
  static String skipped(RoutineKind kind, RoutineName named) {
    List<RoutineParameter> parameters = named.parameters();
    String arguments =
        parameters == null
            ? ""
            : parameters.stream()
                .filter(p -> p.mode() == null || p.mode().input())
                .map(p -> RoutineTypes.written(p.type()))
                .collect(Collectors.joining(",", "(", ")"));
    if (parameters == null) {
      arguments = "()";
    }
    return String.format(
        Locale.ROOT, "%s %s%s does not exist, skipping", kind.word(), named.name(), arguments);
  }
}
