package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionParameter;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.Rights;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What CREATE OR REPLACE may change of a function ({@code ProcedureCreate}). */
final class RoutineReplacement {
  private final CommandHost host;
  private final FunctionObject before;
  private final FunctionObject made;

  RoutineReplacement(CommandHost host, FunctionObject before, FunctionObject made) {
    this.host = host;
    this.before = before;
    this.made = made;
  }

  /** The new function under the number and owner of the old one. */
  FunctionObject checked(boolean replace) {
    if (!replace) {
      throw SqlException.of(
          SqlState.DUPLICATE_FUNCTION,
          String.format(
              Locale.ROOT, "function \"%s\" already exists with same argument types", made.name()));
    }
    if (!new Rights(host.catalog()).owns(host.roles().current(), before.address())) {
      throw Denied.notOwner("function", before.name());
    }
    checkKind();
    checkResult();
    checkNames();
    checkDefaults();
    host.changes().lockObject(host.transaction(), before.oid());
    return made.replacing(before);
  }

  private void checkKind() {
    if (before.kind() == made.kind()) {
      return;
    }
    String what =
        switch (before.kind()) {
          case 'a' -> "an aggregate function";
          case 'p' -> "a procedure";
          case 'w' -> "a window function";
          default -> "a function";
        };
    throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "cannot change routine kind")
        .withDetail(String.format(Locale.ROOT, "\"%s\" is %s.", made.name(), what));
  }

  private SqlException refused(String message) {
    String command =
        switch (made.kind()) {
          case 'p' -> "DROP PROCEDURE";
          case 'a' -> "DROP AGGREGATE";
          default -> "DROP FUNCTION";
        };
    return SqlException.of(SqlState.INVALID_FUNCTION_DEFINITION, message)
        .withHint(
            String.format(
                Locale.ROOT, "Use %s %s first.", command, RoutineNames.written(host, before)));
  }

  private void checkResult() {
    if (before.resultOid() != made.resultOid() || before.returnsSet() != made.returnsSet()) {
      throw refused(
          made.kind() == 'p'
              ? "cannot change whether a procedure has output parameters"
              : "cannot change return type of existing function");
    }
    if (made.resultOid() == Types.RECORD.oid() && !outputs(before).equals(outputs(made))) {
      throw refused("cannot change return type of existing function")
          .withDetail("Row type defined by OUT parameters is different.");
    }
  }

  private record Output(String name, int typeOid) {}

  private static List<Output> outputs(FunctionObject function) {
    return function.parameters().stream()
        .filter(p -> p.mode().output())
        .map(p -> new Output(Objects.requireNonNullElse(p.name(), ""), p.typeOid()))
        .toList();
  }

  private static List<FunctionParameter> inputs(FunctionObject function) {
    return function.parameters().stream().filter(p -> p.mode().input()).toList();
  }

  private void checkNames() {
    List<FunctionParameter> old = inputs(before);
    List<FunctionParameter> now = inputs(made);
    for (int i = 0; i < old.size(); i++) {
      String name = old.get(i).name();
      if (name != null && !name.equals(now.get(i).name())) {
        throw refused("cannot change name of input parameter \"" + name + "\"");
      }
    }
  }

  private void checkDefaults() {
    List<FunctionParameter> old = inputs(before);
    List<FunctionParameter> now = inputs(made);
    for (int i = 0; i < old.size(); i++) {
      if (old.get(i).defaultText() != null && now.get(i).defaultText() == null) {
        throw refused("cannot remove parameter defaults from existing function");
      }
    }
  }
}
