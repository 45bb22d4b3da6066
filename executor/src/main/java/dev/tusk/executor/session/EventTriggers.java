package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.EventTriggerObject;
import dev.tusk.executor.catalog.ObjectIdentities;
import dev.tusk.executor.catalog.ObjectIdentity;
import dev.tusk.executor.command.DdlEvents;
import dev.tusk.executor.command.DdlTags;
import dev.tusk.executor.routine.RoutineCall;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.statement.Command;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls event triggers about commands, and keeps what these have done for the functions that tell
 * it (commands/event_trigger.c). Where there are no event triggers it costs a look into the
 * catalog.
 */
final class EventTriggers implements DdlEvents {
  /** An object that a command has dropped. */
  record Dropped(
      ObjectAddress address, boolean original, boolean normal, ObjectIdentity identity) {}

  /** What the command that runs has done so far; null outside of any. */
  private @Nullable Done done;

  private final Session session;

  private static final class Done {
    final List<Dropped> dropped = new ArrayList<>();
    final List<DdlChanges.Change> changes = new ArrayList<>();
    final String tag;
    boolean droppedAreTold;
    @Nullable Table rewritten;
    int reason;

    /** A table is rewritten once, however many of a command's parts ask for it. */
    final Set<Long> rewrittenBefore = new HashSet<>();

    Done(String tag) {
      this.tag = tag;
    }
  }

  EventTriggers(Session session) {
    this.session = session;
  }

  private List<EventTriggerObject> all() {
    return session.block().catalogState().eventTriggers(session.databaseOid());
  }

  /** Runs a command of the session's, with what is to be called before and after it. */
  String around(Statement statement, Supplier<String> command) {
    if (all().isEmpty()) {
      return command.get();
    }
    String tag = DdlTags.of(statement);
    if (tag == null) {
      return command.get();
    }
    fire("ddl_command_start", tag);
    Done around = done;
    Done own = new Done(tag);
    done = own;
    try {
      CatalogState before = session.block().catalogState();
      int known = own.changes.size();
      String answer = command.get();
      own.changes.addAll(
          known, DdlChanges.of(statement, tag, before, session.block().catalogState(), session));
      if (!own.dropped.isEmpty()) {
        own.droppedAreTold = true;
        fire("sql_drop", tag);
        own.droppedAreTold = false;
      }
      fire("ddl_command_end", tag);
      return answer;
    } finally {
      done = around;
    }
  }

  @Override
  public void part(Command command, Runnable run) {
    Done own = done;
    String tag = own == null ? null : DdlTags.of(command);
    if (own == null || tag == null) {
      run.run();
      return;
    }
    CatalogState before = session.block().catalogState();
    run.run();
    own.changes.addAll(
        DdlChanges.of(command, tag, before, session.block().catalogState(), session));
  }

  @Override
  public void dropping(ObjectAddress object, boolean original, boolean normal) {
    Done own = done;
    if (own != null) {
      ObjectIdentity identity = new ObjectIdentities(session.catalog()).of(object);
      if (identity != null) {
        own.dropped.add(new Dropped(object, original, normal, identity));
      }
    }
  }

  @Override
  public void rewriting(Table table, int reason) {
    Done own = done;
    if (own != null && own.rewrittenBefore.add(table.oid())) {
      own.rewritten = table;
      own.reason = reason;
      try {
        fire("table_rewrite", own.tag);
      } finally {
        own.rewritten = null;
      }
    }
  }

  private void fire(String event, String tag) {
    boolean replica = session.host().replica();
    for (EventTriggerObject trigger : all()) {
      boolean on =
          switch (trigger.firing()) {
            case ALWAYS -> true;
            case DISABLED -> false;
            case ORIGIN -> !replica;
            case REPLICA -> replica;
          };
      if (on
          && trigger.event().equals(event)
          && (trigger.tags().isEmpty() || trigger.tags().contains(tag))) {
        call(trigger, tag);
      }
    }
  }

  private void call(EventTriggerObject trigger, String tag) {
    FunctionSignature function =
        session
            .catalog()
            .function((int) trigger.functionOid())
            .filter(f -> f.routine() != null)
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.UNDEFINED_FUNCTION,
                    "function " + trigger.functionOid() + " does not exist"));
    session
        .context()
        .routines()
        .fire(
            new RoutineCall(function, List.of(), function.result()),
            trigger.event(),
            tag,
            session.context());
  }

  /** What pg_event_trigger_dropped_objects() tells. */
  List<Dropped> dropped() {
    Done own = done;
    if (own == null || !own.droppedAreTold) {
      throw only("pg_event_trigger_dropped_objects()", "a sql_drop event trigger function");
    }
    return own.dropped.reversed();
  }

  /** What pg_event_trigger_ddl_commands() tells. */
  List<DdlChanges.Change> changes() {
    Done own = done;
    if (own == null) {
      throw only("pg_event_trigger_ddl_commands()", "an event trigger function");
    }
    return own.changes;
  }

  /** The table that is about to be written anew. */
  Table rewritten(String function) {
    Done own = done;
    if (own == null || own.rewritten == null) {
      throw only(function, "a table_rewrite event trigger function");
    }
    return own.rewritten;
  }

  int rewriteReason() {
    rewritten("pg_event_trigger_table_rewrite_reason()");
    return done == null ? 0 : done.reason;
  }

  private static SqlException only(String function, String where) {
    return SqlException.of(
        SqlState.EVENT_TRIGGER_PROTOCOL_VIOLATED, function + " can only be called in " + where);
  }
}
