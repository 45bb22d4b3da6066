package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CastObject;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.Rights;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature.Method;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.function.FunctionSignature.Volatility;
import dev.tusk.sql.statement.CommentOnDefined;
import dev.tusk.sql.statement.CreateCast;
import dev.tusk.sql.statement.DropCast;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.statement.RoutineType;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CREATE and DROP CAST ({@code functioncmds.c}: {@code CreateCast}). */
final class CastCommands {
  private final CommandHost host;

  CastCommands(CommandHost host) {
    this.host = host;
  }

  String create(CreateCast statement) {
    Type source = type(statement.source());
    Type target = type(statement.target());
    refusePseudo("source", source);
    refusePseudo("target", target);
    requireOwner(source, target);
    UseRights.type(host, source);
    UseRights.type(host, target);
    FunctionSignature function = null;
    RoutineName named = statement.function();
    if (named != null) {
      function = RoutineNames.find(host, RoutineKind.FUNCTION, named);
      check(function, source, target);
    }
    if (statement.method() == Method.RELABEL) {
      if (!host.changes().state().roles(0).superuser(host.roles().current())) {
        throw Denied.because("must be superuser to create a cast WITHOUT FUNCTION");
      }
      checkBinary(source, target);
    }
    if (source.equals(target) && statement.method() != Method.FUNCTION) {
      throw invalid("source data type and target data type are the same");
    }
    if (host.catalog().cast(source, target).isPresent()
        || FunctionCatalog.builtin().cast(source, target) != null) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          String.format(
              Locale.ROOT,
              "cast from type %s to type %s already exists",
              source.displayName(),
              target.displayName()));
    }
    host.changes()
        .put(
            new CastObject(
                host.changes().newOid(),
                host.catalog().databaseOid(),
                source.oid(),
                target.oid(),
                statement.context(),
                statement.method(),
                function == null ? 0 : function.oid(),
                false));
    return "CREATE CAST";
  }

  /** A cast belongs to whom one of its types belongs to. */
  private void requireOwner(Type source, Type target) {
    Rights rights = new Rights(host.catalog());
    long user = host.roles().current();
    if (!rights.owns(user, ObjectAddress.type(source.oid()))
        && !rights.owns(user, ObjectAddress.type(target.oid()))) {
      throw Denied.because(
          String.format(
              Locale.ROOT,
              "must be owner of type %s or type %s",
              host.catalog().typeName(source, -1),
              host.catalog().typeName(target, -1)));
    }
  }

  private Type type(TypeName name) {
    return RoutineTypes.named(host, new RoutineType(name, false, List.of(), name.position()));
  }

  private static void refusePseudo(String what, Type type) {
    if (type.category() == 'P') {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          what + " data type " + type.displayName() + " is a pseudo-type");
    }
  }

  private static void check(FunctionSignature function, Type source, Type target) {
    List<Type> arguments = function.arguments();
    if (arguments.isEmpty() || arguments.size() > 3) {
      throw invalid("cast function must take one to three arguments");
    }
    if (!PartLookup.sameValues(source, arguments.getFirst())) {
      throw invalid(
          "argument of cast function must match or be binary-coercible from source data type");
    }
    if (arguments.size() > 1 && arguments.get(1) != Types.INT4) {
      throw invalid("second argument of cast function must be type integer");
    }
    if (arguments.size() > 2 && arguments.get(2) != Types.BOOL) {
      throw invalid("third argument of cast function must be type boolean");
    }
    if (!PartLookup.sameValues(function.result(), target)) {
      throw invalid(
          "return data type of cast function must match or be binary-coercible to target data"
              + " type");
    }
    if (function.volatility() == Volatility.VOLATILE) {
      // As PostgreSQL, which would like to refuse it: no one wants a cast that changes anything.
      return;
    }
    if (function.kind() == Kind.SET) {
      throw invalid("cast function must not return a set");
    }
  }

  private static void checkBinary(Type source, Type target) {
    if (source.length() != target.length()) {
      throw invalid("source and target data types are not physically compatible");
    }
    if (source instanceof CompositeType || target instanceof CompositeType) {
      throw invalid("composite data types are not binary-compatible");
    }
    if (source.category() == 'E' || target.category() == 'E') {
      throw invalid("enum data types are not binary-compatible");
    }
    if (source.isArray() || target.isArray()) {
      throw invalid("array data types are not binary-compatible");
    }
  }

  String drop(DropCast statement) {
    Removal removal = new Removal(host, statement.cascade());
    try {
      removal.name(address(statement.source(), statement.target()));
    } catch (SqlException e) {
      if (!statement.ifExists() || e.state() == SqlState.INSUFFICIENT_PRIVILEGE) {
        throw e;
      }
      Names.skipTypes(host, List.of(statement.source(), statement.target()), e);
      return "DROP CAST";
    }
    removal.run();
    return "DROP CAST";
  }

  private ObjectAddress address(TypeName sourceName, TypeName targetName) {
    Type source = type(sourceName);
    Type target = type(targetName);
    CastObject cast =
        host.changes().state().cast(host.catalog().databaseOid(), source.oid(), target.oid());
    if (cast != null) {
      requireOwner(source, target);
      return cast.address();
    }
    throw SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        String.format(
            Locale.ROOT,
            "cast from type %s to type %s does not exist",
            source.displayName(),
            target.displayName()));
  }

  /** COMMENT ON CAST or OPERATOR. */
  String comment(CommentOnDefined statement) {
    ObjectAddress address =
        statement.operator() != null
            ? OperatorCommands.owned(host, statement.operator(), false)
            : address(
                Objects.requireNonNull(statement.source()),
                Objects.requireNonNull(statement.target()));
    OperatorCommands.comment(host, address, statement.text());
    return "COMMENT";
  }

  private static SqlException invalid(@Nullable String message) {
    return SqlException.of(SqlState.INVALID_OBJECT_DEFINITION, String.valueOf(message));
  }
}
