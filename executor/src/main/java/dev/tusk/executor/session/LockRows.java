package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalogview.LockRow;
import dev.tusk.sql.catalog.Index;
import dev.tusk.storage.LockEntry;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.PredicateLock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    for (Session session : owners.values()) {
      if (session.inTransaction()) {
        rows.add(virtual(session));
      }
    }
    for (LockEntry entry : core.storage().locks()) {
      Session session = owners.get(entry.owner());
      if (session != null) {
        switch (entry.kind()) {
          case RELATION -> {
            TableObject table = tables.get(entry.id());
            if (table != null) {
              rows.add(relation(entry, session, table.databaseOid(), table.oid()));
            } else if (entry.id() < 0) {
              rows.add(relation(entry, session, session.databaseOid(), -entry.id()));
            }
          }
          case ADVISORY -> rows.add(advisory(entry, session));
          case TRANSACTION -> rows.add(transaction(session, entry.id(), "ExclusiveLock", true));
          // The row itself is not named: PostgreSQL waits for the transaction that changed it.
          case OTHER -> rows.add(transaction(session, null, "ShareLock", entry.granted()));
        }
      }
    }
    for (PredicateLock read : core.storage().predicateLocks()) {
      Session session = owners.get(read.owner());
      TableObject table = tables.get(read.relation());
      if (session != null && table != null) {
        rows.add(predicate(read, session, table));
      }
    }
    return rows;
  }

  /** Of an index the whole is told where PostgreSQL tells pages: here it has none. */
  private static LockRow predicate(PredicateLock read, Session session, TableObject table) {
    long oid = table.oid();
    for (Index index : table.table().indexes()) {
      Long stored = table.indexIds().getOrDefault(index.oid(), index.oid());
      oid = read.index() != 0 && stored == read.index() ? index.oid() : oid;
    }
    boolean row = read.place() >= 0;
    return new LockRow(
        row ? "tuple" : "relation",
        table.databaseOid(),
        oid,
        row ? (Integer) (int) (read.place() >>> 16) : null,
        row ? (Short) (short) read.place() : null,
        null,
        null,
        null,
        null,
        null,
        session.processId(),
        "SIReadLock",
        true);
  }

  private static LockRow virtual(Session session) {
    String name = LockRow.virtual(session.processId());
    return new LockRow(
        "virtualxid",
        null,
        null,
        null,
        null,
        name,
        null,
        null,
        null,
        null,
        session.processId(),
        "ExclusiveLock",
        true);
  }

  private static LockRow transaction(
      Session session, @Nullable Long xid, String mode, boolean granted) {
    return new LockRow(
        "transactionid",
        null,
        null,
        null,
        null,
        null,
        xid == null ? null : (Long) (xid & 0xFFFF_FFFFL),
        null,
        null,
        null,
        session.processId(),
        mode,
        granted);
  }

  private static LockRow relation(LockEntry entry, Session session, long database, long oid) {
    String mode =
        switch (entry.mode()) {
          case ACCESS_SHARE -> "AccessShareLock";
          case KEY_SHARE, NO_KEY_UPDATE, ROW_SHARE -> "RowShareLock";
          case WRITE -> "RowExclusiveLock";
          case SHARE_UPDATE_EXCLUSIVE -> "ShareUpdateExclusiveLock";
          case SHARE -> "ShareLock";
          case SHARE_ROW_EXCLUSIVE -> "ShareRowExclusiveLock";
          case READ_ONLY -> "ExclusiveLock";
          case EXCLUSIVE -> "AccessExclusiveLock";
        };
    return new LockRow(
        "relation",
        database,
        oid,
        null,
        null,
        null,
        null,
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
        null,
        null,
        null,
        null,
        entry.id() >>> 32,
        entry.id() & 0xffff_ffffL,
        (short) (entry.space() % 2 == 0 ? 1 : 2),
        session.processId(),
        entry.mode() == LockMode.SHARE ? "ShareLock" : "ExclusiveLock",
        entry.granted());
  }

  /** Who waits for whom in a circle, in PostgreSQL's words. */
  String told(CatalogState state, List<LockEntry> circle) {
    StringBuilder lines = new StringBuilder();
    for (LockEntry wait : circle) {
      Session waiting = owners.get(wait.owner());
      Session blocker = owners.get(wait.blockers().getFirst());
      if (waiting == null || blocker == null) {
        continue;
      }
      LockRow row =
          switch (wait.kind()) {
            case RELATION ->
                state.tables(waiting.databaseOid()).stream()
                    .filter(table -> table.relationId() == wait.id())
                    .findFirst()
                    .map(table -> relation(wait, waiting, table.databaseOid(), table.oid()))
                    .orElse(null);
            case ADVISORY -> advisory(wait, waiting);
            case TRANSACTION, OTHER -> null;
          };
      lines
          .append(lines.isEmpty() ? "" : "\n")
          .append("Process ")
          .append(waiting.processId())
          .append(" waits for ")
          .append(row == null ? "ShareLock" : row.mode())
          .append(" on ")
          .append(thing(row, wait.blockers().getFirst()))
          .append("; blocked by process ")
          .append(blocker.processId())
          .append('.');
    }
    return lines.toString();
  }

  private String thing(@Nullable LockRow row, long blocker) {
    if (row == null) {
      return "transaction "
          + core.storage().locks().stream()
              .filter(e -> e.kind() == LockEntry.Kind.TRANSACTION && e.owner() == blocker)
              .map(e -> e.id() & 0xFFFF_FFFFL)
              .findFirst()
              .orElse(0L);
    }
    return row.relation() != null
        ? "relation " + row.relation() + " of database " + row.database()
        : String.format(
            Locale.ROOT,
            "advisory lock [%d,%d,%d,%d]",
            row.database(),
            row.classId(),
            row.objectId(),
            row.objectSub());
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
