package dev.tusk.storage;

import dev.tusk.storage.file.DiskFiles;
import dev.tusk.storage.log.RedoLog;
import dev.tusk.storage.store.CheckpointVolume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Writes checkpoints: the state of all commits up to one, on disk as a whole, so that recovery can
 * start there. Commits are held up only while changed tables are copied into the store's memory.
 *
 * <p>Order on disk: log, vector files, then the store's journal, its header, its pages.
 */
final class Checkpointer {
  private final Registry registry;
  private final Applier applier;
  private final Committer committer;
  private final SequenceTable sequences;
  private final RedoLog log;
  private final CheckpointVolume volume;
  private final LongSupplier nextXid;
  private volatile long completed;
  private volatile long redoFrom;
  private volatile long logBytesAtLast;
  private volatile long commitsAtLast;
  private volatile long nanosAtLast = System.nanoTime();

  Checkpointer(
      Registry registry,
      Applier applier,
      Committer committer,
      SequenceTable sequences,
      RedoLog log,
      CheckpointVolume volume,
      LongSupplier nextXid,
      long redoFrom) {
    this.registry = registry;
    this.applier = applier;
    this.committer = committer;
    this.sequences = sequences;
    this.log = log;
    this.volume = volume;
    this.nextXid = nextXid;
    this.redoFrom = redoFrom;
  }

  long completed() {
    return completed;
  }

  /** Where recovery would start reading. */
  long redoFrom() {
    return redoFrom;
  }

  boolean isDue(StorageOptions options) {
    boolean old = System.nanoTime() - nanosAtLast > options.checkpointInterval().toNanos();
    return log.appendedBytes() - logBytesAtLast > options.checkpointLogBytes()
        || volume.dirtyBytes() > options.checkpointDirtyBytes()
        || old && committer.commits() > commitsAtLast;
  }

  /** Tries again later: the disk may have room by then. */
  void postpone() {
    nanosAtLast = System.nanoTime();
    logBytesAtLast = log.appendedBytes();
  }

  /** Writes a checkpoint. Not interrupted: only the engine's own threads are to call this. */
  synchronized void run(boolean closing) throws IOException {
    committer.checkWritable();
    List<VectorFile> vectors = new ArrayList<>();
    for (Relation relation : registry.relations()) {
      vectors.addAll(List.of(relation.columns));
    }
    vectors.forEach(VectorFile::force); // Most of the work, with nobody waiting.

    Registry.Checkpoint checkpoint;
    List<Registry.ReusableSlots> reusable;
    long logBytes;
    long commits;
    int losses;
    applier.lock.lock();
    try {
      losses = log.losses();
      checkpoint = committer.checkpoint(nextXid.getAsLong());
      logBytes = log.appendedBytes();
      commits = committer.commits();
      reusable = registry.save(checkpoint, sequences, closing);
      registry.store.seal();
      volume.begin();
      vectors.clear();
      for (Relation relation : registry.relations()) {
        vectors.addAll(List.of(relation.columns));
      }
    } catch (RuntimeException | Error e) {
      // Some of the tables pass for saved and are not: no later checkpoint would be whole.
      committer.fail(e);
      throw e;
    } finally {
      applier.lock.unlock();
    }
    boolean complete = false;
    try {
      log.awaitAll();
      if (log.losses() != losses) {
        throw new IOException("the log was cut back: its end is not where the checkpoint says");
      }
      vectors.forEach(VectorFile::force);
      DiskFiles.forceDirectory(registry.vectors);
      volume.write();
      complete = true;
    } finally {
      if (!complete) {
        reusable.forEach(slots -> slots.table().postpone(slots.slots()));
      }
    }
    applier.lock.lock();
    try {
      volume.end();
      reusable.forEach(slots -> slots.table().reuse(slots.slots()));
    } finally {
      applier.lock.unlock();
    }
    redoFrom = checkpoint.redoFrom().lsn();
    logBytesAtLast = logBytes;
    commitsAtLast = commits;
    nanosAtLast = System.nanoTime();
    completed = completed + 1;
    log.recycle(redoFrom);
  }
}
