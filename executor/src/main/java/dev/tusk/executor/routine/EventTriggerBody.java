package dev.tusk.executor.routine;

/** A body that can be called by an event trigger: that of one which returns event_trigger. */
public interface EventTriggerBody {
  /**
   * Runs it.
   *
   * @param event as {@code TG_EVENT} has it: {@code ddl_command_start}, {@code sql_drop} …
   * @param tag of the command, {@code TG_TAG}: {@code CREATE TABLE}
   */
  void fire(String event, String tag, RoutineContext context);
}
