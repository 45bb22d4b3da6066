package dev.tusk.executor.contrib;

import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.TriggerBody;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import org.jspecify.annotations.Nullable;

/** {@code moddatetime(column)}: keeps when the row was changed last (moddatetime.c). */
final class ModificationTime implements TriggerBody {
  private static final String NAME = "moddatetime";

  @Override
  public @Nullable Object @Nullable [] fire(TriggerData trigger, RoutineContext context) {
    FiredRow.requireBefore(trigger, NAME + ": ");
    if (trigger.operation() == TriggerData.Operation.INSERT) {
      throw FiredRow.wrong(NAME + ": cannot process INSERT events");
    }
    if (trigger.arguments().size() != 1) {
      throw FiredRow.wrong(
          NAME + " (" + trigger.relation().name() + "): A single argument was expected");
    }
    FiredRow row = new FiredRow(trigger);
    String name = trigger.arguments().getFirst();
    int at = row.target(name);
    Type type = row.column(at).type();
    if (type != Types.TIMESTAMP && type != Types.TIMESTAMPTZ) {
      throw row.mustBe(name, "TIMESTAMP or TIMESTAMPTZ");
    }
    @Nullable Object[] changed = FiredRow.changed(trigger);
    changed[at] = type.parse("now", context.format().at(context.transactionMicros()));
    return changed;
  }
}
