package dev.tusk.executor.command;

import dev.tusk.executor.catalog.OperatorObject;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.Rights;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.statement.AlterOperator;
import dev.tusk.sql.statement.CreateOperator;
import dev.tusk.sql.statement.Definition;
import dev.tusk.sql.statement.DropOperators;
import dev.tusk.sql.statement.OperatorName;
import dev.tusk.sql.statement.RoutineType;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE and DROP OPERATOR ({@code operatorcmds.c}, {@code pg_operator.c}). */
final class OperatorCommands {
  private static final Set<String> KNOWN =
      Set.of(
          "leftarg",
          "rightarg",
          "function",
          "procedure",
          "commutator",
          "negator",
          "restrict",
          "join",
          "hashes",
          "merges");

  /** Old names of MERGES. */
  private static final Set<String> MERGE_NAMES = Set.of("sort1", "sort2", "ltcmp", "gtcmp");

  private final CommandHost host;
  private final Map<String, Definition> given = new HashMap<>();

  OperatorCommands(CommandHost host) {
    this.host = host;
  }

  String create(CreateOperator statement) {
    String schema =
        RoutineNames.creationSchema(
            host, new QualifiedName(statement.schema(), statement.symbol()));
    checkName(statement.symbol());
    take(statement);
    Type left = operand("leftarg");
    Type right = operand("rightarg");
    Definition function = given.getOrDefault("function", given.get("procedure"));
    if (function == null) {
      throw invalid("operator function must be specified");
    }
    if (left == null && right == null) {
      throw invalid("operator argument types must be specified");
    }
    if (right == null) {
      throw invalid("operator right argument type must be specified")
          .withDetail("Postfix operators are not supported.");
    }
    List<Type> arguments = left == null ? List.of(right) : List.of(left, right);
    arguments.forEach(type -> UseRights.type(host, type));
    FunctionSignature found = new PartLookup(host).find(function.names(), arguments);
    if (found.kind() != Kind.SCALAR) {
      throw SqlException.of(
          SqlState.UNDEFINED_FUNCTION,
          "function " + PartLookup.signature(function.names(), arguments) + " does not exist");
    }
    Type result = PartLookup.result(found, arguments);
    UseRights.type(host, result);
    boolean merges = given.keySet().stream().anyMatch(MERGE_NAMES::contains) || flag("merges");
    checkAbilities(left, result, merges);
    put(statement, schema, left, right, result, found, merges);
    return "CREATE OPERATOR";
  }

  private static void checkName(String symbol) {
    if (symbol.equals("=>") || symbol.length() > 63) {
      throw SqlException.of(
          SqlState.INVALID_NAME, "\"" + symbol + "\" is not a valid operator name");
    }
  }

  private void take(CreateOperator statement) {
    for (Definition definition : statement.definitions()) {
      if (!KNOWN.contains(definition.name()) && !MERGE_NAMES.contains(definition.name())) {
        host.warning(
            SqlState.SYNTAX_ERROR,
            "operator attribute \"" + definition.name() + "\" not recognized");
      }
      given.put(definition.name(), definition);
    }
  }

  private @Nullable Type operand(String name) {
    Definition definition = given.get(name);
    if (definition == null) {
      return null;
    }
    if (!(definition.value() instanceof Definition.Value.Name(RoutineType type, _))) {
      if (definition.value() != null && definition.value().text().equals("none")) {
        return null;
      }
      throw SqlException.of(SqlState.SYNTAX_ERROR, name + " requires a type name");
    }
    if (type.setOf()) {
      throw invalid("SETOF type not allowed for operator argument");
    }
    return RoutineTypes.named(host, type);
  }

  private boolean flag(String name) {
    Definition definition = given.get(name);
    return definition != null && definition.flag();
  }

