package dev.tusk.executor.command;

import dev.tusk.executor.catalog.AggregateSpec;
import dev.tusk.executor.catalog.AggregateStep;
import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.function.Parameter.Mode;
import dev.tusk.sql.statement.CreateAggregate;
import dev.tusk.sql.statement.Definition;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineParameter;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE AGGREGATE ({@code aggregatecmds.c}, {@code pg_aggregate.c}). */
final class CreateAggregateCommand {
  private static final Set<String> KNOWN =
      Set.of(
          "sfunc",
          "stype",
          "sspace",
          "finalfunc",
          "finalfunc_extra",
          "finalfunc_modify",
          "combinefunc",
          "serialfunc",
          "deserialfunc",
          "initcond",
          "msfunc",
          "minvfunc",
          "mstype",
          "msspace",
          "mfinalfunc",
          "mfinalfunc_extra",
          "mfinalfunc_modify",
          "minitcond",
          "sortop",
          "parallel",
          "basetype",
          "hypothetical");
  private static final Map<String, String> OLD_NAMES =
      Map.of("sfunc1", "sfunc", "stype1", "stype", "initcond1", "initcond");

  private final CommandHost host;
  private final CreateAggregate statement;
  private final PartLookup lookup;
  private final Map<String, Definition> given = new HashMap<>();
  private char kind;
  private RoutineParameters parameters;
  private List<Type> inputs = List.of();
  private List<Type> aggregated = List.of();

  CreateAggregateCommand(CommandHost host, CreateAggregate statement) {
    this.host = host;
    this.statement = statement;
    this.lookup = new PartLookup(host);
    this.kind = statement.direct() >= 0 ? 'o' : 'n';
    this.parameters = new RoutineParameters(host, RoutineKind.AGGREGATE, List.of());
  }

  String run() {
    String schema = RoutineNames.creationSchema(host, statement.name());
    take();
    checkPresence();
    readArguments();
    Type stateType = stateType("stype");
    AggregateStep step = step("", stateType);
    Type result = result("", stateType);
    UseRights.type(host, result);
    PolymorphicSignatures.check(result, inputs);
    AggregateStep moving = null;
    int inverse = 0;
    if (given.containsKey("mstype")) {
      Type movingType = stateType("mstype");
      moving = step("m", movingType);
      inverse = inverse(movingType, moving);
      checkSameResult(result("m", movingType), result);
    }
    AggregateSpec spec =
        new AggregateSpec(
            kind,
            Math.max(statement.direct(), 0),
            step,
            combine(stateType),
            serialize(stateType, "serialfunc"),
            serialize(stateType, "deserialfunc"),
            moving,
            inverse,
            sortOperator());
    put(object(schema, result, spec));
    return "CREATE AGGREGATE";
  }

  private void take() {
    for (Definition definition : statement.definitions()) {
      String name = OLD_NAMES.getOrDefault(definition.name(), definition.name());
      if (!KNOWN.contains(name)) {
        host.warning(
            SqlState.SYNTAX_ERROR,
            "aggregate attribute \"" + definition.name() + "\" not recognized");
      }
      given.put(name, definition);
    }
    if (flag("hypothetical")) {
      if (kind == 'n') {
        throw invalid("only ordered-set aggregates can be hypothetical");
      }
      kind = 'h';
    }
  }

  private boolean flag(String name) {
    Definition definition = given.get(name);
    return definition != null && definition.flag();
  }

  private void checkPresence() {
    if (!given.containsKey("stype")) {
      throw invalid("aggregate stype must be specified");
    }
    if (!given.containsKey("sfunc")) {
      throw invalid("aggregate sfunc must be specified");
    }
    boolean moving = given.containsKey("mstype");
    for (String name : List.of("msfunc", "minvfunc")) {
      if (moving && !given.containsKey(name)) {
        throw invalid("aggregate " + name + " must be specified when mstype is specified");
      }
    }
    for (String name : List.of("msfunc", "minvfunc", "mfinalfunc", "msspace", "minitcond")) {
      if (!moving && given.containsKey(name)) {
        throw invalid("aggregate " + name + " must not be specified without mstype");
      }
    }
  }

  private void readArguments() {
    List<RoutineParameter> written = statement.parameters();
    Definition base = given.get("basetype");
    if (written == null) {
      if (base == null) {
        throw invalid("aggregate input type must be specified");
      }
      written = oldForm(base);
    } else if (base != null) {
      throw invalid("basetype is redundant with aggregate input type specification");
    }
    parameters = new RoutineParameters(host, RoutineKind.AGGREGATE, written);
    inputs = parameters.inputTypes();
    aggregated = kind == 'n' ? inputs : inputs.subList(statement.direct(), inputs.size());
  }

