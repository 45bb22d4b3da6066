package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.EventTriggerObject;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FactTable;
import dev.tusk.sql.statement.AlterAction.Firing;
import dev.tusk.sql.statement.EventTriggerCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP EVENT TRIGGER (commands/event_trigger.c). */
final class EventTriggerCommands {
  private static final Set<String> EVENTS =
      Set.of("ddl_command_start", "ddl_command_end", "sql_drop", "table_rewrite");

  /** By tag: whether event triggers are called about such a command, also by table_rewrite. */
  private static final Map<String, boolean[]> TAGS = tags();

  private final CommandHost host;

  EventTriggerCommands(CommandHost host) {
    this.host = host;
  }

  private static Map<String, boolean[]> tags() {
    Map<String, boolean[]> tags = new HashMap<>();
    for (String[] row : FactTable.read(EventTriggerCommands.class, "command-tags.tsv")) {
      tags.put(row[0], new boolean[] {row[1].equals("t"), row[2].equals("t")});
    }
    return tags;
  }

  /** Whether event triggers are called about commands of a tag. */
  static boolean calledAbout(String tag) {
    boolean[] known = TAGS.get(tag);
    return known != null && known[0];
  }

  String run(EventTriggerCommand command) {
    switch (command) {
      case EventTriggerCommand.Create s -> create(s);
      case EventTriggerCommand.Switch s -> {
        EventTriggerObject trigger = owned(s.name());
        host.changes().put(trigger.with(s.firing()));
      }
      case EventTriggerCommand.Rename s -> {
        EventTriggerObject trigger = owned(s.name());
        requireFree(s.newName());
        host.changes().put(trigger.named(null, s.newName()));
      }
      case EventTriggerCommand.Owner s -> owner(s);
      case EventTriggerCommand.Drop s -> drop(s);
      case EventTriggerCommand.CommentOn s -> comment(s);
    }
    return command.tag();
  }

  private RoleGraph roles() {
    return host.changes().state().roles(0);
  }

  private @Nullable EventTriggerObject find(String name) {
    long database = host.catalog().databaseOid();
    for (EventTriggerObject trigger :
        host.changes().state().of(EventTriggerObject.class, database)) {
      if (trigger.name().equals(name)) {
        return trigger;
      }
    }
    return null;
  }

  private EventTriggerObject require(String name) {
    EventTriggerObject trigger = find(name);
    if (trigger == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, "event trigger \"" + name + "\" does not exist");
    }
    host.changes().lockObject(host.transaction(), trigger.oid());
    return trigger;
  }

  private EventTriggerObject owned(String name) {
    EventTriggerObject trigger = require(name);
    OwnerRights.require(host.catalog(), host.roles(), trigger);
    return trigger;
  }

  private void requireFree(String name) {
    host.changes()
        .lockName(host.transaction(), host.catalog().databaseOid(), "event trigger", name);
    if (find(name) != null) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT, "event trigger \"" + name + "\" already exists");
    }
  }

  private void create(EventTriggerCommand.Create statement) {
    String name = statement.name();
    if (!roles().superuser(host.roles().current())) {
      throw SqlException.of(
              SqlState.INSUFFICIENT_PRIVILEGE,
              "permission denied to create event trigger \"" + name + "\"")
          .withHint("Must be superuser to create an event trigger.");
    }
    if (!EVENTS.contains(statement.event())) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR, "unrecognized event name \"" + statement.event() + "\"");
    }
    List<String> tags = null;
    for (EventTriggerCommand.Filter filter : statement.filters()) {
      if (!filter.variable().equals("tag")) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR, "unrecognized filter variable \"" + filter.variable() + "\"");
      }
      if (tags != null) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR,
            "filter variable \"" + filter.variable() + "\" specified more than once");
      }
      tags = filter.values();
    }
    List<String> wanted = new ArrayList<>();
    for (String tag : tags == null ? List.<String>of() : tags) {
      wanted.add(checked(tag, statement.event().equals("table_rewrite")));
    }
    requireFree(name);
    long function = host.triggerFunction(statement.function(), "event_trigger");
    host.changes()
        .put(
            new EventTriggerObject(
                host.changes().newOid(),
                host.catalog().databaseOid(),
                name,
                statement.event(),
                function,
                Firing.ORIGIN,
                List.copyOf(wanted)));
  }

  private static String checked(String written, boolean rewrite) {
    String tag = written.toUpperCase(Locale.ROOT);
    boolean[] known = TAGS.get(tag);
    if (known == null && !rewrite) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          "filter value \"" + written + "\" not recognized for filter variable \"tag\"");
    }
    if (known == null || !known[rewrite ? 1 : 0]) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "event triggers are not supported for " + written);
    }
    return tag;
  }

  private void owner(EventTriggerCommand.Owner statement) {
    EventTriggerObject trigger = owned(statement.name());
    RoleObject role = host.role(statement.owner());
    if (!roles().superuser(role.oid())) {
      throw SqlException.of(
              SqlState.INSUFFICIENT_PRIVILEGE,
              "permission denied to change owner of event trigger \"" + trigger.name() + "\"")
          .withHint("The owner of an event trigger must be a superuser.");
    }
    new Ownership(host).set(trigger, role.oid());
  }

  private void drop(EventTriggerCommand.Drop statement) {
    if (find(statement.name()) == null && statement.ifExists()) {
      host.notice("event trigger \"" + statement.name() + "\" does not exist, skipping");
      return;
    }
    Removal removal = new Removal(host, statement.cascade());
    removal.name(owned(statement.name()).address());
    removal.run();
  }

  private void comment(EventTriggerCommand.CommentOn statement) {
    EventTriggerObject trigger = owned(statement.name());
    CommentCommand.set(host, trigger.address(), statement.text());
  }
}
