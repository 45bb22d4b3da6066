package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.pgcatalog.ForeignFunctions;
import dev.tusk.executor.routine.RoutineCall;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.statement.ForeignOption;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;

/** The options of foreign objects ({@code transformGenericOptions} of commands/foreigncmds.c). */
final class ForeignOptions {
  private final CommandHost host;

  ForeignOptions(CommandHost host) {
    this.host = host;
  }

  /**
   * The options after a change, which the wrapper's validator has seen.
   *
   * @param validator its number; 0 for none
   * @param catalog the relation whose rows have the options
   */
  List<String> changed(
      List<String> before, List<ForeignOption> changes, long validator, long catalog) {
    List<String> options = changed(before, changes);
    if (validator != 0) {
      validate(options, validator, catalog);
    }
    return options;
  }

  private static List<String> changed(List<String> before, List<ForeignOption> changes) {
    List<String> options = new ArrayList<>(before);
    for (ForeignOption change : changes) {
      int at = 0;
      while (at < options.size() && !options.get(at).startsWith(change.name() + "=")) {
        at++;
      }
      boolean there = at < options.size();
      if (change.action() == ForeignOption.Action.ADD && there) {
        throw SqlException.of(
            SqlState.DUPLICATE_OBJECT, "option \"" + change.name() + "\" provided more than once");
      }
      if (change.action() != ForeignOption.Action.ADD && !there) {
        throw SqlException.of(
            SqlState.UNDEFINED_OBJECT, "option \"" + change.name() + "\" not found");
      }
      if (change.name().contains("=")) {
        throw SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE,
            "invalid option name \"" + change.name() + "\": must not contain \"=\"");
      }
      switch (change.action()) {
        case ADD -> options.add(change.name() + "=" + change.value());
        case SET -> options.set(at, change.name() + "=" + change.value());
        case DROP -> options.remove(at);
      }
    }
    return List.copyOf(options);
  }

  private void validate(List<String> options, long validator, long catalog) {
    if (validator == ForeignFunctions.VALIDATOR) {
      ForeignFunctions.validate(options, catalog);
    }
    if (host.changes().state().object(validator) instanceof FunctionObject function) {
      FunctionSignature signature = host.catalog().signature(function);
      RoutineCall call = new RoutineCall(signature, signature.arguments(), signature.result());
      RoutineContext context = host.routines();
      context
          .routines()
          .call(call, new Object[] {ArrayValue.of(Types.TEXT, options), catalog}, context);
    }
  }
}
