package dev.tusk.executor.session;

import dev.tusk.executor.command.RowReceiver;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.routine.BodyExecution;
import dev.tusk.executor.routine.RoutineCall;
import dev.tusk.sql.catalog.Variables;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PlannedCall;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CALL: its arguments are values before the procedure begins, which may end the transaction. */
final class CallRun {
  private static final @Nullable Object[] NO_ROW = {};

  private final Session session;
  private final EngineCore core;

  CallRun(Session session, EngineCore core) {
    this.session = session;
    this.core = core;
  }

  PlannedCall planned(
      Call statement,
      List<? extends @Nullable Type> parameterTypes,
      @Nullable Variables variables) {
    return core.planner()
        .planCall(
            statement,
            session.catalog(),
            parameterTypes,
            session.environment().settings(),
            variables);
  }

  /** Columns of the outputs; null when the procedure has none. */
  @Nullable List<OutputColumn> columns(Call statement) {
    List<OutputColumn> columns = planned(statement, List.of(), null).output();
    return columns.isEmpty() ? null : columns;
  }

  String run(Call statement, BoundParameters bound, RowReceiver receiver) {
    PlannedCall planned = planned(statement, bound.types(), null);
    if (!planned.output().isEmpty()) {
      receiver.columns(planned.output());
    }
    boolean atomic = !session.bodies().mayEndTransaction();
    @Nullable Object[] row = run(planned, bound.values(), atomic);
    if (!planned.output().isEmpty()) {
      receiver.row(row);
    }
    return "CALL";
  }

  /**
   * Runs the procedure; gives its outputs.
   *
   * @param atomic whether it must leave the transaction as it is
   */
  @Nullable Object[] run(PlannedCall planned, @Nullable Object[] parameters, boolean atomic) {
    session.roles().check(planned.touches());
    BodyExecution execution = new BodyExecution(parameters, session.context());
    List<Type> types = new ArrayList<>();
    @Nullable Object[] arguments = new Object[planned.arguments().size()];
    for (int i = 0; i < arguments.length; i++) {
      Expression argument = planned.arguments().get(i);
      Evaluator evaluator = core.compiler().expressions().compile(argument);
      arguments[i] = evaluator.evaluate(NO_ROW, execution);
      types.add(argument.type());
    }
    Object value =
        session
            .context()
            .routines()
            .callProcedure(
                new RoutineCall(planned.procedure(), types, planned.result()),
                arguments,
                session.context(),
                atomic);
    @Nullable Object[] row = new Object[planned.output().size()];
    if (value instanceof RecordValue outputs) {
      for (int i = 0; i < row.length; i++) {
        row[i] = outputs.get(i);
      }
    }
    return row;
  }
}
