package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.command.CommandHost;
import dev.tusk.executor.setting.ClientIdentity;
import java.util.Map;
import java.util.function.Consumer;

/** Work of the engine's own, which no client has asked for. */
public final class EngineWork {
  private EngineWork() {}

  /** Runs it as one transaction in a session of its own. */
  public static void run(
      EngineCore core, RoleObject user, DatabaseObject database, Consumer<CommandHost> work) {
    try (Session session =
        new Session(
            core,
            database.name(),
            database.oid(),
            user,
            Map.of(),
            new ClientIdentity(0, null, -1),
            SessionListener.NONE,
            null)) {
      session.runAlone(work);
    }
  }
}
