package dev.tusk.executor.contrib;

import dev.tusk.executor.routine.BodyRun;
import dev.tusk.executor.routine.BodyStatement;
import dev.tusk.executor.routine.RoutineContext;
import dev.tusk.executor.routine.TriggerBody;
import dev.tusk.executor.routine.TriggerData;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code autoinc(column, sequence, …)}: numbers from sequences where a row has none, or 0
 * (autoinc.c).
 */
final class Autoincrement implements TriggerBody {
  @Override
  public @Nullable Object @Nullable [] fire(TriggerData trigger, RoutineContext context) {
    FiredRow.requireBefore(trigger, "");
    List<String> arguments = trigger.arguments();
    if (arguments.isEmpty() || arguments.size() % 2 != 0) {
      throw FiredRow.wrong(
          "autoinc ("
              + trigger.relation().name()
              + "): even number gt 0 of arguments was expected");
    }
    FiredRow row = new FiredRow(trigger);
    @Nullable Object[] changed = FiredRow.changed(trigger);
    for (int i = 0; i < arguments.size(); i += 2) {
      int at = row.target(arguments.get(i));
      if (row.column(at).type() != Types.INT4) {
        throw row.mustBe(arguments.get(i), "INT4");
      }
      if (changed[at] == null || changed[at].equals(0)) {
        int next = next(context, arguments.get(i + 1));
        changed[at] = next == 0 ? next(context, arguments.get(i + 1)) : next;
      }
    }
    return changed;
  }

  private static int next(RoutineContext context, String sequence) {
    BodyStatement draw =
        context
            .statements()
            .prepare("select pg_catalog.nextval($1::pg_catalog.regclass)", List.of(Types.TEXT))
            .getFirst();
    try (BodyRun run = draw.run(new @Nullable Object[] {sequence}, false)) {
      @Nullable Object[] drawn = Objects.requireNonNull(run.next());
      return ((Long) Objects.requireNonNull(drawn[0])).intValue();
    }
  }
}
