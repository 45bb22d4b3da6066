package dev.tusk.executor.contrib;

import dev.tusk.executor.routine.Language;
import dev.tusk.executor.routine.RoutineBody;
import dev.tusk.executor.routine.RoutineCall;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.TriggerBody;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.Types;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** LANGUAGE C, of which there is what the libraries have that are built in. */
public final class LibraryLanguage implements Language {
  public static final String NAME = "c";

  @Override
  public String name() {
    return NAME;
  }

  /** As PostgreSQL, which knows no types in a library; a call would find out. */
  @Override
  public void check(FunctionSignature function, boolean body, RoutineContext context) {
    if (function.result() != Types.TRIGGER) {
      throw SqlException.of(
          SqlState.INVALID_FUNCTION_DEFINITION,
          "function \"" + function.name() + "\" must return type trigger");
    }
  }

  @Override
  public RoutineBody body(RoutineCall call, RoutineContext context) {
    LibraryFunction named = LibraryFunction.of(call.routine().source());
    TriggerLibrary found =
        TriggerLibrary.find(named.file(), named.symbol()).orElseThrow(() -> unknown(named.file()));
    return new Body(found);
  }

  /** What is said of a file that is none of the libraries. */
  public static SqlException unknown(String file) {
    return SqlException.notSupported("LANGUAGE c")
        .withHint(
            "Write the function in LANGUAGE sql or plpgsql; \""
                + file
                + "\" is none of the libraries that are built in, and what extensions bring comes"
                + " with CREATE EXTENSION.");
  }

  private record Body(TriggerLibrary function) implements RoutineBody, TriggerBody {
    @Override
    public @Nullable Object call(@Nullable Object[] arguments, RoutineContext context) {
      throw function.notCalledByTrigger();
    }

    @Override
    public Iterator<@Nullable Object> rows(@Nullable Object[] arguments, RoutineContext context) {
      return Collections.emptyIterator();
    }

    @Override
    public @Nullable Object @Nullable [] fire(TriggerData trigger, RoutineContext context) {
      return function.body().fire(trigger, context);
    }
  }
}
