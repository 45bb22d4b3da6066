package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Context;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.planner.algebra.Parameters;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.CandidateSelection.Candidate;
import dev.tusk.sql.planner.analyze.FunctionCandidates.Option;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
   * A call resolved: arguments converted and in their places, variadic ones gathered in an array,
   * defaults of the user's functions filled in.
   *
   * @param cast set when the call was a type's name used as a conversion; then nothing else is
   * @param outputs types of the function's outputs where it has several, else none
   */
  record Resolved(
      @Nullable FunctionSignature function,
      List<RexNode> arguments,
      Type result,
      List<Type> outputs,
      @Nullable RexNode cast) {}

  Resolved resolve(
      @Nullable String schema, String name, CallArguments arguments, boolean star, int position) {
    List<Type> actual = arguments.types();
    List<Candidate<Option>> candidates =
        FunctionCandidates.of(analysis, new QualifiedName(schema, name), arguments);
    Candidate<Option> exact = exact(candidates, actual);
    if (exact != null) {
      return checked(exact, schema, name, arguments, star, position);
    }
    RexNode cast = arguments.names().isEmpty() ? asCast(schema, name, arguments, position) : null;
    if (cast != null) {
      return new Resolved(null, List.of(), RelTypes.typeOf(cast), List.of(), cast);
    }
    List<Candidate<Option>> fitting = selection.matching(candidates, actual);
    if (fitting.isEmpty()) {
      RexNode field = schema == null && !star ? asField(name, arguments, position) : null;
      if (field != null) {
        return new Resolved(null, List.of(), RelTypes.typeOf(field), List.of(), field);
      }
      throw missing(schema, name, arguments, star, position);
    }
    Candidate<Option> chosen =
        fitting.size() == 1
            ? fitting.getFirst()
            : selection.best(fitting, actual.stream().map(DomainType::root).toList());
    if (chosen == null) {
      throw ambiguous(schema, name, arguments, star, position);
    }
    return checked(chosen, schema, name, arguments, star, position);
  }

  private static @Nullable Candidate<Option> exact(
      List<Candidate<Option>> candidates, List<Type> actual) {
    for (Candidate<Option> candidate : candidates) {
      if (candidate.arguments().equals(actual)) {
        return candidate;
      }
    }
    return null;
  }

  /** {@code float8('1')}, {@code text(x)}: a type's name around one argument. */
  private @Nullable RexNode asCast(
      @Nullable String schema, String name, CallArguments arguments, int position) {
    if (arguments.count() != 1 || schema != null && !schema.equals("pg_catalog")) {
      return null;
    }
    RexNode argument = arguments.values().getFirst();
    Type target = analysis.catalog.type(new QualifiedName(schema, name)).orElse(null);
    if (target == null) {
      return null;
    }
    Type source = RelTypes.typeOf(argument);
    boolean possible =
        source == Types.UNKNOWN
            || switch (analysis.coercion.pathway(source, target, Context.EXPLICIT)) {
              case Coercion.Pathway.Relabel _, Coercion.Pathway.Same _ -> true;
              case Coercion.Pathway.InOut _ -> !row(source) || target.category() != 'S';
              default -> false;
            };
    return possible ? analysis.coercion.coerce(argument, target, Context.EXPLICIT, position) : null;
  }

  private static boolean row(Type type) {
    return type == Types.RECORD || type instanceof CompositeType;
  }

  /** {@code field(row)}: a field's name around a row. */
  private @Nullable RexNode asField(String name, CallArguments arguments, int position) {
    boolean one = arguments.count() == 1 && arguments.names().isEmpty();
    RexNode row = one ? arguments.values().getFirst() : null;
    RelTypes.Composite composite = row == null ? null : RelTypes.composite(row.getType());
    int index = composite == null ? -1 : composite.names().indexOf(name);
    return composite == null || row == null || index < 0
        ? null
        : Composites.field(analysis, row, index, composite, position);
  }

  /** {@code row.function}: a function of a row, written as if it were a field; null for none. */
  @Nullable RexNode ofRow(String name, RexNode row, int position) {
    CallArguments arguments = CallArguments.of(List.of(row));
    List<Type> actual = arguments.types();
    if (!row(actual.getFirst())) {
      return null;
    }
    List<Candidate<Option>> candidates =
        FunctionCandidates.of(analysis, new QualifiedName(null, name), arguments);
    List<Candidate<Option>> fitting =
        selection.matching(candidates, actual).stream()
            .filter(c -> row(c.arguments().getFirst()) || c.arguments().equals(actual))
            .filter(c -> c.item().function().kind() == FunctionSignature.Kind.SCALAR)
            .toList();
    if (fitting.size() != 1) {
      return null;
    }
    Resolved resolved = finish(fitting.getFirst(), arguments);
    return analysis.call(
        new Shape.Function(fitting.getFirst().item().function()),
        resolved.result(),
        resolved.arguments(),
        position);
  }

  private Resolved checked(
      Candidate<Option> chosen,
      @Nullable String schema,
      String name,
      CallArguments arguments,
      boolean star,
      int position) {
    if (chosen.item().ambiguous()) {
      throw ambiguous(schema, name, arguments, star, position);
    }
    boolean procedure = chosen.item().function().kind() == FunctionSignature.Kind.PROCEDURE;
    if (procedure != arguments.outputs()) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              written(schema, name, arguments, star)
                  + (procedure ? " is a procedure" : " is not a procedure"))
          .withHint(
              procedure ? "To call a procedure, use CALL." : "To call a function, use SELECT.")
          .at(position);
    }
    return finish(chosen, arguments);
  }

  private Resolved finish(Candidate<Option> chosen, CallArguments arguments) {
    FunctionSignature function = chosen.item().function();
    analysis.touched.function(function.oid());
    List<RexNode> given = new ArrayList<>(arguments.values());
    List<Type> declared = new ArrayList<>(chosen.arguments());
    if (!arguments.names().isEmpty()) {
      inPlace(chosen.item(), given, declared, arguments.outputs());
    } else if (function.routine() != null && !chosen.item().spread()) {
      addDefaults(function, given, declared, arguments.outputs());
    }
    List<Type> actual = given.stream().map(RelTypes::typeOf).toList();
    List<Type> results = new ArrayList<>();
    results.add(function.result());
    List<Type> outputs =
        analysis.functions.parameters(function).stream()
            .filter(parameter -> parameter.mode().output())
            .map(Parameter::type)
            .toList();
    if (outputs.size() > 1) {
      results.addAll(outputs);
    }
    List<Type> types = new Polymorphism(analysis.coercion).resolve(declared, actual, results);
    if (types == null) {
      throw Polymorphism.undetermined(declared);
    }
    List<RexNode> converted = converted(function, given, types);
    if (chosen.item().spread()) {
      gather(function, converted, types, parameters(function, arguments.outputs()).size() - 1);
    } else if (function.variadic() && function.arguments().getLast().name().equals("any")) {
      converted.add(spread(converted.removeLast(), actual.getLast()));
    }
    List<Type> found = types.subList(given.size(), types.size());
    return new Resolved(
        function, converted, found.getFirst(), found.subList(1, found.size()), null);
  }

  private List<RexNode> converted(
      FunctionSignature function, List<RexNode> given, List<Type> types) {
    List<RexNode> converted = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      Type target = types.get(i);
      RexNode argument = given.get(i);
      converted.add(
          target.name().equals("any")
              ? any(function, argument)
              : analysis.coercion.coerce(
                  argument, target, Context.IMPLICIT, PgCall.positionOf(argument)));
    }
    return converted;
  }

  private List<Parameter> parameters(FunctionSignature function, boolean outputs) {
    return analysis.functions.parameters(function).stream()
        .filter(parameter -> outputs || parameter.mode().input())
        .toList();
  }

  /** Puts arguments with names in their places, and defaults in those that are left out. */
  private void inPlace(Option option, List<RexNode> given, List<Type> declared, boolean outputs) {
    List<Parameter> parameters = parameters(option.function(), outputs);
    int last = option.parameters().stream().mapToInt(Integer::intValue).max().orElse(-1);
    int count = option.function().routine() == null ? last + 1 : parameters.size();
    List<RexNode> placed = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int argument = option.parameters().indexOf(i);
      placed.add(argument < 0 ? defaultOf(parameters.get(i)) : given.get(argument));
      types.add(parameters.get(i).type());
    }
    given.clear();
    given.addAll(placed);
    declared.clear();
    declared.addAll(types);
  }

  private void addDefaults(
      FunctionSignature function, List<RexNode> given, List<Type> declared, boolean outputs) {
    List<Parameter> parameters = parameters(function, outputs);
    for (int i = given.size(); i < parameters.size(); i++) {
      given.add(defaultOf(parameters.get(i)));
      declared.add(parameters.get(i).type());
    }
  }

  /** A parameter's default as a value; NULL where there is none, as for an OUT parameter. */
  private RexNode defaultOf(Parameter parameter) {
    String text = parameter.defaultText();
    if (text == null) {
      return analysis.constant(null, Types.UNKNOWN, 0);
    }
    RexNode value = new StoredExpressions(analysis).bind(text, null);
    return Polymorphism.polymorphic(parameter.type())
        ? value
        : analysis.coercion.coerce(value, parameter.type(), Context.ASSIGNMENT, 0);
  }

  /** A literal without a type is text, except to the function that tells types. */
  private RexNode any(FunctionSignature function, RexNode argument) {
    boolean literal =
        switch (PgCall.shapeOf(argument)) {
          case Shape.Constant _, Shape.Parameter(Parameters.Index.Folded _) -> true;
          case null, default -> false;
        };
    return literal && (analysis.asWritten || function.name().equals("pg_typeof"))
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

  private void gather(
      FunctionSignature function, List<RexNode> converted, List<Type> types, int first) {
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

  private static String written(
      @Nullable String schema, String name, CallArguments arguments, boolean star) {
    return star
        ? (schema == null ? name : schema + "." + name) + "()"
        : arguments.written(schema, name);
  }

  private static SqlException ambiguous(
      @Nullable String schema, String name, CallArguments arguments, boolean star, int position) {
    boolean procedure = arguments.outputs();
    return SqlException.of(
            SqlState.AMBIGUOUS_FUNCTION,
            String.format(
                Locale.ROOT,
                "%s %s is not unique",
                procedure ? "procedure" : "function",
                written(schema, name, arguments, star)))
        .withHint(
            String.format(
                Locale.ROOT,
                "Could not choose a best candidate %s. "
                    + "You might need to add explicit type casts.",
                procedure ? "procedure" : "function"))
        .at(position);
  }

  private SqlException missing(
      @Nullable String schema, String name, CallArguments arguments, boolean star, int position) {
    boolean procedure = arguments.outputs();
    SqlException feature = procedure ? null : MissingFeatures.function(schema, name);
    if (feature != null && analysis.catalog.functions(new QualifiedName(schema, name)).isEmpty()) {
      return feature.at(position);
    }
    if (schema != null && !analysis.catalog.schemaExists(schema)) {
      return SqlException.of(
              SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist")
          .at(position);
    }
    return SqlException.of(
            SqlState.UNDEFINED_FUNCTION,
            String.format(
                Locale.ROOT,
                "%s %s does not exist",
                procedure ? "procedure" : "function",
                written(schema, name, arguments, star)))
        .withHint(
            String.format(
                Locale.ROOT,
                "No %s matches the given name and argument types. "
                    + "You might need to add explicit type casts.",
                procedure ? "procedure" : "function"))
        .at(position);
  }
}
