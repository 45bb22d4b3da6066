package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.FunctionSignature.Kind;
import dev.tusk.sql.statement.AlterRoutine;
import dev.tusk.sql.statement.CommentOnRoutine;
import dev.tusk.sql.statement.DropRoutines;
import dev.tusk.sql.statement.RenameRoutine;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** DROP, ALTER and COMMENT ON of functions of all kinds. */
final class RoutineCommands {
  private static final long PG_PROC = 1255;

  private final CommandHost host;

  RoutineCommands(CommandHost host) {
    this.host = host;
  }

  String drop(DropRoutines statement) {
    RoutineKind kind = statement.kind();
    List<FunctionObject> found = new ArrayList<>();
    for (RoutineName named : statement.routines()) {
      FunctionSignature signature = toDrop(statement, named);
      if (signature == null) {
        continue;
      }
      if (signature.kind() == Kind.AGGREGATE && kind == RoutineKind.FUNCTION) {
        throw SqlException.of(
                SqlState.WRONG_OBJECT_TYPE,
                String.format(Locale.ROOT, "\"%s\" is an aggregate function", named.name().name()))
            .withHint("Use DROP AGGREGATE to drop aggregate functions.");
      }
      found.add(own(signature, "drop"));
    }
    Removal removal = new Removal(host, statement.cascade());
    found.forEach(function -> removal.name(function.address()));
    removal.run();
    return "DROP " + kind.name();
  }

  private @Nullable FunctionSignature toDrop(DropRoutines statement, RoutineName named) {
    try {
      return RoutineNames.find(host, statement.kind(), named);
    } catch (SqlException e) {
      if (!statement.ifExists()) {
        throw e;
      }
      switch (e.state()) {
        case UNDEFINED_FUNCTION -> host.notice(RoutineNames.skipped(statement.kind(), named));
        case UNDEFINED_OBJECT, INVALID_SCHEMA_NAME ->
            Names.skipTypes(host, RoutineNames.types(named), e);
        default -> throw e;
      }
      return null;
    }
  }

  /** A function of the user's; the built-in ones stay as they are. */
  private FunctionObject own(FunctionSignature signature, String verb) {
    FunctionObject function = host.changes().state().function(signature.oid());
    if (function == null) {
      String name =
          signature.name()
              + signature.arguments().stream()
                  .map(Type::displayName)
                  .collect(Collectors.joining(",", "(", ")"));
      throw SqlException.of(
          SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
          "cannot "
              + verb
              + " function "
              + name
              + " because it is required by the database system");
    }
    return function;
  }

  String alter(AlterRoutine statement) {
    FunctionSignature signature = RoutineNames.find(host, statement.kind(), statement.routine());
    if (signature.kind() == Kind.AGGREGATE) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          String.format(Locale.ROOT, "\"%s\" is an aggregate function", signature.name()));
    }
    FunctionObject function = own(signature, "alter");
    RoutineAttributes changed =
        new RoutineAttributes(host, signature.kind() == Kind.PROCEDURE, statement.options());
    if (changed.rows != null && !function.returnsSet()) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "ROWS is not applicable when function does not return a set");
    }
    host.changes().lockObject(host.transaction(), function.oid());
    host.changes()
        .put(
            new FunctionObject(
                function.oid(),
                function.databaseOid(),
                function.schema(),
                function.name(),
                function.owner(),
                function.kind(),
                function.parameters(),
                function.resultOid(),
                function.returnsSet(),
                function.language(),
                Objects.requireNonNullElse(changed.volatility, function.volatility()),
                Objects.requireNonNullElse(changed.strict, function.strict()),
                Objects.requireNonNullElse(changed.definer, function.securityDefiner()),
                Objects.requireNonNullElse(changed.leakproof, function.leakproof()),
                Objects.requireNonNullElse(changed.parallel, function.parallel()),
                Objects.requireNonNullElse(changed.cost, function.cost()),
                Objects.requireNonNullElse(changed.rows, function.rows()),
                function.support(),
                changed.settings(function.settings()),
                function.source(),
                function.sqlBody(),
                function.aggregate(),
                function.references()));
    return "ALTER " + statement.kind().name();
  }

  String rename(RenameRoutine statement) {
    FunctionSignature signature = RoutineNames.find(host, statement.kind(), statement.routine());
    FunctionObject function = own(signature, "alter");
    RoleSpec owner = statement.newOwner();
    if (owner != null) {
      new Ownership(host).change(function, owner);
      return "ALTER " + statement.kind().name();
    }
    String newSchema = statement.newSchema();
    String newName = statement.newName();
    if (newName != null) {
      host.catalog().requireCreation(function.schema());
    }
    if (newSchema != null) {
      newSchema = RoutineNames.creationSchema(host, new QualifiedName(newSchema, ""));
    }
    String schema = newSchema == null ? function.schema() : newSchema;
    String name = newName == null ? function.name() : newName;
    boolean moves = !(newSchema != null && schema.equals(function.schema()));
    if (moves && RoutineNames.exact(host, schema, name, function.argumentOids()) != null) {
      throw SqlException.of(
          SqlState.DUPLICATE_FUNCTION,
          String.format(
              Locale.ROOT,
              "function %s already exists in schema \"%s\"",
              name
                  + signature.arguments().stream()
                      .map(Type::displayName)
                      .collect(Collectors.joining(", ", "(", ")")),
              schema));
    }
    host.changes().lockObject(host.transaction(), function.oid());
    new Renaming(host).move(function.oid(), schema, name);
    return "ALTER " + statement.kind().name();
  }

  String comment(CommentOnRoutine statement) {
    FunctionSignature signature = RoutineNames.find(host, statement.kind(), statement.routine());
    String text = statement.text();
    CommentCommand.set(host, ObjectAddress.of(PG_PROC, signature.oid()), text);
    return "COMMENT";
  }
}
