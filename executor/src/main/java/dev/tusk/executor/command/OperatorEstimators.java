package dev.tusk.executor.command;

import dev.tusk.executor.catalog.OperatorObject;
import dev.tusk.sql.catalog.FoundFunction;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.statement.AlterOperator;
import dev.tusk.sql.statement.Definition;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions by which an operator tells how many rows it leaves ({@code operatorcmds.c}). They
 * are kept and shown: the planner estimates by the operator's kind.
 */
final class OperatorEstimators {
  private static final List<Type> RESTRICTION =
      List.of(Types.INTERNAL, Types.OID, Types.INTERNAL, Types.INT4);
  private static final List<Type> JOIN =
      List.of(Types.INTERNAL, Types.OID, Types.INTERNAL, Types.INT2, Types.INTERNAL);
  private static final List<String> UNCHANGEABLE =
      List.of(
          "leftarg",
          "rightarg",
          "function",
          "procedure",
          "commutator",
          "negator",
          "hashes",
          "merges");

  private final CommandHost host;

  OperatorEstimators(CommandHost host) {
    this.host = host;
  }

  /** The number of the function that RESTRICT names; 0 for none. */
  int restriction(@Nullable Definition definition) {
    return definition == null || isNone(definition)
        ? 0
        : estimator(definition, RESTRICTION, "restriction");
  }

  /** The same of JOIN, whose function may leave its last argument out. */
  int join(@Nullable Definition definition) {
    if (definition == null || isNone(definition)) {
      return 0;
    }
    boolean whole = exists(definition.names(), JOIN);
    List<Type> old = JOIN.subList(0, 4);
    if (whole && exists(definition.names(), old)) {
      throw SqlException.of(
          SqlState.AMBIGUOUS_FUNCTION,
          "join estimator function "
              + String.join(".", definition.names())
              + " has multiple matches");
    }
    boolean shorter = !whole && exists(definition.names(), old);
    return estimator(definition, shorter ? old : JOIN, "join");
  }

  private static boolean isNone(Definition definition) {
    return definition.names().equals(List.of("none"));
  }

  private boolean exists(List<String> names, List<Type> arguments) {
    QualifiedName name =
        names.size() > 1
            ? new QualifiedName(names.get(0), names.get(1))
            : new QualifiedName(null, names.getFirst());
    for (FoundFunction found : host.catalog().functions(name)) {
      if (found.signature().arguments().equals(arguments)) {
        return true;
      }
    }
    return FunctionCatalog.builtin().supportFunctions(name.name()).stream()
        .anyMatch(function -> function.arguments().equals(arguments));
  }

  private int estimator(Definition definition, List<Type> arguments, String kind) {
    FunctionSignature function = new PartLookup(host).find(definition.names(), arguments);
    if (function.result() != Types.FLOAT8) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          kind
              + " estimator function "
              + String.join(".", definition.names())
              + " must return type float8");
    }
    return function.oid();
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_FUNCTION_DEFINITION, message);
  }

  void alter(AlterOperator statement) {
    ObjectAddress address = OperatorCommands.address(host, statement.operator());
    Definition restriction = null;
    Definition join = null;
    for (Definition definition : statement.definitions()) {
      switch (definition.name()) {
        case "restrict" -> restriction = definition;
        case "join" -> join = definition;
        default ->
            throw SqlException.of(
                SqlState.SYNTAX_ERROR,
                "operator attribute \""
                    + definition.name()
                    + (UNCHANGEABLE.contains(definition.name())
                        ? "\" cannot be changed"
                        : "\" not recognized"));
      }
    }
    OperatorCommands.owned(host, statement.operator(), false);
    if (!(host.changes().state().object(address.objectOid()) instanceof OperatorObject operator)) {
      throw SqlException.notSupported("ALTER OPERATOR of a built-in operator")
          .withHint("Create an operator of your own over the same function.");
    }
    int restricted = restriction == null ? operator.restriction() : restriction(restriction);
    int joined = join == null ? operator.join() : join(join);
    if (operator.leftOid() == 0 && join != null && joined != 0) {
      throw invalid("only binary operators can have join selectivity");
    }
    if (operator.resultOid() != Types.BOOL.oid()) {
      if (restriction != null && restricted != 0) {
        throw invalid("only boolean operators can have restriction selectivity");
      }
      if (join != null && joined != 0) {
        throw invalid("only boolean operators can have join selectivity");
      }
    }
    host.changes().lockObject(host.transaction(), operator.oid());
    host.changes().put(operator.estimatedBy(restricted, joined));
  }
}