  private static List<RoutineParameter> oldForm(Definition base) {
    boolean any =
        base.value() != null && base.value().text().equalsIgnoreCase("any")
            || base.value() instanceof Definition.Value.Text;
    return any || !(base.value() instanceof Definition.Value.Name(var type, _))
        ? List.of()
        : List.of(new RoutineParameter(null, null, type, null, base.position()));
  }

  private Type stateType(String name) {
    Definition definition = Objects.requireNonNull(given.get(name));
    if (!(definition.value() instanceof Definition.Value.Name(var written, _))) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, name + " requires a type name");
    }
    Type type = RoutineTypes.named(host, written);
    UseRights.type(host, type);
    boolean pseudo = type.category() == 'P' && !PolymorphicSignatures.polymorphic(type);
    if (pseudo && type != Types.INTERNAL) {
      throw invalid("aggregate transition data type cannot be " + type.displayName());
    }
    try {
      PolymorphicSignatures.check(type, inputs);
    } catch (SqlException e) {
      if (type == Types.INTERNAL) {
        return type;
      }
      throw SqlException.of(e.state(), "cannot determine transition data type")
          .withDetail(e.fields().detail());
    }
    return type;
  }

  private List<Type> withState(Type state, List<Type> arguments) {
    List<Type> all = new ArrayList<>();
    all.add(state);
    all.addAll(arguments);
    return all;
  }

  private FunctionSignature function(String name, List<Type> arguments) {
    Definition definition = Objects.requireNonNull(given.get(name));
    FunctionSignature found = lookup.find(definition.names(), arguments);
    if (found.kind() == Kind.SET) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          "function " + PartLookup.signature(definition.names(), arguments) + " returns a set");
    }
    return found;
  }

  private void requireResult(
      FunctionSignature function, List<Type> arguments, Type wanted, String what, String name) {
    if (!PartLookup.result(function, arguments).equals(wanted)) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH,
          String.format(
              Locale.ROOT,
              "return type of %s function %s is not %s",
              what,
              String.join(".", Objects.requireNonNull(given.get(name)).names()),
              wanted.displayName()));
    }
  }

  private AggregateStep step(String prefix, Type state) {
    List<Type> arguments = withState(state, aggregated);
    String name = prefix + "sfunc";
    FunctionSignature transition = function(name, arguments);
    requireResult(transition, arguments, state, "transition", name);
    String initial = text(prefix + "initcond");
    if (transition.strict()
        && initial == null
        && (aggregated.isEmpty() || !PartLookup.sameValues(aggregated.getFirst(), state))) {
      throw invalid(
          "must not omit initial value when transition function is strict and transition type is"
              + " not compatible with input type");
    }
    if (initial != null && state.category() != 'P') {
      state.parse(initial, host.format());
    }
    FunctionSignature finish = finish(prefix, state);
    return new AggregateStep(
        state.oid(),
        transition.oid(),
        finish == null ? 0 : finish.oid(),
        flag(prefix + "finalfunc_extra"),
        modify(prefix + "finalfunc_modify"),
        space(prefix + "sspace"),
        initial);
  }

  private @Nullable FunctionSignature finish(String prefix, Type state) {
    if (!given.containsKey(prefix + "finalfunc")) {
      return null;
    }
    boolean extra = flag(prefix + "finalfunc_extra");
    FunctionSignature finish = function(prefix + "finalfunc", finishArguments(prefix, state));
    if (extra && finish.strict()) {
      throw invalid("final function with extra arguments must not be declared STRICT");
    }
    return finish;
  }

  /** The state; of an ordered set the direct arguments; the aggregated ones where asked for. */
  private List<Type> finishArguments(String prefix, Type state) {
    List<Type> arguments = new ArrayList<>();
    arguments.add(state);
    if (kind != 'n') {
      arguments.addAll(inputs.subList(0, statement.direct()));
    }
    if (flag(prefix + "finalfunc_extra")) {
      arguments.addAll(aggregated);
    }
    return arguments;
  }

  private Type result(String prefix, Type state) {
    FunctionSignature finish = finish(prefix, state);
    return finish == null ? state : PartLookup.result(finish, finishArguments(prefix, state));
  }

  private void checkSameResult(Type moving, Type plain) {
    if (!moving.equals(plain)) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "moving-aggregate implementation returns type %s, but plain implementation returns"
                  + " type %s",
              moving.displayName(),
              plain.displayName()));
    }
  }

  private int inverse(Type state, AggregateStep moving) {
    List<Type> arguments = withState(state, aggregated);
    FunctionSignature inverse = function("minvfunc", arguments);
    requireResult(inverse, arguments, state, "inverse transition", "minvfunc");
    boolean strict =
        host.catalog().function(moving.transition()).map(FunctionSignature::strict).orElse(false);
    if (strict != inverse.strict()) {
      throw invalid(
          "strictness of aggregate's forward and inverse transition functions must match");
    }
    return inverse.oid();
  }

  private int combine(Type state) {
    if (!given.containsKey("combinefunc")) {
      return 0;
    }
    List<Type> arguments = List.of(state, state);
    FunctionSignature combine = function("combinefunc", arguments);
    requireResult(combine, arguments, state, "combine", "combinefunc");
    if (state == Types.INTERNAL && combine.strict()) {
      throw invalid("combine function with transition type internal must not be declared STRICT");
    }
    return combine.oid();
  }

  private int serialize(Type state, String name) {
    boolean one = given.containsKey("serialfunc");
    boolean other = given.containsKey("deserialfunc");
    if (one != other) {
      throw invalid("must specify both or neither of serialization and deserialization functions");
    }
    if (!one) {
      return 0;
    }
    if (state != Types.INTERNAL) {
      throw invalid(
          "serialization functions may be specified only when the aggregate transition data type"
              + " is internal");
    }
    boolean serial = name.equals("serialfunc");
    List<Type> arguments = serial ? List.of(Types.INTERNAL) : List.of(Types.BYTEA, Types.INTERNAL);
    FunctionSignature found = function(name, arguments);
    requireResult(
        found,
        arguments,
        serial ? Types.BYTEA : Types.INTERNAL,
        serial ? "serialization" : "deserialization",
        name);
    return found.oid();
  }

  private int sortOperator() {
    Definition definition = given.get("sortop");
    if (definition == null) {
      return 0;
    }
    if (inputs.size() != 1) {
      throw invalid("sort operator can only be specified for single-argument aggregates");
    }
    String symbol = definition.names().getLast();
    return OperatorCommands.binary(host, symbol, inputs.getFirst(), inputs.getFirst()).oid();
  }

  private @Nullable String text(String name) {
    Definition definition = given.get(name);
    if (definition == null) {
      return null;
    }
    if (definition.value() == null) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, name + " requires a parameter");
    }
    return definition.value().text();
  }

  private char modify(String name) {
    String text = text(name);
    return switch (text) {
      case null -> kind == 'n' ? 'r' : 'w';
      case "read_only" -> 'r';
      case "shareable" -> 's';
      case "read_write" -> 'w';
      default ->
          throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              "parameter \"" + name + "\" must be READ_ONLY, SHAREABLE, or READ_WRITE");
    };
  }

  private int space(String name) {
    String text = text(name);
    return text == null ? 0 : Integer.parseInt(text);
  }

  private char parallel() {
    String text = text("parallel");
    return switch (text) {
      case null -> 'u';
      case "unsafe" -> 'u';
      case "safe" -> 's';
      case "restricted" -> 'r';
      default ->
          throw SqlException.of(
              SqlState.SYNTAX_ERROR, "parameter \"parallel\" must be SAFE, RESTRICTED, or UNSAFE");
    };
  }

  private FunctionObject object(String schema, Type result, AggregateSpec spec) {
    return new FunctionObject(
        host.changes().newOid(),
        host.catalog().databaseOid(),
        schema,
        statement.name().name(),
        host.currentUser(),
        'a',
        parameters.all(),
        result.oid(),
        false,
        "internal",
        Volatility.IMMUTABLE,
        false,
        false,
        false,
        parallel(),
        1,
        0,
        null,
        List.of(),
        "aggregate_dummy",
        null,
        spec,
        null);
  }

  private void put(FunctionObject made) {
    boolean variadic =
        made.parameters().stream().anyMatch(p -> p.mode() == Mode.VARIADIC) && kind != 'n';
    if (variadic && inputs.getLast() != Types.ANY) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "a variadic ordered-set aggregate must use VARIADIC type ANY");
    }
    FunctionObject before =
        RoutineNames.exact(host, made.schema(), made.name(), made.argumentOids());
    FunctionObject checked =
        before == null
            ? made
            : new RoutineReplacement(host, before, made).checked(statement.replace());
    AggregateSpec old = before == null ? null : before.aggregate();
    if (old != null && old.kind() != kind) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "cannot change routine kind")
          .withDetail(
              String.format(
                  Locale.ROOT,
                  "\"%s\" is an %s.",
                  made.name(),
                  old.kind() == 'n' ? "ordinary aggregate function" : "ordered-set aggregate"));
    }
    host.changes().put(checked);
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_FUNCTION_DEFINITION, message);
  }
}