  private void checkAbilities(@Nullable Type left, Type result, boolean merges) {
    if (left == null) {
      refuse(given.containsKey("commutator"), "only binary operators can have commutators");
      refuse(given.containsKey("join"), "only binary operators can have join selectivity");
      refuse(merges, "only binary operators can merge join");
      refuse(flag("hashes"), "only binary operators can hash");
    }
    if (result != Types.BOOL) {
      refuse(given.containsKey("negator"), "only boolean operators can have negators");
      refuse(
          given.containsKey("restrict"), "only boolean operators can have restriction selectivity");
      refuse(given.containsKey("join"), "only boolean operators can have join selectivity");
      refuse(merges, "only boolean operators can merge join");
      refuse(flag("hashes"), "only boolean operators can hash");
    }
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw invalid(message);
    }
  }

  private void put(
      CreateOperator statement,
      String schema,
      @Nullable Type left,
      Type right,
      Type result,
      FunctionSignature function,
      boolean merges) {
    int leftOid = left == null ? 0 : left.oid();
    long database = host.catalog().databaseOid();
    for (OperatorObject other : host.changes().state().operators(database, statement.symbol())) {
      if (other.schema().equals(schema)
          && other.leftOid() == leftOid
          && other.rightOid() == right.oid()) {
        throw SqlException.of(
            SqlState.DUPLICATE_FUNCTION, "operator " + statement.symbol() + " already exists");
      }
    }
    OperatorEstimators estimators = new OperatorEstimators(host);
    host.changes()
        .put(
            new OperatorObject(
                host.changes().newOid(),
                database,
                schema,
                statement.symbol(),
                host.currentUser(),
                leftOid,
                right.oid(),
                result.oid(),
                function.oid(),
                symbol("commutator"),
                symbol("negator"),
                merges,
                flag("hashes"),
                estimators.restriction(given.get("restrict")),
                estimators.join(given.get("join"))));
  }

  private @Nullable String symbol(String name) {
    Definition definition = given.get(name);
    return definition == null ? null : definition.names().getLast();
  }

  /** ALTER OPERATOR SET. */
  String alter(AlterOperator statement) {
    new OperatorEstimators(host).alter(statement);
    return "ALTER OPERATOR";
  }

  String drop(DropOperators statement) {
    List<ObjectAddress> found = new ArrayList<>();
    for (OperatorName named : statement.operators()) {
      ObjectAddress address = toDrop(named, statement.ifExists());
      if (address != null) {
        found.add(address);
      }
    }
    Removal removal = new Removal(host, statement.cascade());
    found.forEach(removal::name);
    removal.run();
    return "DROP OPERATOR";
  }

  private @Nullable ObjectAddress toDrop(OperatorName named, boolean ifExists) {
    try {
      return owned(host, named, true);
    } catch (SqlException e) {
      if (!ifExists) {
        throw e;
      }
      switch (e.state()) {
        case UNDEFINED_FUNCTION ->
            host.notice("operator " + named.symbol() + " does not exist, skipping");
        case UNDEFINED_OBJECT, INVALID_SCHEMA_NAME ->
            Names.skipTypes(host, Arrays.asList(named.left(), named.right()), e);
        default -> throw e;
      }
      return null;
    }
  }

  /** The operator that a statement names, which has to be the current user's. */
  static ObjectAddress owned(CommandHost host, OperatorName named, boolean orOfSchema) {
    ObjectAddress address = address(host, named);
    boolean ofSchema =
        orOfSchema
            && host.changes().state().object(address.objectOid()) instanceof OperatorObject operator
            && UseRights.ownsSchema(host, operator.schema());
    if (!ofSchema && !new Rights(host.catalog()).owns(host.roles().current(), address)) {
      String schema = named.schema() == null ? "" : named.schema() + ".";
      throw Denied.notOwner("operator", schema + named.symbol());
    }
    return address;
  }

  /** The operator that a statement names. */
  static ObjectAddress address(CommandHost host, OperatorName named) {
    String schema = named.schema();
    if (schema != null && !host.catalog().schemaExists(schema)) {
      throw Names.noSchema(schema);
    }
    TypeName rightName = named.right();
    if (rightName == null) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "postfix operators are not supported");
    }
    Type left = named.left() == null ? null : type(host, named.left());
    Type right = type(host, rightName);
    for (OperatorSignature operator : all(host, named.symbol(), left == null)) {
      if (Objects.equals(operator.left(), left) && operator.right().equals(right)) {
        return ObjectAddress.of(ObjectAddress.PG_OPERATOR, operator.oid());
      }
    }
    throw missing((schema == null ? "" : schema + ".") + named.symbol(), left, right);
  }

  private static Type type(CommandHost host, TypeName name) {
    return RoutineTypes.named(host, new RoutineType(name, false, List.of(), name.position()));
  }

  private static List<OperatorSignature> all(CommandHost host, String symbol, boolean prefix) {
    List<OperatorSignature> all = new ArrayList<>(host.catalog().operators(symbol, prefix));
    all.addAll(FunctionCatalog.builtin().operators(symbol, prefix));
    return all;
  }

  /** A binary operator of just these operands. */
  static OperatorSignature binary(CommandHost host, String symbol, Type left, Type right) {
    for (OperatorSignature operator : all(host, symbol, false)) {
      if (left.equals(operator.left()) && right.equals(operator.right())) {
        return operator;
      }
    }
    throw missing(symbol, left, right);
  }

  private static SqlException missing(String symbol, @Nullable Type left, Type right) {
    return SqlException.of(
        SqlState.UNDEFINED_FUNCTION,
        "operator does not exist: "
            + (left == null ? "" : left.displayName() + " ")
            + symbol
            + " "
            + right.displayName());
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_FUNCTION_DEFINITION, message);
  }

  /** COMMENT ON an object of that address. */
  static void comment(CommandHost host, ObjectAddress address, @Nullable String text) {
    CommentCommand.set(host, address, text);
  }
}
