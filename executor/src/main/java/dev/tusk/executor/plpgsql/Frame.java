package dev.tusk.executor.plpgsql;

import dev.tusk.executor.expression.Execution;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.Known;
import dev.tusk.executor.expression.RowSource;
import dev.tusk.executor.routine.CallStack;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.StatementPort;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.Variable;
import dev.tusk.sql.type.RecordValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a body: its variables, where it is, what it has given so far. */
final class Frame implements Execution, CallStack.Entry {
  private static final @Nullable Object[] NONE = {};

  final Body body;
  final RoutineContext context;
  final StatementPort port;

  /** The variables, which expressions read as their parameters. */
  final @Nullable Object[] values;

  /** Whether its statements may change nothing. */
  final boolean readOnly;

  /** Whether it must leave the transaction as it is. */
  final boolean atomic;

  /** The fields of NEW and OLD in a row trigger, also of the one that is NULL; else null. */
  @Nullable RowShape triggerRow;

  /** How many blocks with handlers it is in. */
  int guarded;

  /** What runs now; null before the body. */
  @Nullable PlStatement statement;

  /** What happens now that is no statement, as an error's context says it; null for none. */
  @Nullable String moment;

  /** Where {@link #moment} is, 0 for nowhere. */
  int momentLine;

  /** The label that EXIT or CONTINUE asked for. */
  @Nullable String label;

  /** What RETURN gave. */
  @Nullable Object result;

  boolean returned;

  /** What RETURN NEXT and RETURN QUERY have given. */
  final List<@Nullable Object> rows = new ArrayList<>(0);

  /** The error that is being handled. */
  @Nullable SqlException handled;

  long rowCount;

  Frame(Body body, RoutineContext context, boolean readOnly, boolean atomic) {
    this.body = body;
    this.context = context;
    this.port = context.statements();
    this.values = new @Nullable Object[body.program().variableCount()];
    this.readOnly = readOnly;
    this.atomic = atomic;
  }

  /** The fields that a record variable has now; null where nobody knows. */
  @Nullable RowShape shape(int variable) {
    RecordValue row = (RecordValue) values[variable];
    return row == null && triggerRow != null && isTriggerRow(variable)
        ? triggerRow
        : RowShape.of(row);
  }

  private boolean isTriggerRow(int variable) {
    List<Variable> trigger = body.program().trigger();
    return trigger.get(0).index() == variable || trigger.get(1).index() == variable;
  }

  void found(boolean value) {
    values[body.program().found().index()] = value;
  }

  /** The line of an error's context that tells where this call is. */
  @Override
  public String where() {
    String name = "PL/pgSQL function " + body.displayName();
    PlStatement now = statement;
    String what = moment;
    if (what != null) {
      int line = momentLine > 0 ? momentLine : now == null ? 0 : now.line();
      return line > 0
          ? String.format(Locale.ROOT, "%s line %d %s", name, line, what)
          : name + " " + what;
    }
    return now == null
        ? name
        : String.format(Locale.ROOT, "%s line %d at %s", name, now.line(), now.words());
  }

  /** The same, and where the calls around are. */
  String wholeContext() {
    return port.calls().from(this);
  }

  @Override
  public @Nullable Object[] parameters() {
    return values;
  }

  @Override
  public @Nullable Object[] slots() {
    return NONE;
  }

  @Override
  public FunctionContext functions() {
    return context;
  }

  @Override
  public RowSource open(PhysicalPlan plan) {
    throw new IllegalStateException("an expression with a plan is run as a query");
  }

  /** Nothing is kept: variables change from one evaluation to the next. */
  @Override
  public <T> T memo(Object key, Supplier<T> first) {
    return first.get();
  }

  @Override
  public Known known(Expression expression, Supplier<Known> first) {
    return first.get();
  }

  @Override
  public void checkCancelled() {
    context.checkCancelled();
  }
}
