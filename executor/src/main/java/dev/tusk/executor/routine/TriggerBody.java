package dev.tusk.executor.routine;

import org.jspecify.annotations.Nullable;

/** A body that can be called by a trigger: that of a function which returns {@code trigger}. */
public interface TriggerBody {
  /**
   * The row that goes on: that of the table's live columns in order, of their types. Null where the
   * function gives NULL, by which a row trigger BEFORE or INSTEAD OF leaves the change out; of any
   * other trigger what it gives does not count.
   */
  @Nullable Object @Nullable [] fire(TriggerData trigger, RoutineContext context);
}
