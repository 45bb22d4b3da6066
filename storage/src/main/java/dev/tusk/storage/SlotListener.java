package dev.tusk.storage;

/**
 * Told of the vectors that come and go, so that a vector index can follow. Calls for one column are
 * ordered; they come from committing threads, from rollbacks and from vacuum.
 *
 * <p>A listener must not call the engine, nor wait for a thread that does.
 *
 * <p>An index that is kept by its owner across restarts finds out what happened in between by
 * comparing: a node is identified by (slot, {@link VectorColumn#birthRow birth row}), since row ids
 * are never used twice, and {@link VectorColumn#forEachLiveSlot} lists what is there now. What the
 * index has and the list has not is removed; what the list has and the index has not is added. That
 * needs no log to be kept and costs nanoseconds per slot. A snapshot file of such an index may hold
 * only slots whose {@linkplain VectorColumn#newestRow newest row} is not 0, and is to be kept only
 * after {@link StorageEngine#flush}: row ids of transactions that never became durable are given
 * again after a crash.
 */
public interface SlotListener {
  SlotListener NONE = new SlotListener() {};

  /**
   * Slots of new vectors, called when their transaction is durable and just <b>before</b> any
   * snapshot can see their rows. Not called for versions that share an older slot, nor during
   * recovery. Other commits wait meanwhile: an owner that takes long hands the slots over, or links
   * each slot when it is inserted ({@link RowOutcome#slots}), long before the commit.
   *
   * @param slots the slots, in the order of insertion; the array is the listener's to keep
   */
  default void onCommit(long relationId, int columnNumber, int[] slots) {}

  /**
   * No row refers to the slot any more: removed by vacuum, or by rollback of the transaction that
   * filled it. The slot will be filled with another vector some time after this returns and after a
   * checkpoint, whichever is later.
   */
  default void onSlotFreed(long relationId, int columnNumber, int slot) {}

  /**
   * Versions that no snapshot sees any more, or whose transaction was rolled back, for an index
   * that knows rows by their ids. The array is the listener's to keep.
   */
  default void onRowsRemoved(long relationId, long[] rowIds) {}

  /** The relation is gone for all snapshots, and its vector files are closed behind this call. */
  default void onRelationDropped(long relationId) {}
}
