package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.DatabaseObject;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.command.CommandHost;
import dev.tusk.executor.command.IndexLoading;
import dev.tusk.executor.command.IndexUpgrade;
import dev.tusk.executor.command.ReferenceUpgrade;
import dev.tusk.storage.StorageEngine;
import java.util.function.Consumer;

/**
 * Brings a data directory of an older version up to date, before the first client comes. Each
 * database is done in a transaction of its own; whatever interrupts it, the next start does it
 * again.
 */
public final class DirectoryUpgrade {
  private DirectoryUpgrade() {}

  public static void run(EngineCore core, RoleObject user) {
    StorageEngine storage = core.storage();
    if (storage.format() < IndexUpgrade.KEYS_IN_ORDER) {
      inEachDatabase(core, user, IndexUpgrade::run);
    }
    if (storage.format() < ReferenceUpgrade.REFERENCES_KEPT) {
      inEachDatabase(core, user, ReferenceUpgrade::run);
    }
    storage.upgraded();
  }

  /** Brings vector indexes into memory whose vectors have to be computed from rows. */
  public static void loadIndexes(EngineCore core, RoleObject user) {
    for (DatabaseObject database : core.catalog().state().databases()) {
      if (core.catalog().state().tables(database.oid()).stream().anyMatch(IndexLoading::needed)) {
        EngineWork.run(core, user, database, IndexLoading::run);
      }
    }
  }

  private static void inEachDatabase(
      EngineCore core, RoleObject user, Consumer<CommandHost> upgrade) {
    for (DatabaseObject database : core.catalog().state().databases()) {
      EngineWork.run(core, user, database, upgrade);
    }
  }
}
