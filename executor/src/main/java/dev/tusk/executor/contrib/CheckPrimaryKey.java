package dev.tusk.executor.contrib;

import dev.tusk.executor.routine.BodyRun;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.TriggerBody;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code check_primary_key(column, …, table, key, …)}: what a row refers to must be there
 * (refint.c).
 */
final class CheckPrimaryKey implements TriggerBody {
  private static final String NAME = "check_primary_key: ";

  @Override
  public @Nullable Object @Nullable [] fire(TriggerData trigger, RoutineContext context) {
    if (!trigger.perRow()) {
      throw FiredRow.wrong(NAME + "must be fired for row");
    }
    if (trigger.operation() == TriggerData.Operation.DELETE) {
      throw FiredRow.wrong(NAME + "cannot process DELETE events");
    }
    List<String> arguments = trigger.arguments();
    if (arguments.size() % 2 != 1) {
      throw FiredRow.wrong(NAME + "odd number of arguments should be specified");
    }
    int count = arguments.size() / 2;
    FiredRow row = new FiredRow(trigger);
    @Nullable Object[] values = Objects.requireNonNull(trigger.newRow());
    @Nullable Object[] key = new @Nullable Object[count];
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = row.ofKey(arguments.get(i));
      if (values[at] == null) {
        return values;
      }
      key[i] = values[at];
      types.add(row.column(at).type());
    }
    String table = arguments.get(count);
    String query =
        "select 1 from "
            + table
            + " where "
            + KeyText.equal(arguments.subList(count + 1, arguments.size()));
    try (BodyRun run = context.statements().prepare(query, types).getFirst().run(key, false)) {
      if (run.next() == null) {
        throw FiredRow.unfit("tuple references non-existent key")
            .withDetail(
                "Trigger \""
                    + trigger.name()
                    + "\" found tuple referencing non-existent key in \""
                    + table
                    + "\".");
      }
    }
    return values;
  }
}
