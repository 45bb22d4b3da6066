package dev.tusk.executor.plpgsql;

import dev.tusk.executor.routine.Language;
import dev.tusk.executor.routine.RoutineBody;
import dev.tusk.executor.routine.RoutineCall;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.plpgsql.BodyParser;
import dev.tusk.sql.plpgsql.Header;
import dev.tusk.sql.plpgsql.Program;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** LANGUAGE plpgsql. */
public final class PlpgsqlLanguage implements Language {
  public static final String NAME = "plpgsql";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void check(FunctionSignature function, boolean body, RoutineContext context) {
    checkTypes(function);
    if (body) {
      List<Type> arguments = function.arguments().stream().map(PolymorphicTypes::sample).toList();
      Shape shape =
          shape(new RoutineCall(function, arguments, PolymorphicTypes.sample(function.result())));
      parse(function, shape, context, true);
    }
  }

  private static void checkTypes(FunctionSignature function) {
    Type result = function.result();
    boolean trigger = trigger(function) != Header.Trigger.NONE;
    boolean allowed =
        trigger
            || result == Types.VOID
            || result == Types.RECORD
            || PolymorphicTypes.is(result)
            || result.category() != 'P';
    if (!allowed) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          String.format(
              Locale.ROOT, "PL/pgSQL functions cannot return type %s", result.displayName()));
    }
    for (Type argument : function.arguments()) {
      if (argument.category() == 'P'
          && argument != Types.RECORD
          && !PolymorphicTypes.is(argument)) {
        throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            String.format(
                Locale.ROOT, "PL/pgSQL functions cannot accept type %s", argument.displayName()));
      }
    }
    if (trigger && !function.arguments().isEmpty()) {
      SqlException error =
          SqlException.of(
              SqlState.INVALID_FUNCTION_DEFINITION,
              result == Types.TRIGGER
                  ? "trigger functions cannot have declared arguments"
                  : "event trigger functions cannot have declared arguments");
      throw result == Types.TRIGGER
          ? error.withHint(
              "The arguments of the trigger can be accessed through TG_NARGS and TG_ARGV instead.")
          : error;
    }
  }

  @Override
  public RoutineBody body(RoutineCall call, RoutineContext context) {
    FunctionSignature function = call.function();
    Shape shape = shape(call);
    Program program = parse(function, shape, context, false);
    Body body =
        new Body(
            displayName(function),
            program,
            shape.result(),
            returnsSet(function),
            Settings.of(context).extra());
    boolean readOnly =
        function.kind() != FunctionSignature.Kind.PROCEDURE
            && function.volatility() != FunctionSignature.Volatility.VOLATILE;
    boolean[] inputs = new boolean[shape.arguments().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = shape.arguments().get(i).in();
    }
    return new PlpgsqlBody(body, inputs, readOnly, trigger(function));
  }

  static Header.Trigger trigger(FunctionSignature function) {
    return function.result() == Types.TRIGGER
        ? Header.Trigger.ROW_OR_STATEMENT
        : function.result().name().equals("event_trigger")
            ? Header.Trigger.EVENT
            : Header.Trigger.NONE;
  }

  private static boolean returnsSet(FunctionSignature function) {
    return Objects.requireNonNull(function.routine()).returnsSet();
  }

  /** Parameters and result with the types of a call. */
  private record Shape(List<Header.Argument> arguments, Result result) {}

  private static Shape shape(RoutineCall call) {
    FunctionSignature function = call.function();
    Routine routine = call.routine();
    List<Header.Argument> arguments = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    int next = 0;
    for (Parameter parameter : routine.parameters()) {
      Type type =
          parameter.mode().input()
              ? next < call.argumentTypes().size()
                  ? call.argumentTypes().get(next++)
                  : parameter.type()
              : PolymorphicTypes.resolve(
                  parameter.type(), function.arguments(), call.argumentTypes());
      boolean out = parameter.mode().output();
      arguments.add(
          new Header.Argument(
              parameter.name(), CatalogTypes.of(type, -1), parameter.mode().input(), out));
      if (out) {
        String name = parameter.name();
        names.add(name == null ? "column" + (names.size() + 1) : name);
        types.add(type);
      }
    }
    return new Shape(arguments, result(call, names, types));
  }

  private static Result result(RoutineCall call, List<String> names, List<Type> types) {
    FunctionSignature function = call.function();
    boolean procedure = function.kind() == FunctionSignature.Kind.PROCEDURE;
    if (names.size() > 1 || procedure && !names.isEmpty()) {
      RowShape row = new RowShape(List.copyOf(names), List.copyOf(types));
      return new Result(Types.RECORD, row, true, false);
    }
    Type type =
        PolymorphicTypes.resolve(call.resultType(), function.arguments(), call.argumentTypes());
    if (type == Types.VOID || procedure || trigger(function) == Header.Trigger.EVENT) {
      return Result.VOID;
    }
    if (type instanceof CompositeType composite) {
      return new Result(type, RowShape.ofType(composite), true, false);
    }
    return new Result(type, null, type == Types.RECORD || type == Types.TRIGGER, false);
  }

  private static Program parse(
      FunctionSignature function, Shape shape, RoutineContext context, boolean checked) {
    Header header =
        Settings.of(context)
            .header(
                function.name(),
                shape.arguments(),
                returnsSet(function),
                function.result() == Types.VOID || trigger(function) == Header.Trigger.EVENT,
                function.kind() == FunctionSignature.Kind.PROCEDURE,
                trigger(function),
                checked);
    String source = Objects.requireNonNull(function.routine()).source();
    try {
      return BodyParser.parse(
          source,
          header,
          new CatalogTypes(
              context,
              CollatedType.order(
                  shape.arguments().stream().map(argument -> argument.type().type()).toList())),
          context.statements().lexical(),
          notice -> {
            if (checked) {
              context.session().notice(context.statements().placed(notice, source));
            }
          });
    } catch (SqlException e) {
      throw checked ? e : context.statements().placed(e, source);
    }
  }

  /** As errors name it: {@code f(integer,text)}. */
  private static String displayName(FunctionSignature function) {
    return function.name()
        + function.arguments().stream()
            .map(Type::displayName)
            .collect(Collectors.joining(",", "(", ")"));
  }
}
