package dev.tusk.executor.session;

import dev.tusk.executor.catalogview.ColumnStatistics;
import dev.tusk.executor.catalogview.DatabaseUse;
import dev.tusk.executor.catalogview.IndexUse;
import dev.tusk.executor.catalogview.TableUse;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.DateTimes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How tables, indexes and databases were used since the engine started. */
final class UseCounts {
  private final Map<Long, OfTable> tables = new ConcurrentHashMap<>();
  private final Map<Long, OfIndex> indexes = new ConcurrentHashMap<>();
  private final Map<Long, OfDatabase> databases = new ConcurrentHashMap<>();
  private final AtomicLong countedTables = new AtomicLong();

  /** A table's. */
  private static final class OfTable {
    private final LongAdder scans = new LongAdder();
    private final LongAdder scanned = new LongAdder();

    /** Rows inserted, updated, deleted. */
    private final LongAdder[] written = {new LongAdder(), new LongAdder(), new LongAdder()};

    private final Times vacuums = new Times();
    private final Times analyses = new Times();

    /**
     * Of {@link #written}, what was written before the last ANALYZE, and inserted before VACUUM.
     */
    private final AtomicLong analyzed = new AtomicLong();

    private final AtomicLong vacuumed = new AtomicLong();

    private volatile long rowsBelow = -1;
    private volatile boolean hadChildren;

    /** What the last ANALYZE found. */
    private volatile List<ColumnStatistics> statistics = List.of();

    private long changes() {
      return written[0].sum() + written[1].sum() + written[2].sum();
    }
  }

  /** How often something was done, and when last. */
  private static final class Times {
    private final LongAdder count = new LongAdder();
    private volatile @Nullable Long last;

    private void add() {
      count.increment();
      last = DateTimes.now();
    }
  }

  /** An index's. */
  private static final class OfIndex {
    private final LongAdder scans = new LongAdder();
    private final LongAdder rows = new LongAdder();
  }

  /** A database's, by all of its sessions. */
  static final class OfDatabase {
    private final LongAdder commits = new LongAdder();
    private final LongAdder rollbacks = new LongAdder();
    private final LongAdder scanned = new LongAdder();
    private final LongAdder fetched = new LongAdder();
    private final LongAdder[] written = {new LongAdder(), new LongAdder(), new LongAdder()};
    private final LongAdder deadlocks = new LongAdder();
    private final LongAdder sessions = new LongAdder();

    void ended(boolean committed) {
      (committed ? commits : rollbacks).increment();
    }

    void failed(RuntimeException error) {
      if (error instanceof SqlException e && e.state() == SqlState.DEADLOCK_DETECTED) {
        deadlocks.increment();
      }
    }

    void session() {
      sessions.increment();
    }
  }

  private OfTable ofTable(long oid) {
    OfTable known = tables.get(oid);
    return known != null ? known : tables.computeIfAbsent(oid, _ -> new OfTable());
  }

  private OfIndex ofIndex(long oid) {
    OfIndex known = indexes.get(oid);
    return known != null ? known : indexes.computeIfAbsent(oid, _ -> new OfIndex());
  }

  OfDatabase ofDatabase(long oid) {
    OfDatabase known = databases.get(oid);
    return known != null ? known : databases.computeIfAbsent(oid, _ -> new OfDatabase());
  }

  void scan(long tableOid) {
    ofTable(tableOid).scans.increment();
  }

  void scanned(long databaseOid, long tableOid, long count) {
    ofTable(tableOid).scanned.add(count);
    ofDatabase(databaseOid).scanned.add(count);
  }

  void indexScan(long indexOid) {
    ofIndex(indexOid).scans.increment();
  }

  void indexed(long databaseOid, long indexOid, long count) {
    ofIndex(indexOid).rows.add(count);
    ofDatabase(databaseOid).fetched.add(count);
  }

  void rows(long databaseOid, long tableOid, int kind, long count) {
    ofTable(tableOid).written[kind].add(count);
    ofDatabase(databaseOid).written[kind].add(count);
  }

  /** How many tables VACUUM or ANALYZE has counted: with it, plans change. */
  long countedTables() {
    return countedTables.get();
  }

  private OfTable counted(long tableOid) {
    OfTable table = ofTable(tableOid);
    if (table.vacuums.count.sum() + table.analyses.count.sum() == 0) {
      countedTables.incrementAndGet();
    }
    return table;
  }

  void vacuumed(long tableOid) {
    OfTable table = counted(tableOid);
    table.vacuums.add();
    table.vacuumed.set(table.written[0].sum());
  }

  void analyzed(long tableOid, List<ColumnStatistics> found) {
    OfTable table = counted(tableOid);
    table.statistics = found;
    table.analyses.add();
    table.analyzed.set(table.changes());
  }

  /** ANALYZE has come by a table of several parts: what all of them have. */
  void analyzedBelow(long tableOid, long rows) {
    ofTable(tableOid).rowsBelow = rows;
  }

  /**
   * Until ANALYZE comes by, a table is said to have those that inherit from it (relhassubclass).
   */
  void hadChildren(long tableOid, boolean had) {
    ofTable(tableOid).hadChildren = had;
  }

  List<ColumnStatistics> statistics(long tableOid) {
    OfTable table = tables.get(tableOid);
    return table == null ? List.of() : table.statistics;
  }

  TableUse table(long oid) {
    OfTable table = tables.get(oid);
    return table == null
        ? TableUse.NONE
        : new TableUse(
            table.scans.sum(),
            table.scanned.sum(),
            table.written[0].sum(),
            table.written[1].sum(),
            table.written[2].sum(),
            table.changes() - table.analyzed.get(),
            table.written[0].sum() - table.vacuumed.get(),
            table.vacuums.count.sum(),
            table.vacuums.last,
            table.analyses.count.sum(),
            table.analyses.last,
            table.rowsBelow,
            table.hadChildren);
  }

  IndexUse index(long oid) {
    OfIndex index = indexes.get(oid);
    return index == null ? IndexUse.NONE : new IndexUse(index.scans.sum(), index.rows.sum());
  }

  DatabaseUse database(long oid) {
    OfDatabase database = ofDatabase(oid);
    return new DatabaseUse(
        database.commits.sum(),
        database.rollbacks.sum(),
        database.scanned.sum(),
        database.fetched.sum(),
        database.written[0].sum(),
        database.written[1].sum(),
        database.written[2].sum(),
        database.deadlocks.sum(),
        database.sessions.sum());
  }
}
