package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.Owners;
import dev.tusk.executor.table.IndexFill;
import dev.tusk.executor.table.StatementAccess;
import dev.tusk.executor.table.VectorFill;
import dev.tusk.executor.vector.IndexForecast;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.executor.vector.VectorIndexes;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.WaitPolicy;
import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.BuildReport;
import dev.tusk.vector.ivfflat.IvfFlatOptions;
import org.jspecify.annotations.Nullable;

/** Makes indexes in storage or memory, and fills them from the table. */
final class IndexCreation {
  /** Rows that an index keeps inserting as they are written; below it no threads are started. */
  private static final int SMALL_TABLE = 1000;

  private final CommandHost host;

  IndexCreation(CommandHost host) {
    this.host = host;
  }

  /** Makes an index of a new, empty table. */
  void createEmpty(TableDraft draft, Index index) {
    if (index.stored() != null) {
      long storageId = storageId(draft, index);
      host.transaction().createIndex(storageId, draft.relationId);
    }
  }

  private long storageId(TableDraft draft, Index index) {
    // An index that was stored before keeps its OID, whose storage may not be gone yet.
    long storageId =
        draft.indexIds.containsKey(index.oid()) ? host.changes().newOid() : index.oid();
    draft.indexIds.put(index.oid(), storageId);
    return storageId;
  }

  /**
   * Makes an index over the rows there are. A B-tree waits for writers and keeps them out until the
   * transaction ends. A graph leaves them at work; columns behind its vector, and rows that came
   * while it was linked when it keeps their vectors itself, are seen to at the end, which keeps
   * writers out for the time of a read of the table.
   */
  void create(TableDraft draft, Index index, String command) {
    Runnable back = asOwner(draft);
    try (IndexBuilds.Build build =
        host.indexBuilds()
            .begin(host.processId(), draft.databaseOid, draft.oid, index.oid(), command)) {
      Index stored = index.stored();
      if (stored != null) {
        createEmpty(draft, stored);
      }
      LiveIndex live = index.nearest() ? createVector(draft, index, build) : null;
      if (stored != null) {
        fillBtree(draft, stored, build);
      }
      if (live != null && live.keyed()) {
        fillKeyed(draft, index, live, build);
      }
    } finally {
      back.run();
    }
  }

  /** Makes the part of an index that is in memory. */
  void createVector(TableDraft draft, Index index, String command) {
    Runnable back = asOwner(draft);
    try (IndexBuilds.Build build =
        host.indexBuilds()
            .begin(host.processId(), draft.databaseOid, draft.oid, index.oid(), command)) {
      LiveIndex live = createVector(draft, index, build);
      if (live.keyed()) {
        fillKeyed(draft, index, live, build);
      }
    } finally {
      back.run();
    }
  }

  /** What keys are computed by is the owner's, and does not run by the rights of who maintains. */
  private Runnable asOwner(TableDraft draft) {
    TableObject there = host.changes().state().table(draft.oid);
    return there == null
        ? () -> {}
        : host.restrict(Owners.of(host.changes().state(), draft.databaseOid, there.address()));
  }

