package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.CandidateSelection.Candidate;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Which function a call means ({@code parse_func.c}: {@code func_get_detail}). */
final class FunctionResolution {
  private final Analysis analysis;
  private final CandidateSelection selection;

  FunctionResolution(Analysis analysis) {
    this.analysis = analysis;
    this.selection = new CandidateSelection(analysis.coercion);
  }

  /**
   * A call resolved: arguments converted, variadic ones gathered in an array.
   *
   * @param cast set when the call was a type's name used as a conversion; then nothing else is
   */
  record Resolved(
      @Nullable FunctionSignature function,
      List<RexNode> arguments,
      Type result,
      @Nullable RexNode cast) {}

  Resolved resolve(
      @Nullable String schema,
      String name,
      List<RexNode> arguments,
      boolean variadic,
      boolean star,
      int position) {
    List<Type> actual = arguments.stream().map(RelTypes::typeOf).toList();
    List<Candidate<FunctionSignature>> candidates =
        candidates(schema, name, actual.size(), variadic);
    Candidate<FunctionSignature> exact = exact(candidates, actual);
    if (exact != null) {
      return finish(exact, arguments, actual, variadic);
    }
    RexNode cast = asCast(schema, name, arguments, position);
    if (cast != null) {
      return new Resolved(null, List.of(), RelTypes.typeOf(cast), cast);
    }
    List<Candidate<FunctionSignature>> fitting = selection.matching(candidates, actual);
    if (fitting.isEmpty()) {
      RexNode field = schema == null && !star ? asField(name, arguments, position) : null;
      if (field != null) {
        return new Resolved(null, List.of(), RelTypes.typeOf(field), field);
      }
      throw missing(schema, name, actual, star, position);
    }
    fitting = withoutVariadicRivals(fitting);
    Candidate<FunctionSignature> chosen =
        fitting.size() == 1 ? fitting.getFirst() : selection.best(fitting, actual);
    if (chosen == null) {
      throw SqlException.of(
              SqlState.AMBIGUOUS_FUNCTION,
              String.format(
                  Locale.ROOT, "function %s is not unique", call(schema, name, actual, star)))
          .withHint(
              "Could not choose a best candidate function. "
                  + "You might need to add explicit type casts.")
          .at(position);
    }
    return finish(chosen, arguments, actual, variadic);
  }

