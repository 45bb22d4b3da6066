package dev.tusk.executor.routine;

import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.type.PolymorphicType;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The types of a call's outputs, of which polymorphic ones follow from the arguments' types. */
final class PolymorphicOutputs {
  private final List<Parameter> parameters;
  private final List<Type> arguments;

  private PolymorphicOutputs(List<Parameter> parameters, List<Type> arguments) {
    this.parameters = parameters;
    this.arguments = arguments;
  }

  static List<Type> of(RoutineCall call) {
    List<Parameter> parameters = call.routine().parameters();
    PolymorphicOutputs outputs = new PolymorphicOutputs(parameters, call.argumentTypes());
    List<Type> types = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (parameter.mode().output()) {
        types.add(outputs.actual(parameter.type()));
      }
    }
    return types;
  }

  /** What a type stands for in a call with such arguments. */
  static Type actual(Type declared, List<Type> parameters, List<Type> arguments) {
    List<Parameter> inputs =
        parameters.stream()
            .map(type -> new Parameter(null, Parameter.Mode.IN, type, null))
            .toList();
    return new PolymorphicOutputs(inputs, arguments).actual(declared);
  }

  private Type actual(Type declared) {
    List<Type> inputs =
        parameters.stream().filter(p -> p.mode().input()).map(Parameter::type).toList();
    return Objects.requireNonNullElse(
        PolymorphicType.resolve(declared, inputs, arguments), declared);
  }
}
