package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionParameter;
import dev.tusk.executor.contrib.LibraryFunction;
import dev.tusk.executor.contrib.LibraryLanguage;
import dev.tusk.executor.contrib.TriggerLibrary;
import dev.tusk.executor.routine.BuiltinBodies;
import dev.tusk.executor.routine.Language;
import dev.tusk.executor.routine.SqlLanguage;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.statement.Command;
import dev.tusk.sql.statement.CreateRoutine;
import dev.tusk.sql.statement.RoutineBody;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineOption;
import dev.tusk.sql.statement.RoutineType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** CREATE FUNCTION and PROCEDURE ({@code functioncmds.c}, {@code pg_proc.c}). */
final class CreateRoutineCommand {
  private final CommandHost host;
  private final CreateRoutine statement;
  private final RoutineAttributes attributes;

  CreateRoutineCommand(CommandHost host, CreateRoutine statement) {
    this.host = host;
    this.statement = statement;
    this.attributes = new RoutineAttributes(host, statement.procedure(), statement.options());
  }

  String run() {
    String schema = RoutineNames.creationSchema(host, statement.name());
    String language = language();
    RoutineKind kind = statement.procedure() ? RoutineKind.PROCEDURE : RoutineKind.FUNCTION;
    RoutineParameters parameters = new RoutineParameters(host, kind, statement.parameters());
    Type result = result(parameters);
    PolymorphicSignatures.check(result, parameters.inputTypes());
    parameters
        .outputTypes()
        .forEach(output -> PolymorphicSignatures.check(output, parameters.inputTypes()));
    FunctionObject made = resolved(object(schema, language, parameters, result));
    FunctionObject before = RoutineNames.exact(host, schema, made.name(), made.argumentOids());
    if (before != null) {
      made = new RoutineReplacement(host, before, made).checked(statement.replace());
    }
    host.changes().put(made);
    check(made);
    return statement.procedure() ? "CREATE PROCEDURE" : "CREATE FUNCTION";
  }

  private String language() {
    String language = attributes.language;
    if (language == null) {
      if (statement.body() == null) {
        throw invalid("no language specified");
      }
      return "sql";
    }
    return switch (language) {
      case "internal" -> language;
      default -> {
        if (host.routines().routines().language(language) == null) {
          throw language.equals("sql") || language.equals("plpgsql")
              ? SqlException.notSupported("LANGUAGE " + language)
              : SqlException.of(
                  SqlState.UNDEFINED_OBJECT, "language \"" + language + "\" does not exist");
        }
        yield language;
      }
    };
  }

