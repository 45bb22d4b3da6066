package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.EventTriggerObject;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;

/** Event triggers. */
final class PgEventTrigger {
  private PgEventTrigger() {}

  static final SystemTable<EventTriggerObject> TABLE =
      SystemTable.<EventTriggerObject>named(
              "pg_catalog",
              "pg_event_trigger",
              ObjectAddress.PG_EVENT_TRIGGER,
              v -> v.state().eventTriggers(v.databaseOid()))
          .column("oid", "oid", (r, _) -> r.oid())
          .column("evtname", "name", (r, _) -> r.name())
          .column("evtevent", "name", (r, _) -> r.event())
          .column("evtowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_EVENT_TRIGGER, r.oid()))
          .column("evtfoid", "oid", (r, _) -> r.functionOid())
          .column("evtenabled", "char", (r, _) -> firing(r))
          .column(
              "evttags",
              "_text",
              (r, _) -> r.tags().isEmpty() ? null : ArrayValue.of(Types.TEXT, r.tags()))
          .build();

  private static String firing(EventTriggerObject trigger) {
    return switch (trigger.firing()) {
      case ORIGIN -> "O";
      case DISABLED -> "D";
      case REPLICA -> "R";
      case ALWAYS -> "A";
    };
  }
}
