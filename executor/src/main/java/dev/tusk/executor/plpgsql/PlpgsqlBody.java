package dev.tusk.executor.plpgsql;

import dev.tusk.executor.routine.EventTriggerBody;
import dev.tusk.executor.routine.RoutineBody;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.TriggerBody;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plpgsql.Header;
import dev.tusk.sql.plpgsql.Variable;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function or procedure in PL/pgSQL, for one session. */
final class PlpgsqlBody implements RoutineBody, TriggerBody, EventTriggerBody {
  private final Body body;
  private final boolean[] inputs;
  private final boolean readOnly;
  private final Header.Trigger trigger;

  /**
   * A body.
   *
   * @param inputs which of the parameters a call gives values to
   */
  PlpgsqlBody(Body body, boolean[] inputs, boolean readOnly, Header.Trigger trigger) {
    this.body = body;
    this.inputs = inputs;
    this.readOnly = readOnly;
    this.trigger = trigger;
  }

  @Override
  public @Nullable Object call(@Nullable Object[] arguments, RoutineContext context) {
    return run(arguments, context, true).result;
  }

  @Override
  public @Nullable Object callProcedure(
      @Nullable Object[] arguments, RoutineContext context, boolean atomic) {
    return run(arguments, context, atomic).result;
  }

  @Override
  public Iterator<@Nullable Object> rows(@Nullable Object[] arguments, RoutineContext context) {
    return run(arguments, context, true).rows.iterator();
  }

  private Frame run(@Nullable Object[] arguments, RoutineContext context, boolean atomic) {
    if (trigger != Header.Trigger.NONE) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "trigger functions can only be called as triggers");
    }
    return body.run(
        context,
        readOnly,
        atomic,
        frame -> {
          List<Variable> parameters = body.program().arguments();
          int next = 0;
          for (int i = 0; i < parameters.size(); i++) {
            if (inputs[i]) {
              frame.values[parameters.get(i).index()] = arguments[next++];
            }
          }
          frame.found(false);
          new Interpreter(frame).runBody();
        });
  }

  @Override
  public @Nullable Object @Nullable [] fire(TriggerData data, RoutineContext context) {
    Frame frame =
        body.run(
            context,
            readOnly,
            true,
            call -> {
              TriggerValues.set(call, data);
              call.found(false);
              new Interpreter(call).runBody();
            });
    return data.perRow() ? TriggerValues.row(frame, data) : null;
  }

  @Override
  public void fire(String event, String tag, RoutineContext context) {
    body.run(
        context,
        readOnly,
        true,
        frame -> {
          List<Variable> variables = body.program().trigger();
          frame.values[variables.get(0).index()] = event;
          frame.values[variables.get(1).index()] = tag;
          frame.found(false);
          new Interpreter(frame).runBody();
        });
  }
}
