package dev.tusk.storage;

import dev.tusk.storage.file.DamagedFileException;
import dev.tusk.storage.file.DiskFiles;
import dev.tusk.storage.file.PrivateFiles;
import dev.tusk.storage.log.DamagedLogException;
import dev.tusk.storage.log.LogTrust;
import dev.tusk.storage.log.RedoLog;
import dev.tusk.storage.serializable.ConflictGraph;
import dev.tusk.storage.store.CheckpointVolume;
import dev.tusk.storage.store.RecordStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine: its parts, put together, and the two threads that keep house.
 *
 * <pre>
 *  LOCK                    held while open
 *  FORMAT                  version of all of this
 *  log/                    redo log: {@link RedoLog}
 *  rows.db, .journal, .sums
 *                          rows, trees and tables as of the last checkpoint: {@link CheckpointVolume}
 *  vectors/                vector columns: {@link VectorFile}
 * </pre>
 */
final class Engine implements StorageEngine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final long LOOK_MILLIS = 100;
  private static final long RETRY_MILLIS = 5_000;

  /** As in PostgreSQL, where smaller numbers have a meaning. */
  private static final long MARK_MILLIS = 1_000;

  final StorageOptions options;
  final Registry registry;
  final RedoLog log;
  final LockTable locks = new LockTable();
  final SnapshotRegistry snapshots = new SnapshotRegistry();
  final SequenceTable sequences = new SequenceTable();
  final ConflictGraph conflicts = new ConflictGraph();
  final ExportedSnapshots exports = new ExportedSnapshots(snapshots);
  final Committer committer;
  final Vacuum vacuum;
  private final DataDirectory directory;
  private final CheckpointVolume volume;
  private final Applier applier;
  private final DeadVersions dead = new DeadVersions();
  private final Checkpointer checkpointer;
  final TransactionNumbers numbers = new TransactionNumbers();
  private final boolean created;
  private final long redone;
  private final Thread checkpointThread;
  private final Thread vacuumThread;
  private final Scrub scrub;
  private final Thread scrubThread;
  private final Object wake = new Object();
  private @Nullable CompletableFuture<Void> requested;
  private volatile boolean closed;
  private volatile boolean stopping;

  static StorageEngine open(Path path, StorageOptions options) {
    DataDirectory directory = DataDirectory.open(path);
    try {
      return new Engine(directory, options);
    } catch (DamagedLogException e) {
      directory.close();
      throw new StorageException(
          "cannot open "
              + path
              + ": "
              + e.getMessage()
              + "; accept_lost_commits = on starts without what is lost",
          e);
    } catch (IOException | DamagedFileException e) {
      directory.close();
      throw new StorageException("cannot open " + path + ": " + e.getMessage(), e);
    } catch (StorageException | Error e) {
      directory.close();
      throw e;
    } catch (RuntimeException e) {
      directory.close();
      throw new StorageException("cannot open " + path + ": " + e, e);
    }
  }

  private Engine(DataDirectory directory, StorageOptions options) throws IOException {
    this.directory = directory;
    this.options = options;
    Path path = directory.path();
    Path vectors = path.resolve("vectors");
    PrivateFiles.createDirectories(vectors);
    boolean unchecked = directory.isUnchecked();
    volume = new CheckpointVolume(path.resolve("rows.db"), options.files(), unchecked);
    if (directory.isNew() && volume.hasContent()) {
      throw new IOException("file FORMAT is missing, and there are data");
    }
    RecordStore store = new RecordStore(volume, Registry.emptyRoot());
    registry = new Registry(store, vectors);
    applier = new Applier(registry, dead);
    Registry.Checkpoint checkpoint = registry.load(sequences);
    log =
        new RedoLog(
            path.resolve("log"), options.logSegmentBytes(), options.files(), this::logFailed);
    DiskFiles.forceDirectory(path);
    committer = new Committer(log, applier, snapshots, numbers, options, options.onFatal());
    Recovery recovery = new Recovery(log, registry, applier, sequences, checkpoint, trust());
    try {
      recovery.run();
    } catch (IOException | RuntimeException | Error e) {
      log.close();
      throw e;
    }
    committer.start(recovery.lastCsn());
    numbers.startAfter(recovery.lastXid());
    redone = recovery.redone();
    created = !registry.relations().iterator().hasNext();
    vacuum =
        new Vacuum(registry, applier, committer, snapshots, dead, options.slotListener(), locks);
    checkpointer =
        new Checkpointer(
            registry,
            applier,
            committer,
            sequences,
            log,
            volume,
            numbers::next,
            checkpoint.redoFrom().lsn());
    vacuum.run();
    if (unchecked) {
      registry.takeChecksums();
    }
    if (recovery.foundRecords() || unchecked) {
      LOG.info("recovered {}: {} transactions redone", path, redone);
      checkpointer.run(false);
    }
    if (directory.isNew()) {
      directory.complete();
    }
    for (Relation relation : registry.relations()) {
      List.of(relation.columns).forEach(VectorFile::beginVerifying);
    }
    scrub = new Scrub(registry, volume);
    checkpointThread =
        Thread.ofPlatform().name("tusk-checkpoint").daemon().start(this::keepCheckpointing);
    vacuumThread = Thread.ofPlatform().name("tusk-vacuum").daemon().start(this::keepVacuuming);
    scrubThread = Thread.ofPlatform().name("tusk-scrub").daemon().start(scrub::run);
  }

  private LogTrust trust() {
    if (directory.isNew()) {
      return LogTrust.NEW;
    }
    if (options.acceptLostCommits()) {
      return LogTrust.ACCEPT_LOSS;
    }
    return directory.isUnchecked() ? LogTrust.UNMARKED : LogTrust.WHOLE;
  }

  private void logFailed(Throwable cause) {
    LOG.error("the log cannot be forced to disk", cause);
    committer.fail(cause);
  }

  @Override
  public int format() {
    return directory.format();
  }

  @Override
  public void upgraded() {
    try {
      directory.complete();
    } catch (IOException e) {
      throw new StorageException("cannot write the format of " + directory.path(), e);
    }
  }

  void checkOpen() {
    if (closed) {
      throw new StorageException("the engine is closed");
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether everything on disk is known to be undamaged. */
  boolean isWhole() {
    return scrub.foundAllWhole();
  }

  @Override
  public TransactionState transactionState(long xid) {
    return numbers.state(xid);
  }

  @Override
  public NumbersSeen numbersSeen(Transaction transaction) {
    EngineTransaction own = (EngineTransaction) transaction;
    return numbers.seen(Math.min(own.repeatableCsn(), snapshots.published()), own.xid);
  }

  Index createIndex(long indexId, Relation relation) {
    applier.lock.lock();
    try {
      return registry.createIndex(indexId, relation);
    } finally {
      applier.lock.unlock();
    }
  }

  /** The creation was rolled back. */
  void discard(Index index) {
    applier.lock.lock();
    try {
      registry.remove(index);
    } finally {
      applier.lock.unlock();
    }
  }

  /** The creation was rolled back. */
  void discard(Relation relation) {
    options.slotListener().onRelationDropped(relation.id);
    applier.lock.lock();
    try {
      registry.remove(relation);
    } finally {
      applier.lock.unlock();
    }
  }

  // What users call.

  @Override
  public boolean created() {
    return created;
  }

  @Override
  public Path directory() {
    return directory.path();
  }

  @Override
  public Transaction begin(IsolationLevel isolation) {
    checkOpen();
    return new EngineTransaction(this, isolation, null);
  }

  @Override
  public Transaction begin(IsolationLevel isolation, LockOwner session) {
    checkOpen();
    return new EngineTransaction(this, isolation, ((SessionLocks) session).holder);
  }

  @Override
  public boolean hasRelation(long relationId) {
    Relation relation = registry.relationOrNull(relationId);
    return relation != null && relation.droppedAt == 0;
  }

  @Override
  public long newestCommit() {
    return snapshots.published();
  }

  @Override
  public long oldestSnapshot() {
    return snapshots.oldest(Long.MAX_VALUE);
  }

  @Override
  public List<Long> snapshotBlockers(long owner) {
    return conflicts.blockers(owner);
  }

  @Override
  public boolean offersSnapshot(String name) {
    return exports.has(name);
  }

  @Override
  public VectorColumn vectorColumn(long relationId, int columnNumber) {
    return registry.relation(relationId).column(columnNumber);
  }

  @Override
  public RelationStatistics statistics(long relationId) {
    Relation relation = registry.relation(relationId);
    long vectorBytes = 0;
    for (VectorFile column : relation.columns) {
      vectorBytes += column.sizeBytes();
    }
    return new RelationStatistics(
        relation.liveRows,
        relation.rowBytes,
        vectorBytes,
        relation.deadRows,
        relation.placesNow().blocks(),
        relation.placesNow().toastBlocks());
  }

  @Override
  public EngineStatistics statistics() {
    return new EngineStatistics(
        committer.commits(),
        log.forces(),
        log.appendedBytes(),
        checkpointer.completed(),
        log.end().lsn() - checkpointer.redoFrom(),
        vacuum.removed(),
        dead.count(),
        redone);
  }

  @Override
  public LockOwner newLockOwner() {
    checkOpen();
    return new SessionLocks(locks);
  }

  @Override
  public List<LockEntry> locks() {
    return locks.entries();
  }

  @Override
  public List<PredicateLock> predicateLocks() {
    List<PredicateLock> told = new ArrayList<>();
    for (ConflictGraph.Held held : conflicts.held()) {
      Relation relation = registry.relationOrNull(held.relation());
      if (relation == null || held.row() == 0) {
        told.add(new PredicateLock(held.owner(), held.relation(), held.index(), -1));
      } else if (relation.versions.record(held.row()) != 0) {
        long place = relation.read(registry.store, held.row()).place();
        told.add(new PredicateLock(held.owner(), held.relation(), 0, place));
      }
    }
    return told;
  }

  @Override
  public long durableLsn() {
    return log.durableLsn();
  }

  @Override
  public void flush() {
    checkOpen();
    log.awaitAll();
  }

  @Override
  public void vacuum() {
    checkOpen();
    vacuum.run();
  }

  /** The checkpoint thread does it: an interrupt here must not close the files. */
  @Override
  public void checkpoint() {
    checkOpen();
    CompletableFuture<Void> done;
    synchronized (wake) {
      if (requested == null) {
        requested = new CompletableFuture<>();
      }
      done = requested;
      wake.notifyAll();
    }
    try {
      done.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new StorageException("checkpoint failed: " + e.getMessage(), e);
    }
  }

  // The threads that keep house.

  private void keepCheckpointing() {
    long notBefore = System.nanoTime();
    long marked = notBefore;
    while (!stopping) {
      if (System.nanoTime() - marked > MARK_MILLIS * 1_000_000) {
        log.forceMark();
        marked = System.nanoTime();
      }
      CompletableFuture<Void> request = nextRequest();
      boolean due = System.nanoTime() - notBefore >= 0 && checkpointer.isDue(options);
      if (request == null && !due || stopping) {
        if (request != null) {
          request.completeExceptionally(new StorageException("the engine is closed"));
        }
        continue;
      }
      try {
        checkpointer.run(false);
        if (request != null) {
          request.complete(null);
        }
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        LOG.warn("checkpoint failed, to be tried again", e);
        notBefore = System.nanoTime() + RETRY_MILLIS * 1_000_000;
        if (request != null) {
          request.completeExceptionally(e);
        }
      }
    }
  }

  private @Nullable CompletableFuture<Void> nextRequest() {
    synchronized (wake) {
      if (requested == null && !stopping) {
        pause(LOOK_MILLIS);
      }
      CompletableFuture<Void> request = requested;
      requested = null;
      return request;
    }
  }

  private void keepVacuuming() {
    while (!stopping) {
      synchronized (wake) {
        if (!stopping) {
          pause(Math.max(1, options.vacuumInterval().toMillis()));
        }
      }
      if (stopping) {
        return;
      }
      try {
        vacuum.run();
      } catch (RuntimeException | Error e) {
        LOG.error("vacuum failed", e);
        committer.fail(e);
      }
    }
  }

  private void pause(long millis) {
    try {
      wake.wait(millis);
    } catch (InterruptedException _) {
      // Nobody has a reason to; the loops look at what there is to do.
    }
  }

  @Override
  public void close() {
    synchronized (wake) {
      if (closed) {
        return;
      }
      closed = true;
      stopping = true;
      wake.notifyAll();
    }
    join(checkpointThread);
    join(vacuumThread);
    scrub.stop();
    join(scrubThread);
    Thread closer = Thread.ofPlatform().name("tusk-close").start(this::closeFiles);
    join(closer);
  }

  private void closeFiles() {
    try {
      checkpointer.run(true);
    } catch (IOException | RuntimeException e) {
      LOG.warn("no checkpoint when closing; the log has everything", e);
    }
    try {
      log.close();
    } catch (IOException e) {
      LOG.warn("closing the log", e);
    }
    volume.close();
    directory.close();
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
