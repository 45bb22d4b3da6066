package dev.tusk.executor.informationschema;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.TriggerRow;
import dev.tusk.executor.pgcatalog.SystemTable;
import dev.tusk.executor.pgcatalog.TriggerDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Triggers, a row for each event; those of TRUNCATE are none of the standard's. */
final class Triggers {
  private record Row(TriggerRow trigger, String event, int order) {}

  private Triggers() {}

  static final SystemTable<Row> TABLE =
      SystemTable.<Row>named("information_schema", "triggers", 13440, Triggers::rows)
          .column("trigger_catalog", "name", (_, v) -> v.databaseName())
          .column("trigger_schema", "name", (r, _) -> r.trigger().table().schema())
          .column("trigger_name", "name", (r, _) -> r.trigger().name())
          .column("event_manipulation", "varchar", (r, _) -> r.event())
          .column("event_object_catalog", "name", (_, v) -> v.databaseName())
          .column("event_object_schema", "name", (r, _) -> r.trigger().table().schema())
          .column("event_object_table", "name", (r, _) -> r.trigger().table().name())
          .column("action_order", "int4", (r, _) -> r.order())
          .column("action_condition", "varchar", (r, _) -> condition(r.trigger()))
          .column("action_statement", "varchar", (r, _) -> TriggerDefinition.action(r.trigger()))
          .column(
              "action_orientation", "varchar", (r, _) -> r.trigger().perRow() ? "ROW" : "STATEMENT")
          .column("action_timing", "varchar", (r, _) -> r.trigger().when())
          .column("action_reference_old_table", "name", (r, _) -> r.trigger().oldTable())
          .column("action_reference_new_table", "name", (r, _) -> r.trigger().newTable())
          .column("action_reference_old_row", "name", (_, _) -> null)
          .column("action_reference_new_row", "name", (_, _) -> null)
          .column("created", "timestamptz", (_, _) -> null)
          .build();

  private static @Nullable String condition(TriggerRow trigger) {
    return trigger.condition();
  }

  private static List<Row> rows(CatalogView view) {
    List<Row> rows = new ArrayList<>();
    List<TriggerRow> triggers = view.triggers();
    for (TriggerRow trigger : triggers) {
      for (String event : TriggerDefinition.events(trigger)) {
        if (!event.equals("TRUNCATE")) {
          rows.add(new Row(trigger, event, order(trigger, event, triggers)));
        }
      }
    }
    return rows;
  }

  /** Its place among those that fire at the same time. */
  private static int order(TriggerRow trigger, String event, List<TriggerRow> triggers) {
    int order = 1;
    for (TriggerRow other : triggers) {
      if (other.table().oid() == trigger.table().oid()
          && other.perRow() == trigger.perRow()
          && other.when().equals(trigger.when())
          && TriggerDefinition.events(other).contains(event)
          && other.name().compareTo(trigger.name()) < 0) {
        order++;
      }
    }
    return order;
  }
}
