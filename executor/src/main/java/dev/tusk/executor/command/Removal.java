package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DependencyGraph;
import dev.tusk.executor.catalog.DependencyWalk;
import dev.tusk.executor.catalog.DependencyWalk.Target;
import dev.tusk.executor.catalog.ObjectDescriptions;
import dev.tusk.executor.catalog.SystemDomains;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops objects of any kind with what belongs to them and what depends on them: with CASCADE that
 * goes too and is told of, without it the drop is refused (performMultipleDeletions of
 * catalog/dependency.c).
 */
public final class Removal {
  /** So many dependents are told of by name. */
  private static final int MAX_REPORTED = 100;

  private final CommandHost host;
  private final boolean cascade;
  private final Set<ObjectAddress> named = new LinkedHashSet<>();

  Removal(CommandHost host, boolean cascade) {
    this.host = host;
    this.cascade = cascade;
  }

  /** Drops without a statement and without a word: what a session leaves behind. */
  public static void quietly(CommandHost host, List<ObjectAddress> objects) {
    Removal removal = new Removal(host, true);
    objects.forEach(removal::name);
    removal.drop(removal.walk());
  }

  /** Names an object to be dropped. */
  void name(ObjectAddress object) {
    named.add(object);
  }

  /** Refuses or tells, then drops. */
  void run() {
    named.stream()
        .filter(object -> object.pinned() || SystemDomains.is(object))
        .findFirst()
        .ifPresent(object -> {
          throw SqlException.of(
              SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
              "cannot drop "
                  + new ObjectDescriptions(host.catalog()).of(object)
                  + " because it is required by the database system");
        });
    List<Target> targets = walk();
    report(targets);
    drop(targets);
  }

  /** What goes; locked, and looked for again when it was changed until then. */
  private List<Target> walk() {
    long database = host.catalog().databaseOid();
    for (ObjectAddress object : named) {
      lock(object);
    }
    while (true) {
      CatalogState state = host.changes().settledState();
      List<Target> targets =
          DependencyWalk.of(
              state.dependencies(database),
              new ObjectDescriptions(host.catalog()),
              List.copyOf(named));
      targets.forEach(target -> lock(target.address()));
      if (host.changes().settledState().version() == state.version()) {
        return targets;
      }
    }
  }

  private void lock(ObjectAddress address) {
    CatalogObject holder = host.changes().state().holder(host.catalog().databaseOid(), address);
    if (holder != null) {
      host.changes().lockObject(host.transaction(), holder.oid());
    }
  }

  /** The outermost first (reportDependentObjects). */
  private void report(List<Target> targets) {
    ObjectDescriptions descriptions = new ObjectDescriptions(host.catalog());
    List<String> lines = new ArrayList<>();
    int dependents = 0;
    for (Target target : targets.reversed()) {
      ObjectAddress needs = target.needs();
      String what = target.cascaded() ? descriptions.find(target.address()) : null;
      if (needs == null || what == null) {
        continue;
      }
      dependents++;
      if (lines.size() < MAX_REPORTED) {
        lines.add(
            cascade ? "drop cascades to " + what : what + " depends on " + descriptions.of(needs));
      }
    }
    if (dependents == 0) {
      return;
    }
    if (dependents == 1 && cascade) {
      host.notice(lines.getFirst());
      return;
    }
    int hidden = dependents - lines.size();
    String detail =
        String.join("\n", lines)
            + (hidden == 0
                ? ""
                : "\nand "
                    + hidden
                    + " other object"
                    + (hidden == 1 ? "" : "s")
                    + " (see server log for list)");
    if (cascade) {
      host.notice(
          new Notice(
              "NOTICE",
              SqlState.SUCCESSFUL_COMPLETION,
              "drop cascades to " + dependents + " other objects",
              detail,
              null,
              0));
      return;
    }
    String self =
        named.size() == 1
            ? descriptions.of(named.iterator().next()) + " because other objects depend on it"
            : "desired object(s) because other objects depend on them";
    throw SqlException.of(SqlState.DEPENDENT_OBJECTS_STILL_EXIST, "cannot drop " + self)
        .withDetail(detail)
        .withHint("Use DROP ... CASCADE to drop the dependent objects too.");
  }

  /** What is part of something that goes as a whole goes with that. */
  private void drop(List<Target> targets) {
    Set<ObjectAddress> gone = new HashSet<>();
    targets.forEach(target -> gone.add(target.address()));
    DependencyGraph graph = host.changes().state().dependencies(host.catalog().databaseOid());
    ObjectRemoval removal = new ObjectRemoval(host);
    for (Target target : targets) {
      host.ddlEvents()
          .dropping(target.address(), named.contains(target.address()), target.normal());
    }
    for (Target target : targets) {
      ObjectAddress of = graph.partOf(target.address());
      if (of == null || !gone.contains(of.whole())) {
        removal.drop(target.address(), of);
      }
    }
  }
}
