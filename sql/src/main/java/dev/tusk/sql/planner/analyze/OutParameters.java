package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.function.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of the outputs of functions, which are those of the columns that they give. */
final class OutParameters {
  private OutParameters() {}

  /** The names of all outputs; a nameless one is called after its place ({@code funcapi.c}). */
  static List<String> names(List<Parameter> parameters) {
    List<String> names = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (parameter.mode().output()) {
        String name = parameter.name();
        names.add(name == null ? "column" + (names.size() + 1) : name);
      }
    }
    return names;
  }

  /** The name of a function's only output, which its column in FROM is called after. */
  static @Nullable String single(List<Parameter> parameters) {
    List<Parameter> outputs = parameters.stream().filter(p -> p.mode().output()).toList();
    return outputs.size() == 1 ? outputs.getFirst().name() : null;
  }
}
