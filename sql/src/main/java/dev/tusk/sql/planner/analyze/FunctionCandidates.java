package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.planner.analyze.CandidateSelection.Candidate;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Functions of a name that take as many arguments as a call gives ({@code namespace.c}: {@code
 * FuncnameGetCandidates}).
 */
final class FunctionCandidates {
  private final Analysis analysis;
  private final CallArguments arguments;
  private final List<Candidate<Option>> found = new ArrayList<>();

  /**
   * A function that a call may mean.
   *
   * @param place of its schema in the search path
   * @param spread whether the last arguments make the variadic one
   * @param parameters which parameter each argument is for
   * @param ambiguous whether another one of the same schema takes just the same arguments
   */
  record Option(
      FunctionSignature function,
      int place,
      boolean spread,
      List<Integer> parameters,
      boolean ambiguous) {}

  private FunctionCandidates(Analysis analysis, CallArguments arguments) {
    this.analysis = analysis;
    this.arguments = arguments;
  }

  static List<Candidate<Option>> of(Analysis analysis, QualifiedName name, CallArguments call) {
    FunctionCandidates candidates = new FunctionCandidates(analysis, call);
    for (FoundFunction function : analysis.catalog.functions(name)) {
      candidates.consider(function);
    }
    return candidates.found;
  }

  private void consider(FoundFunction function) {
    FunctionSignature signature = function.signature();
    List<Parameter> parameters = parameters(signature);
    List<Type> declared = parameters.stream().map(Parameter::type).toList();
    int count = arguments.count();
    int required = declared.size() - (signature.arguments().size() - signature.requiredArguments());
    if (!arguments.names().isEmpty()) {
      List<Integer> places = named(parameters, required, signature);
      if (places != null) {
        List<Type> types = places.stream().map(declared::get).toList();
        add(types, new Option(signature, function.place(), false, places, false));
      }
      return;
    }
    List<Integer> places = IntStream.range(0, count).boxed().toList();
    boolean spreads = signature.variadic() && !arguments.variadic();
    if (spreads && count >= declared.size()) {
      List<Integer> spread = places.stream().map(i -> Math.min(i, declared.size() - 1)).toList();
      add(spread(declared, count), new Option(signature, function.place(), true, spread, false));
    } else if (count >= required && count <= declared.size()) {
      add(
          declared.subList(0, count),
          new Option(signature, function.place(), false, places, false));
    }
  }

  /** What a call gives values to: the inputs, in CALL all of a procedure's parameters. */
  private List<Parameter> parameters(FunctionSignature signature) {
    boolean all = arguments.outputs() && signature.kind() == FunctionSignature.Kind.PROCEDURE;
    return analysis.functions.parameters(signature).stream()
        .filter(parameter -> all || parameter.mode().input())
        .toList();
  }

  /** Which parameter each argument is for; null where they do not fit ({@code MatchNamedCall}). */
  private @Nullable List<Integer> named(
      List<Parameter> parameters, int required, FunctionSignature signature) {
    int positional = arguments.positional();
    if (signature.variadic() && !arguments.variadic() || positional > parameters.size()) {
      return null;
    }
    List<Integer> places = new ArrayList<>(IntStream.range(0, positional).boxed().toList());
    for (String name : arguments.names()) {
      int place = -1;
      for (int i = 0; i < parameters.size(); i++) {
        if (name.equals(parameters.get(i).name())) {
          place = i;
        }
      }
      if (place < 0 || places.contains(place)) {
        return null;
      }
      places.add(place);
    }
    for (int i = 0; i < required; i++) {
      if (!places.contains(i)) {
        return null;
      }
    }
    return places;
  }

  /** The declared types with the variadic array's element repeated. */
  private static List<Type> spread(List<Type> declared, int count) {
    List<Type> types = new ArrayList<>(declared.subList(0, declared.size() - 1));
    Type last = declared.getLast();
    Type element =
        switch (last.name()) {
          case "any" -> last;
          case "anyarray" -> Types.ANYELEMENT;
          case "anycompatiblearray" -> Types.ANYCOMPATIBLE;
          default -> Objects.requireNonNullElse(last.elementType(), last);
        };
    while (types.size() < count) {
      types.add(element);
    }
    return types;
  }

  /**
   * Adds a candidate unless another one hides it: of an earlier schema, or one of the same schema
   * that is not variadic.
   */
  private void add(List<Type> types, Option option) {
    for (int i = 0; i < found.size(); i++) {
      Candidate<Option> other = found.get(i);
      if (!other.arguments().equals(types)) {
        continue;
      }
      Option before = other.item();
      int order = Integer.compare(before.place(), option.place());
      if (order == 0) {
        order = Boolean.compare(before.spread(), option.spread());
      }
      if (order > 0) {
        found.set(i, new Candidate<>(option, types));
      } else if (order == 0) {
        found.set(
            i,
            new Candidate<>(
                new Option(
                    before.function(), before.place(), before.spread(), before.parameters(), true),
                types));
      }
      return;
    }
    found.add(new Candidate<>(option, types));
  }
}
