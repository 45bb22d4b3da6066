package dev.tusk.executor.session;

import dev.tusk.executor.catalog.ObjectIdentities;
import dev.tusk.executor.catalog.ObjectIdentity;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What event triggers are told, as rows of the functions that tell it. */
final class EventRows {
  private static final Type TEXTS = Types.byName("_text").orElseThrow();

  private static final List<Type> DROPPED =
      List.of(
          Types.OID,
          Types.OID,
          Types.INT4,
          Types.BOOL,
          Types.BOOL,
          Types.BOOL,
          Types.TEXT,
          Types.TEXT,
          Types.TEXT,
          Types.TEXT,
          TEXTS,
          TEXTS);

  private static final List<Type> COMMAND =
      List.of(
          Types.OID,
          Types.OID,
          Types.INT4,
          Types.TEXT,
          Types.TEXT,
          Types.TEXT,
          Types.TEXT,
          Types.BOOL,
          Types.PG_DDL_COMMAND);

  private EventRows() {}

  static List<@Nullable Object> dropped(EventTriggers events) {
    List<@Nullable Object> rows = new ArrayList<>();
    for (EventTriggers.Dropped dropped : events.dropped()) {
      ObjectIdentity identity = dropped.identity();
      rows.add(
          RecordValue.of(
              DROPPED,
              dropped.address().classOid(),
              dropped.address().objectOid(),
              dropped.address().sub(),
              dropped.original(),
              dropped.normal(),
              identity.temporary(),
              identity.type(),
              dropped.address().classOid() == ObjectAddress.PG_REWRITE ? null : identity.schema(),
              dropped.address().sub() == 0 ? identity.plainName() : null,
              identity.identity(),
              ArrayValue.of(Types.TEXT, identity.names()),
              ArrayValue.of(Types.TEXT, identity.arguments())));
    }
    return rows;
  }

  static List<@Nullable Object> commands(EventTriggers events, Session session) {
    ObjectIdentities identities = new ObjectIdentities(session.catalog());
    List<@Nullable Object> rows = new ArrayList<>();
    for (DdlChanges.Change change : events.changes()) {
      ObjectAddress object = change.object();
      if (object == null) {
        rows.add(
            RecordValue.of(
                COMMAND, null, null, null, change.tag(), change.type(), null, null, false, null));
        continue;
      }
      ObjectIdentity identity = identities.of(object);
      if (identity != null) {
        rows.add(
            RecordValue.of(
                COMMAND,
                object.classOid(),
                object.objectOid(),
                object.sub(),
                change.tag(),
                identity.type(),
                identity.ownSchema() ? identity.schema() : null,
                identity.identity(),
                false,
                null));
      }
    }
    return rows;
  }
}