  private void fillBtree(TableDraft draft, Index index, IndexBuilds.Build build) {
    host.transaction().lockRelation(draft.relationId, LockMode.SHARE, WaitPolicy.WAIT);
    TableObject object = draft.object();
    host.changes().put(object);
    build.phase("building index: loading tuples");
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      StatementAccess access = host.access(snapshot);
      long total = host.store().storage().statistics(draft.relationId).liveRows();
      IndexFill.fill(access, object, index, done -> progress(build, done, total));
    }
    if (index.unique()) {
      build.phase("building index: sorting live tuples");
      try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
        IndexFill.checkUnique(host.access(snapshot), object, index);
      }
    }
  }

  private void progress(IndexBuilds.Build build, long done, long total) {
    build.progress(done, total);
    host.checkCancelled();
  }

  private LiveIndex createVector(TableDraft draft, Index index, IndexBuilds.Build build) {
    VectorIndexes indexes = host.store().vectorIndexes();
    LiveIndex live;
    build.phase("building index: loading tuples");
    if (keyed(draft, index)) {
      TableObject object = draft.object();
      host.changes().put(object);
      live = indexes.registerKeyed(index, draft.relationId, dimensions(host, object, index));
      host.onRollback(() -> indexes.drop(index.oid()));
      addRows(object, index, live, build);
    } else {
      live = indexes.register(index, draft.relationId);
      host.onRollback(() -> indexes.drop(index.oid()));
    }
    if (index.accessMethod() == AccessMethod.IVFFLAT
        && live.vectors().liveSlots() < ivfLists(index)) {
      littleData(host);
    }
    BuildReport report = indexes.build(live, threads(draft), progressOf(build));
    if (report.cancelled()) {
      host.checkCancelled();
    }
    host.afterCommit(() -> indexes.saveSoon(live));
    return live;
  }

  /** What making an index over a column would take. */
  IndexForecast forecast(TableDraft draft, Index index) {
    IndexForecast forecast =
        host.store()
            .vectorIndexes()
            .forecast(index, draft.relationId, threads(draft), progressOf(null));
    host.checkCancelled();
    return forecast;
  }

  /** Whether an index keeps the vectors of its key itself, since no column has them in slots. */
  static boolean keyed(TableDraft draft, Index index) {
    return !draft.dimensions.containsKey(index.keys().getFirst().column());
  }

  private static int ivfLists(Index index) {
    return CreateIndexCommand.integer(
        index.options().getOrDefault("lists", "" + IvfFlatOptions.DEFAULT_LISTS));
  }

  /** What pgvector says of centres that were found among too few rows. */
  static void littleData(CommandHost host) {
    host.notice(
        new Notice(
            "NOTICE",
            SqlState.SUCCESSFUL_COMPLETION,
            "ivfflat index created with little data",
            "This will cause low recall.",
            "Drop the index until the table has more data.",
            0));
  }

  /**
   * Adds what came while an index that keeps its vectors itself was filled, and keeps writers out.
   */
  private void fillKeyed(TableDraft draft, Index index, LiveIndex live, IndexBuilds.Build build) {
    host.transaction().lockRelation(draft.relationId, LockMode.SHARE, WaitPolicy.WAIT);
    addRows(draft.object(), index, live, build);
  }

  /** Adds the rows there are now and that the index has not. */
  private void addRows(TableObject object, Index index, LiveIndex live, IndexBuilds.Build build) {
    try (Snapshot snapshot = host.transaction().newStatementSnapshot()) {
      long total = host.store().storage().statistics(object.relationId()).liveRows();
      VectorFill.fill(
          host.access(snapshot),
          object,
          index,
          rowId -> !live.hasRow(rowId),
          live::add,
          done -> progress(build, done, total));
    }
  }

  /** Elements of the key's vectors. */
  static int dimensions(CommandHost host, TableObject object, Index index) {
    Index.Key key = index.keys().getFirst();
    String text = key.expressionText();
    return text == null
        ? object.table().column(key.column()).typmod()
        : host.expressions().typmodOf(object.table(), text);
  }

  private int threads(TableDraft draft) {
    long rows = host.store().storage().statistics(draft.relationId).liveRows();
    int allowed = 1 + Integer.parseInt(settingOrZero("max_parallel_maintenance_workers"));
    return rows < SMALL_TABLE
        ? 1
        : Math.max(1, Math.min(allowed, Runtime.getRuntime().availableProcessors()));
  }

  private String settingOrZero(String name) {
    String value = host.setting(name);
    return value == null ? "0" : value;
  }

  /**
   * @param build that is told of; null for none
   */
  private BuildProgress progressOf(IndexBuilds.@Nullable Build build) {
    return new BuildProgress() {
      @Override
      public void report(int done, int total) {
        if (build != null) {
          build.progress(done, total);
        }
      }

      @Override
      public boolean cancelled() {
        try {
          host.checkCancelled();
          return false;
        } catch (SqlException _) {
          return true;
        }
      }
    };
  }
}
