package dev.tusk.storage;

import dev.tusk.storage.file.FileOpener;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How an engine is run. Every value has a default that suits a server; tests make them small.
 *
 * @param logSegmentBytes size of one preallocated log file
 * @param checkpointLogBytes a checkpoint starts when the log has grown by so much
 * @param checkpointInterval a checkpoint starts when the last one is so old and there was a commit
 * @param checkpointDirtyBytes a checkpoint starts when so much of the store is changed in memory
 * @param transactionMemoryBytes a transaction's changes beyond this go to the log and, invisible,
 *     to the store before it commits
 * @param vacuumInterval pause between two looks for dead versions
 * @param slotListener told of vectors that come and go
 * @param onFatal called once, from any thread, when durability cannot be promised any more: the log
 *     cannot be forced to disk, or a commit that is in the log cannot be applied. The engine
 *     refuses all further writes; a server should end its process
 * @param files the seam through which the log and the checkpoint journal are written, for tests
 *     that make writes fail
 * @param acceptLostCommits a log that does not hold all that was confirmed is no reason not to
 *     open: what it does not hold is lost
 */
public record StorageOptions(
    long logSegmentBytes,
    long checkpointLogBytes,
    Duration checkpointInterval,
    long checkpointDirtyBytes,
    int transactionMemoryBytes,
    Duration vacuumInterval,
    SlotListener slotListener,
    Consumer<Throwable> onFatal,
    FileOpener files,
    boolean acceptLostCommits) {

  public static StorageOptions defaults() {
    return new StorageOptions(
        64L << 20,
        256L << 20,
        Duration.ofMinutes(5),
        256L << 20,
        1 << 20,
        Duration.ofMillis(500),
        SlotListener.NONE,
        _ -> {},
        FileOpener.PLAIN,
        false);
  }

  public StorageOptions withLogSegmentBytes(long bytes) {
    return new StorageOptions(
        bytes,
        checkpointLogBytes,
        checkpointInterval,
        checkpointDirtyBytes,
        transactionMemoryBytes,
        vacuumInterval,
        slotListener,
        onFatal,
        files,
        acceptLostCommits);
  }

  public StorageOptions withCheckpoint(long logBytes, Duration interval) {
    return new StorageOptions(
        logSegmentBytes,
        logBytes,
        interval,
        checkpointDirtyBytes,
        transactionMemoryBytes,
        vacuumInterval,
        slotListener,
        onFatal,
        files,
        acceptLostCommits);
  }

  public StorageOptions withTransactionMemoryBytes(int bytes) {
    return new StorageOptions(
        logSegmentBytes,
        checkpointLogBytes,
        checkpointInterval,
        checkpointDirtyBytes,
        bytes,
        vacuumInterval,
        slotListener,
        onFatal,
        files,
        acceptLostCommits);
  }

  public StorageOptions withVacuumInterval(Duration interval) {
    return new StorageOptions(
        logSegmentBytes,
        checkpointLogBytes,
        checkpointInterval,
        checkpointDirtyBytes,
        transactionMemoryBytes,
        interval,
        slotListener,
        onFatal,
        files,
        acceptLostCommits);
  }

  public StorageOptions withSlotListener(SlotListener listener) {
    return new StorageOptions(
        logSegmentBytes,
        checkpointLogBytes,
        checkpointInterval,
        checkpointDirtyBytes,
        transactionMemoryBytes,
        vacuumInterval,
        listener,
        onFatal,
        files,
        acceptLostCommits);
  }

  public StorageOptions withOnFatal(Consumer<Throwable> callback) {
    return new StorageOptions(
        logSegmentBytes,
        checkpointLogBytes,
        checkpointInterval,
        checkpointDirtyBytes,
        transactionMemoryBytes,
        vacuumInterval,
        slotListener,
        callback,
        files,
        acceptLostCommits);
  }

  public StorageOptions withFiles(FileOpener opener) {
    return new StorageOptions(
        logSegmentBytes,
        checkpointLogBytes,
        checkpointInterval,
        checkpointDirtyBytes,
        transactionMemoryBytes,
        vacuumInterval,
        slotListener,
        onFatal,
        opener,
        acceptLostCommits);
  }

  public StorageOptions withAcceptLostCommits(boolean accept) {
    return new StorageOptions(
        logSegmentBytes,
        checkpointLogBytes,
        checkpointInterval,
        checkpointDirtyBytes,
        transactionMemoryBytes,
        vacuumInterval,
        slotListener,
        onFatal,
        files,
        accept);
  }
}
