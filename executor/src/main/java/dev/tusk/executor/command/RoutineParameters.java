package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.FunctionParameter;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.Parameter.Mode;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineParameter;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a CREATE FUNCTION, PROCEDURE or AGGREGATE, checked ({@code functioncmds.c}:
 * {@code interpret_function_parameter_list}).
 */
final class RoutineParameters {
  private final CommandHost host;
  private final RoutineKind kind;
  private final List<RoutineParameter> written;
  private final List<FunctionParameter> parameters = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();
  private final List<Dependency> references = new ArrayList<>();
  private @Nullable Type required;
  private int outputs;
  private boolean variadic;
  private boolean defaults;

  RoutineParameters(CommandHost host, RoutineKind kind, List<RoutineParameter> written) {
    this.host = host;
    this.kind = kind;
    this.written = written;
    for (RoutineParameter parameter : written) {
      add(parameter);
    }
  }

  List<FunctionParameter> all() {
    return List.copyOf(parameters);
  }

  /** What the defaults name. */
  List<Dependency> references() {
    return List.copyOf(references);
  }

  /** The types of those that calls give values to. */
  List<Type> inputTypes() {
    return types(true);
  }

  /** The types of those that make the result. */
  List<Type> outputTypes() {
    return types(false);
  }

  private List<Type> types(boolean inputs) {
    List<Type> found = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Mode mode = parameters.get(i).mode();
      if (inputs ? mode.input() : mode.output()) {
        found.add(types.get(i));
      }
    }
    return found;
  }

  /** The result's type as the outputs have it; null without outputs. */
  @Nullable Type required() {
    return outputs > 1 ? Types.RECORD : required;
  }

  private void add(RoutineParameter parameter) {
    Mode mode = parameter.mode() == null ? Mode.IN : parameter.mode();
    Type type = RoutineTypes.parameter(host, parameter.type());
    if (parameter.type().setOf()) {
      throw invalid(kind.word() + "s cannot accept set arguments");
    }
    if (mode.input() && variadic) {
      throw invalid("VARIADIC parameter must be the last input parameter");
    }
    if (mode.output()) {
      output(type);
    }
    if (mode == Mode.VARIADIC) {
      variadic = true;
      boolean array =
          type == Types.ANY || type == Types.ANYARRAY || type == Types.ANYCOMPATIBLEARRAY;
      if (!array && (!type.isArray() || type.elementType() == null)) {
        throw invalid("VARIADIC parameter must be an array");
      }
    }
    checkName(parameter, mode);
    String text = defaultText(parameter, mode, type);
    parameters.add(new FunctionParameter(parameter.name(), mode, type.oid(), text));
    types.add(type);
  }

  private void output(Type type) {
    if (kind == RoutineKind.PROCEDURE) {
      if (variadic) {
        throw invalid("VARIADIC parameter must be the last parameter");
      }
      required = Types.RECORD;
    } else if (outputs == 0) {
      required = type;
    }
    outputs++;
  }

  /** Inputs have different names, and outputs have; an input may be called as an output is. */
  private void checkName(RoutineParameter parameter, Mode mode) {
    for (int i = 0; i < parameters.size(); i++) {
      FunctionParameter other = parameters.get(i);
      boolean both = mode.input() && other.mode().input() || mode.output() && other.mode().output();
      if (both && parameter.name() != null && parameter.name().equals(other.name())) {
        throw invalid(
            String.format(
                Locale.ROOT, "parameter name \"%s\" used more than once", parameter.name()));
      }
    }
  }

  private @Nullable String defaultText(RoutineParameter parameter, Mode mode, Type type) {
    if (parameter.defaultValue() != null) {
      if (!mode.input()) {
        throw invalid("only input parameters can have default values");
      }
      defaults = true;
      CatalogExpressions.ParameterDefault made =
          host.expressions().parameterDefault(type, parameter.defaultValue());
      references.addAll(made.references());
      return made.text();
    }
    if (mode.input() && defaults) {
      throw invalid("input parameters after one with a default value must also have defaults");
    }
    if (kind == RoutineKind.PROCEDURE && defaults) {
      throw invalid("procedure OUT parameters cannot appear after one with a default value");
    }
    return null;
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_FUNCTION_DEFINITION, message);
  }

  /** How many were written. */
  int count() {
    return written.size();
  }
}