  private Type result(RoutineParameters parameters) {
    RoutineType returns = statement.returns();
    Type required = parameters.required();
    if (statement.procedure()) {
      return required == null ? Types.VOID : required;
    }
    if (returns == null) {
      if (required == null) {
        throw invalid("function result type must be specified");
      }
      return required;
    }
    if (returns.type().position() == 0 && returns.column().isEmpty()) {
      return Objects.requireNonNull(required); // RETURNS TABLE
    }
    Type written = RoutineTypes.result(host, returns);
    if (required != null && !written.equals(required)) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "function result type must be %s because of OUT parameters",
              required.displayName()));
    }
    return written;
  }

  private FunctionObject object(
      String schema, String language, RoutineParameters parameters, Type result) {
    boolean set = statement.returns() != null && statement.returns().setOf();
    String source = source(language);
    boolean builtIn = language.equals("internal") || language.equals(LibraryLanguage.NAME);
    Float rows = attributes.rows;
    if (rows != null && !set) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "ROWS is not applicable when function does not return a set");
    }
    List<FunctionParameter> all = parameters.all();
    return new FunctionObject(
        host.changes().newOid(),
        host.catalog().databaseOid(),
        schema,
        statement.name().name(),
        host.currentUser(),
        statement.procedure() ? 'p' : attributes.window ? 'w' : 'f',
        all,
        result.oid(),
        set,
        language,
        Objects.requireNonNullElse(attributes.volatility, Volatility.VOLATILE),
        Boolean.TRUE.equals(attributes.strict),
        Boolean.TRUE.equals(attributes.definer),
        Boolean.TRUE.equals(attributes.leakproof),
        Objects.requireNonNullElse(attributes.parallel, 'u'),
        Objects.requireNonNullElse(attributes.cost, builtIn ? 1f : 100f),
        Objects.requireNonNullElse(rows, set ? 1000f : 0f),
        attributes.support,
        attributes.settings(List.of()),
        source,
        statement.body() == null ? null : statement.body().text(),
        null,
        parameters.references());
  }

  /** With its body of the SQL standard's form as the catalog keeps it. */
  private FunctionObject resolved(FunctionObject made) {
    RoutineBody body = statement.body();
    if (body == null) {
      return made;
    }
    FunctionSignature signature = host.catalog().draft(made);
    if (signature.arguments().stream().anyMatch(SqlLanguage::polymorphic)) {
      throw invalid("SQL function with unquoted function body cannot have polymorphic arguments");
    }
    CatalogExpressions.KeptBody kept = host.expressions().body(signature, body);
    Set<Dependency> references = new LinkedHashSet<>(kept.references());
    references.addAll(Objects.requireNonNullElse(made.references(), List.of()));
    return made.withTexts(made.parameters(), kept.text(), List.copyOf(references));
  }

  private String source(String language) {
    RoutineOption.As as = attributes.as;
    if (statement.body() == null && as == null) {
      throw invalid("no function body specified");
    }
    if (statement.body() != null) {
      refuseUtilities(statement.body());
      if (as != null) {
        throw invalid("duplicate function body specified");
      }
      if (!language.equals("sql")) {
        throw invalid("inline SQL function body only valid for language SQL");
      }
      return "";
    }
    if (language.equals(LibraryLanguage.NAME)) {
      return ofLibrary(Objects.requireNonNull(as));
    }
    if (Objects.requireNonNull(as).symbol() != null) {
      throw invalid("only one AS item needed for language \"" + language + "\"");
    }
    if (!language.equals("internal")) {
      return as.definition();
    }
    String name = as.definition().isEmpty() ? statement.name().name() : as.definition();
    if (!BuiltinBodies.exist(name)) {
      throw BuiltinBodies.missing(name);
    }
    return name;
  }

  private String ofLibrary(RoutineOption.As as) {
    LibraryFunction named =
        new LibraryFunction(
            as.definition(), Objects.requireNonNullElse(as.symbol(), statement.name().name()));
    if (TriggerLibrary.find(named.file(), named.symbol()).isEmpty()) {
      throw LibraryLanguage.unknown(named.file());
    }
    return named.source();
  }

  private static void refuseUtilities(RoutineBody body) {
    if (body instanceof RoutineBody.Atomic atomic) {
      for (RoutineBody.BodyStatement one : atomic.statements()) {
        if (one.statement() instanceof Command) {
          throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              CommandNames.of(one.statement())
                  + " is not yet supported in unquoted SQL function body");
        }
      }
    }
  }

  /** The language looks at the body, in the settings that the function is run with. */
  private void check(FunctionObject made) {
    Language language = host.routines().routines().language(made.language());
    if (language == null) {
      return;
    }
    boolean body = "on".equals(host.setting("check_function_bodies"));
    try {
      language.check(host.catalog().signature(made), body, host.routines());
    } catch (SqlException e) {
      throw placed(e);
    }
  }

  /** An error in the body is shown where the body is written. */
  private SqlException placed(SqlException e) {
    int position = e.fields().position();
    if (statement.body() != null) {
      return position == 0 ? e : e.replacePosition(0); // It is one in the text that is kept.
    }
    if (position > 0) {
      RoutineOption.As as = Objects.requireNonNull(attributes.as);
      int place = as.placeOf(position);
      return place > 0 ? e.replacePosition(place) : e.inside(position, as.definition());
    }
    return e;
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_FUNCTION_DEFINITION, message);
  }
}
