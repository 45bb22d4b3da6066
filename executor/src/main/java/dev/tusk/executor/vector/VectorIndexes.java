package dev.tusk.executor.vector;

import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.RowSlots;
import dev.tusk.storage.SlotListener;
import dev.tusk.storage.StorageEngine;
import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.BuildReport;
import dev.tusk.vector.Elements;
import dev.tusk.vector.IndexOptions;
import dev.tusk.vector.VectorIndex;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import dev.tusk.vector.hnsw.HnswOptions;
import dev.tusk.vector.ivfflat.IvfFlatOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vector indexes of an engine: in memory while it runs, beside the tables they belong to.
 *
 * <p>Durability: a snapshot is written from time to time and at the end ({@link IndexSnapshots}).
 * What came and went since is found at the next start by comparing slots and their birth rows with
 * the table, so no log of index changes is kept. Without a usable snapshot the index is built again
 * in the background, and searches are exact until it is there.
 */
public final class VectorIndexes implements SlotListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VectorIndexes.class);

  /** Rows that may have to be inserted again after a crash: about 5 s of one core. */
  private static final long CHANGES_BEFORE_SNAPSHOT = 5_000;

  private static final long SNAPSHOT_CHECK_SECONDS = 30;

  /** A rebuild that is cut short goes on from there. */
  private static final long REBUILD_SNAPSHOT_SECONDS = 120;

  /** Rows that may be pending in an index that answers. */
  private static final int MOST_PENDING = 10_000;

  private final IndexSnapshots snapshots;
  private final Map<Long, LiveIndex> byOid = new ConcurrentHashMap<>();
  private final Map<Long, List<LiveIndex>> byRelation = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor keeper =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("tusk-index-keeper").factory());
  private final ExecutorService loader =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("tusk-index-loader").factory());
  private final Queue<Dropped> dropped = new ConcurrentLinkedQueue<>();
  private @Nullable StorageEngine storage;
  private volatile boolean closing;

  /** An index that is gone, and the newest commit when it went. */
  private record Dropped(LiveIndex live, long commit) {}

  public VectorIndexes(Path directory) {
    this.snapshots = new IndexSnapshots(directory);
    keeper.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Begins to work: {@code engine} was opened with this as its slot listener. */
  public void attach(StorageEngine engine) {
    storage = engine;
    keeper.scheduleWithFixedDelay(
        () -> saveChanged(CHANGES_BEFORE_SNAPSHOT),
        SNAPSHOT_CHECK_SECONDS,
        SNAPSHOT_CHECK_SECONDS,
        TimeUnit.SECONDS);
    keeper.scheduleWithFixedDelay(
        this::saveRebuilds, REBUILD_SNAPSHOT_SECONDS, REBUILD_SNAPSHOT_SECONDS, TimeUnit.SECONDS);
    keeper.scheduleWithFixedDelay(this::closeDropped, 1, 1, TimeUnit.SECONDS);
    keeper.scheduleWithFixedDelay(this::watchRecall, 1, 1, TimeUnit.SECONDS);
  }

  private void watchRecall() {
    for (LiveIndex live : byOid.values()) {
      try {
        live.watch();
      } catch (RuntimeException e) {
        if (!live.closed()) {
          LOG.warn("recall of index {} could not be measured", live.indexOid(), e);
        }
      }
    }
  }

  private StorageEngine storage() {
    StorageEngine engine = storage;
    if (engine == null) {
      throw new IllegalStateException("no storage yet");
    }
    return engine;
  }

  public @Nullable LiveIndex find(long indexOid) {
    return byOid.get(indexOid);
  }

  /** Indexes that slots of the relation's column go to. */
  public List<LiveIndex> of(long relationId) {
    return byRelation.getOrDefault(relationId, List.of());
  }

  static IndexOptions options(Index index) {
    Metric metric = Metric.of(index.distanceOperator());
    Map<String, String> options = index.options();
    if (index.accessMethod() == AccessMethod.IVFFLAT) {
      return new IvfFlatOptions(
          metric, rounded(options.getOrDefault("lists", "" + IvfFlatOptions.DEFAULT_LISTS)));
    }
    return new HnswOptions(
        metric,
        rounded(options.getOrDefault("m", "" + HnswOptions.DEFAULT_M)),
        rounded(options.getOrDefault("ef_construction", "" + HnswOptions.DEFAULT_EF_CONSTRUCTION)),
        quantizer(options.getOrDefault("quantizer", "auto")));
  }

  /** What making an index over a column would take and give. */
  public IndexForecast forecast(Index index, long relationId, int threads, BuildProgress progress) {
    VectorColumn column = storage().vectorColumn(relationId, index.keys().getFirst().column());
    return IndexForecast.of(
        new ColumnVectors(column),
        options(index),
        Metric.of(index.distanceOperator()),
        threads,
        progress);
  }

  private static int rounded(String number) {
    return (int) Math.rint(Double.parseDouble(number.strip()));
  }

  private static Quantizer quantizer(String name) {
    return switch (name) {
      case "none" -> Quantizer.NONE;
      case "rabitq1", "rabitq_1" -> Quantizer.RABITQ_1;
      case "rabitq2", "rabitq_2" -> Quantizer.RABITQ_2;
      case "rabitq3", "rabitq_3" -> Quantizer.RABITQ_3;
      case "rabitq4" -> Quantizer.RABITQ_4;
      default -> Quantizer.AUTO;
    };
  }

  /**
   * Makes an empty index over a column's slots, that new ones go to from now on; {@link #build}
   * fills it.
   */
  public LiveIndex register(Index index, long relationId) {
    VectorColumn column = storage().vectorColumn(relationId, index.keys().getFirst().column());
    return add(new LiveIndex(index.oid(), new ColumnVectors(column), options(index)));
  }

  /** As above, for an index that keeps the vectors of its key itself. */
  public LiveIndex registerKeyed(Index index, long relationId, int dimensions) {
    KeyedVectors vectors =
        new KeyedVectors(
            index.oid(), relationId, elements(index.keys().getFirst().type()), dimensions);
    return add(new LiveIndex(index.oid(), vectors, options(index)));
  }

  private static Elements elements(Type type) {
    if (type == Types.HALFVEC) {
      return Elements.FLOAT16;
    }
    if (type == Types.SPARSEVEC) {
      return Elements.SPARSE;
    }
    return type == Types.BIT ? Elements.BITS : Elements.FLOAT32;
  }

  private LiveIndex add(LiveIndex live) {
    byOid.put(live.indexOid(), live);
    byRelation.merge(
        live.relationId(),
        List.of(live),
        (old, more) -> {
          List<LiveIndex> both = new ArrayList<>(old);
          both.addAll(more);
          return List.copyOf(both);
        });
    return live;
  }

  /** Indexes all slots there are; rows written meanwhile are indexed by their writers. */
  public BuildReport build(LiveIndex live, int threads, BuildProgress progress) {
    VectorIndex index = live.options().create(live.vectors().source());
    live.use(index);
    BuildReport report = index.build(liveSlots(live.vectors()), threads, progress);
    if (!report.cancelled()) {
      live.becomeReady();
    }
    return report;
  }

  /** Writes a new index's first snapshot in the background. */
  public void saveSoon(LiveIndex live) {
    if (!closing) {
      keeper.execute(() -> save(live));
    }
  }

  private static int[] liveSlots(IndexedVectors vectors) {
    int[][] slots = {new int[1024]};
    int[] count = {0};
    vectors.forEachLiveSlot((slot, _) -> {
      if (count[0] == slots[0].length) {
        slots[0] = Arrays.copyOf(slots[0], 2 * count[0]);
      }
      slots[0][count[0]++] = slot;
    });
    return Arrays.copyOf(slots[0], count[0]);
  }

  /** An index of the catalog, at the engine's start: loaded or rebuilt in the background. */
  public void load(Index index, long relationId) {
    LiveIndex live = register(index, relationId);
    List<IndexSnapshots.Found> found = snapshots.find(live);
    loader.execute(() -> loadNow(live, found));
  }

  /**
   * The same for an index that keeps the vectors of its key itself.
   *
   * @param rows gives the rows there are and their vectors, before anyone writes
   */
  public void loadKeyed(Index index, long relationId, int dimensions, Consumer<KeyedRows> rows) {
    LiveIndex live = registerKeyed(index, relationId, dimensions);
    KeyedVectors vectors = (KeyedVectors) live.vectors();
    long[] births = snapshots.newestRows(live.indexOid());
    RowSlots slots = new RowSlots();
    for (int slot = 0; slot < births.length; slot++) {
      if (births[slot] != 0) {
        slots.put(births[slot], slot);
      }
    }
    vectors.beginRestoring(births.length);
    rows.accept((rowId, vector) -> {
      int slot = slots.get(rowId);
      if (slot >= 0) {
        vectors.restore(slot, rowId, vector);
      } else {
        vectors.add(rowId, vector); // Behind all of the snapshot's slots.
      }
    });
    vectors.endRestoring();
    List<IndexSnapshots.Found> found = snapshots.find(live);
    loader.execute(() -> loadNow(live, found));
  }

  /** Takes rows and their vectors in the open form. */
  @FunctionalInterface
  public interface KeyedRows {
    void add(long rowId, float[] open);
  }

  private void loadNow(LiveIndex live, List<IndexSnapshots.Found> found) {
    try {
      if (closing || live.closed()) {
        return;
      }
      if (!snapshots.read(live, found)) {
        LOG.info("index {} has no snapshot: building it", live.indexOid());
        rebuild(live);
        return;
      }
      live.vectors().forEachLiveSlot((slot, _) -> live.follow(slot));
      awaitFewPending(live);
      live.becomeReady();
      live.markSaved();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("index {} could not be loaded; searches stay exact", live.indexOid(), e);
    }
  }

  /** Builds an index anew; what there is of it is saved from time to time, and answers soon. */
  private void rebuild(LiveIndex live) {
    live.rebuilding(true);
    build(live, Runtime.getRuntime().availableProcessors(), rebuildProgress(live));
    live.rebuilding(closing);
    save(live);
  }

  /**
   * A snapshot of a rebuild that was cut short leaves much to be linked: exact scans are faster.
   */
  private void awaitFewPending(LiveIndex live) throws InterruptedException {
    live.rebuilding(true);
    while (!closing && !live.closed() && !answersWell(live.pending(), live.size())) {
      Thread.sleep(100);
    }
    live.rebuilding(closing && !answersWell(live.pending(), live.size()));
  }

  /** What is pending is compared by floats on one processor, an exact scan by codes on all. */
  private static boolean answersWell(int pending, int all) {
    return pending <= Math.max(MOST_PENDING, all / 8);
  }

  private BuildProgress rebuildProgress(LiveIndex live) {
    return new BuildProgress() {
      @Override
      public void report(int done, int total) {
        if (done > 0 && answersWell(total - done, total)) {
          live.becomeReady();
        }
      }

      @Override
      public boolean cancelled() {
        return closing;
      }
    };
  }

  /** Whether every index answers searches. */
  public boolean allReady() {
    return byOid.values().stream().allMatch(LiveIndex::ready);
  }

  /** Forgets a dropped index and its files. */
  public void drop(long indexOid) {
    LiveIndex live = byOid.remove(indexOid);
    if (live == null) {
      return;
    }
    byRelation.computeIfPresent(
        live.relationId(),
        (_, list) -> {
          List<LiveIndex> rest = list.stream().filter(i -> i != live).toList();
          return rest.isEmpty() ? null : rest;
        });
    if (!closing) {
      dropped.add(new Dropped(live, storage().newestCommit()));
    }
  }

  /** Closes what was dropped and is read by no statement any more. */
  private void closeDropped() {
    for (Dropped old : dropped) {
      // Who found the index before it was dropped has a snapshot of that time or an older one.
      if (storage().oldestSnapshot() > old.commit) {
        dropped.remove(old);
        old.live.close();
        snapshots.delete(old.live.indexOid());
      }
    }
  }

  @Override
  public void onCommit(long relationId, int columnNumber, int[] slots) {
    for (LiveIndex live : of(relationId)) {
      if (!live.keyed() && live.columnNumber() == columnNumber) {
        for (int slot : slots) {
          live.follow(slot);
        }
      }
    }
  }

  @Override
  public void onSlotFreed(long relationId, int columnNumber, int slot) {
    for (LiveIndex live : of(relationId)) {
      if (!live.keyed() && live.columnNumber() == columnNumber) {
        live.remove(slot);
      }
    }
  }

  @Override
  public void onRowsRemoved(long relationId, long[] rowIds) {
    for (LiveIndex live : of(relationId)) {
      if (live.keyed()) {
        for (long rowId : rowIds) {
          live.removeRow(rowId);
        }
      }
    }
  }

  @Override
  public void onRelationDropped(long relationId) {
    for (LiveIndex live : of(relationId)) {
      byOid.remove(live.indexOid());
      live.close();
    }
    byRelation.remove(relationId);
  }

  private void saveChanged(long atLeast) {
    for (LiveIndex live : byOid.values()) {
      if (live.changes() >= atLeast || live.unsaved()) {
        save(live);
      }
    }
  }

  private void saveRebuilds() {
    byOid.values().stream().filter(LiveIndex::rebuilding).forEach(this::save);
  }

  private void save(LiveIndex live) {
    VectorIndex index = live.index();
    if (index == null || !(live.ready() || live.rebuilding())) {
      return;
    }
    try {
      long changes = live.changes();
      snapshots.write(live, index, storage().durableLsn());
      live.changesSaved(changes);
      live.markSaved();
    } catch (IOException | RuntimeException e) {
      LOG.warn("snapshot of index {} could not be written", live.indexOid(), e);
    }
  }

  /** Writes snapshots of what changed and frees all indexes. To be called before storage closes. */
  @Override
  public void close() {
    closing = true;
    keeper.shutdown();
    loader.shutdown();
    try {
      keeper.awaitTermination(5, TimeUnit.MINUTES);
      loader.awaitTermination(5, TimeUnit.MINUTES);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (LiveIndex live : byOid.values()) {
      if (live.changes() > 0 || live.unsaved() || !live.saved()) {
        save(live);
      }
    }
    for (LiveIndex live : byOid.values()) {
      live.close();
    }
    byOid.clear();
    byRelation.clear();
    for (Dropped old : dropped) {
      old.live.close();
      snapshots.delete(old.live.indexOid());
    }
  }
}
