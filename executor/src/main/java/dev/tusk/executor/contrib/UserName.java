package dev.tusk.executor.contrib;

import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.TriggerBody;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.sql.type.Types;
import org.jspecify.annotations.Nullable;

/** {@code insert_username(column)}: keeps who wrote the row (insert_username.c). */
final class UserName implements TriggerBody {
  @Override
  public @Nullable Object @Nullable [] fire(TriggerData trigger, RoutineContext context) {
    FiredRow.requireBefore(trigger, "insert_username: ");
    if (trigger.arguments().size() != 1) {
      throw FiredRow.wrong(
          "insert_username (" + trigger.relation().name() + "): one argument was expected");
    }
    FiredRow row = new FiredRow(trigger);
    String name = trigger.arguments().getFirst();
    int at = row.target(name);
    if (row.column(at).type() != Types.TEXT) {
      throw row.mustBe(name, "TEXT");
    }
    @Nullable Object[] changed = FiredRow.changed(trigger);
    changed[at] = context.session().currentUser();
    return changed;
  }
}