  private List<Candidate<FunctionSignature>> candidates(
      @Nullable String schema, String name, int count, boolean variadic) {
    boolean information = "information_schema".equals(schema);
    if (schema != null
        && !information
        && !schema.equals("pg_catalog")
        && !schema.equals("public")) {
      return List.of();
    }
    List<Candidate<FunctionSignature>> candidates = new ArrayList<>();
    for (FunctionSignature function : analysis.functions.functions(name, analysis.catalog)) {
      if (analysis.functions.ofInformationSchema(function) != information) {
        continue;
      }
      List<Type> declared = function.arguments();
      if (count >= function.requiredArguments()
          && count <= declared.size()
          && !(function.variadic() && !variadic)) {
        candidates.add(new Candidate<>(function, declared.subList(0, count)));
      } else if (function.variadic() && !variadic && count >= declared.size()) {
        candidates.add(new Candidate<>(function, spread(declared, count)));
      }
    }
    return candidates;
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
          default -> {
            Type member = last.elementType();
            yield member == null ? last : member;
          }
        };
    while (types.size() < count) {
      types.add(element);
    }
    return types;
  }

  private static @Nullable Candidate<FunctionSignature> exact(
      List<Candidate<FunctionSignature>> candidates, List<Type> actual) {
    for (Candidate<FunctionSignature> candidate : candidates) {
      if (candidate.arguments().equals(actual) && !candidate.item().variadic()) {
        return candidate;
      }
    }
    for (Candidate<FunctionSignature> candidate : candidates) {
      if (candidate.arguments().equals(actual)) {
        return candidate;
      }
    }
    return null;
  }

  /** With equal argument types the function that is not variadic wins. */
  private static List<Candidate<FunctionSignature>> withoutVariadicRivals(
      List<Candidate<FunctionSignature>> fitting) {
    if (fitting.size() == 1) {
      return fitting;
    }
    List<Candidate<FunctionSignature>> kept = new ArrayList<>();
    for (Candidate<FunctionSignature> candidate : fitting) {
      boolean rival =
          candidate.item().variadic()
              && fitting.stream()
                  .anyMatch(other ->
                      !other.item().variadic() && other.arguments().equals(candidate.arguments()));
      if (!rival) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  /** {@code float8('1')}, {@code text(x)}: a type's name around one argument. */
  private @Nullable RexNode asCast(
      @Nullable String schema, String name, List<RexNode> arguments, int position) {
    if (arguments.size() != 1 || schema != null && !schema.equals("pg_catalog")) {
      return null;
    }
    Type target =
        analysis.catalog.type(new dev.tusk.sql.catalog.QualifiedName(schema, name)).orElse(null);
    if (target == null) {
      return null;
    }
    Type source = RelTypes.typeOf(arguments.getFirst());
    boolean possible =
        source == Types.UNKNOWN
            || switch (analysis.coercion.pathway(source, target, Context.EXPLICIT)) {
              case Coercion.Pathway.Relabel _, Coercion.Pathway.Same _ -> true;
              case Coercion.Pathway.InOut _ -> !row(source) || target.category() != 'S';
              default -> false;
            };
    return possible
        ? analysis.coercion.coerce(arguments.getFirst(), target, Context.EXPLICIT, position)
        : null;
  }

  private static boolean row(Type type) {
    return type == Types.RECORD || type instanceof CompositeType;
  }

  /** {@code field(row)}: a field's name around a row. */
  private @Nullable RexNode asField(String name, List<RexNode> arguments, int position) {
    RexNode row = arguments.size() == 1 ? arguments.getFirst() : null;
    RelTypes.Composite composite = row == null ? null : RelTypes.composite(row.getType());
    int index = composite == null ? -1 : composite.names().indexOf(name);
    return composite == null || row == null || index < 0
        ? null
        : Composites.field(analysis, row, index, composite, position);
  }

  /** {@code row.function}: a function of a row, written as if it were a field; null for none. */
  @Nullable RexNode ofRow(String name, RexNode row, int position) {
    List<Type> actual = List.of(RelTypes.typeOf(row));
    if (!row(actual.getFirst())) {
      return null;
    }
    List<Candidate<FunctionSignature>> fitting =
        selection.matching(candidates(null, name, 1, false), actual).stream()
            .filter(c -> row(c.arguments().getFirst()) || c.arguments().equals(actual))
            .filter(c -> c.item().kind() == FunctionSignature.Kind.SCALAR)
            .toList();
    if (fitting.size() != 1) {
      return null;
    }
    Resolved resolved = finish(fitting.getFirst(), List.of(row), actual, false);
    return analysis.call(
        new Shape.Function(fitting.getFirst().item()),
        resolved.result(),
        resolved.arguments(),
        position);
  }

  private Resolved finish(
      Candidate<FunctionSignature> chosen,
      List<RexNode> arguments,
      List<Type> actual,
      boolean variadic) {
    FunctionSignature function = chosen.item();
    Polymorphism polymorphism = new Polymorphism(analysis.coercion);
    List<Type> types = polymorphism.resolve(chosen.arguments(), actual, function.result());
    if (types == null) {
      throw Polymorphism.undetermined();
    }
    List<RexNode> converted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Type target = types.get(i);
      RexNode argument = arguments.get(i);
      converted.add(
          target.name().equals("any")
              ? any(function, argument)
              : analysis.coercion.coerce(
                  argument, target, Context.IMPLICIT, PgCall.positionOf(argument)));
    }
    if (function.variadic() && !variadic) {
      gather(function, converted, types);
    } else if (function.variadic() && function.arguments().getLast().name().equals("any")) {
      converted.add(spread(converted.removeLast(), actual.getLast()));
    }
    return new Resolved(function, converted, types.getLast(), null);
  }

  /** A literal without a type is text, except to the function that tells types. */
  private RexNode any(FunctionSignature function, RexNode argument) {
    boolean literal =
        switch (PgCall.shapeOf(argument)) {
          case Shape.Constant _, Shape.Parameter(Parameters.Index.Folded _) -> true;
          case null, default -> false;
        };
    return literal && function.name().equals("pg_typeof")
        ? argument
        : analysis.coercion.unknownToText(argument);
  }

  private RexNode spread(RexNode array, Type actual) {
    int position = PgCall.positionOf(array);
    if (!actual.isArray()) {
      throw SqlException.of(SqlState.DATATYPE_MISMATCH, "VARIADIC argument must be an array")
          .at(position);
    }
    return analysis.call(new Shape.Spread(), array.getType(), List.of(array), position);
  }

  private void gather(FunctionSignature function, List<RexNode> converted, List<Type> types) {
    int first = function.arguments().size() - 1;
    if (function.arguments().getLast().name().equals("any") || converted.size() <= first) {
      return;
    }
    Type element = types.get(first);
    Type array = analysis.coercion.arrayOf(element);
    if (array == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "could not find array type for data type " + element.displayName());
    }
    List<RexNode> members = List.copyOf(converted.subList(first, converted.size()));
    converted.subList(first, converted.size()).clear();
    converted.add(
        analysis.call(
            new Shape.ArrayOf(false), array, members, PgCall.positionOf(members.getFirst())));
  }

  static String call(@Nullable String schema, String name, List<Type> actual, boolean star) {
    String full = schema == null ? name : schema + "." + name;
    return star
        ? full + "()"
        : full + actual.stream().map(Type::displayName).collect(Collectors.joining(", ", "(", ")"));
  }

  private static SqlException missing(
      @Nullable String schema, String name, List<Type> actual, boolean star, int position) {
    SqlException feature = MissingFeatures.function(schema, name);
    if (feature != null) {
      return feature.at(position);
    }
    return SqlException.of(
            SqlState.UNDEFINED_FUNCTION,
            String.format(
                Locale.ROOT, "function %s does not exist", call(schema, name, actual, star)))
        .withHint(
            "No function matches the given name and argument types. "
                + "You might need to add explicit type casts.")
        .at(position);
  }
}
