package dev.tusk.executor.routine;

import dev.tusk.executor.expression.Evaluator;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a body, parsed once and planned at its first use; planned again when the catalog
 * has changed. Serves any number of runs, also inside one another, of one session.
 */
public interface BodyStatement {
  Statement parsed();

  /** What it is called, as in its tag. */
  String command();

  /** Columns of its rows; null when it gives none. */
  @Nullable List<OutputColumn> columns();

  /** Whether it is a query that changes nothing. */
  boolean reads();

  /**
   * Fails with 0A000 where it may change something, which the bodies of functions that are not
   * volatile must not.
   */
  void requireReading();

  /**
   * The expression alone, when the statement is one that reads no table: to be evaluated over an
   * empty row, with the variables as parameters. Null for any other statement. The same object is
   * given until it must be planned again.
   */
  @Nullable Evaluator expression();

  /**
   * Starts it. What it does is seen by the statements behind it.
   *
   * @param parameters the variables; not to be changed before the run is closed
   * @param readOnly refuses what changes anything, with 0A000
   */
  BodyRun run(@Nullable Object[] parameters, boolean readOnly);

  /**
   * Runs CALL or DO.
   *
   * @param atomic whether it must leave the transaction as it is
   */
  BodyRun call(@Nullable Object[] parameters, boolean atomic);

  /** Where the outputs of CALL go, in order. */
  List<CallOutput> callOutputs();

  /**
   * An output of CALL.
   *
   * @param parameter its name
   * @param variable the variable that is written as its argument; -1 where something else is
   * @param field of a row; -1 for the variable itself
   */
  record CallOutput(String parameter, int variable, int field) {}
}
