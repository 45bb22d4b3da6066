package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalogview.LockRow;
import dev.tusk.storage.LockEntry;
import dev.tusk.storage.LockMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The locks of the storage engine, told by sessions and tables. */
final class LockRows {
  private final EngineCore core;
  private final Map<Long, Session> owners = new HashMap<>();

  LockRows(EngineCore core) {
    this.core = core;
    core.sessions().forEach(session -> owners.put(session.advisory().owner().id(), session));
  }

  /** All, the relations named by a catalog. */
  List<LockRow> all(CatalogState state) {
    Map<Long, TableObject> tables = new HashMap<>();
    owners.values().stream()
        .map(Session::databaseOid)
        .distinct()
        .flatMap(database -> state.tables(database).stream())
        .forEach(table -> tables.put(table.relationId(), table));
    List<LockRow> rows = new ArrayList<>();
    for (LockEntry entry : core.storage().locks()) {
      Session session = owners.get(entry.owner());
      if (session != null) {
        switch (entry.kind()) {
          case RELATION -> {
            TableObject table = tables.get(entry.id());
            if (table != null) {
              rows.add(relation(entry, session, table));
            }
          }
          case ADVISORY -> rows.add(advisory(entry, session));
          // The row itself is not named: PostgreSQL waits for the transaction that changed it.
          case OTHER ->
              rows.add(
                  new LockRow(
                      "transactionid",
                      null,
                      null,
                      null,
                      null,
                      null,
                      session.processId(),
                      "ShareLock",
                      entry.granted()));
        }
      }
    }
    return rows;
  }

  private static LockRow relation(LockEntry entry, Session session, TableObject table) {
    String mode =
        switch (entry.mode()) {
          case KEY_SHARE, NO_KEY_UPDATE -> "RowShareLock";
          case SHARE -> "ShareLock";
          case WRITE -> "RowExclusiveLock";
          case EXCLUSIVE -> "AccessExclusiveLock";
        };
    return new LockRow(
        "relation",
        table.databaseOid(),
        table.oid(),
        null,
        null,
        null,
        session.processId(),
        mode,
        entry.granted());
  }

  /** A key of 64 bits as two numbers and 1, a pair of keys as itself and 2. */
  private static LockRow advisory(LockEntry entry, Session session) {
    return new LockRow(
        "advisory",
        entry.space() / 2,
        null,
        entry.id() >>> 32,
        entry.id() & 0xffff_ffffL,
        (short) (entry.space() % 2 == 0 ? 1 : 2),
        session.processId(),
        entry.mode() == LockMode.SHARE ? "ShareLock" : "ExclusiveLock",
        entry.granted());
  }

  /** The sessions that one waits for, to have a safe snapshot. */
  List<Integer> snapshotBlockers(int processId) {
    List<Integer> blocking = new ArrayList<>();
    owners.forEach((owner, waiting) -> {
      if (waiting.processId() == processId) {
        for (long blocker : core.storage().snapshotBlockers(owner)) {
          Session other = owners.get(blocker);
          if (other != null) {
            blocking.add(other.processId());
          }
        }
      }
    });
    return blocking;
  }

  /** The sessions that one waits for. */
  List<Integer> blocking(int processId) {
    List<Integer> blocking = new ArrayList<>();
    for (LockEntry entry : core.storage().locks()) {
      Session waiting = owners.get(entry.owner());
      if (!entry.granted() && waiting != null && waiting.processId() == processId) {
        for (long blocker : entry.blockers()) {
          Session other = owners.get(blocker);
          if (other != null) {
            blocking.add(other.processId());
          }
        }
      }
    }
    return blocking;
  }
}
