package dev.tusk.storage;

import java.lang.foreign.MemorySegment;

/**
 * The vectors of one column: slots of one size in a mapped file, one after another.
 *
 * <p>A slot belongs to one or more versions of a row that have the same value; it is written once,
 * before the transaction that fills it commits, and not touched while any version refers to it.
 */
public interface VectorColumn {
  long relationId();

  VectorColumnSpec spec();

  default int dimension() {
    return spec().dimension();
  }

  /** Bytes from one slot to the next, a multiple of 64. */
  int slotBytes();

  /**
   * The whole file, mapped, native. The column grows by mapping anew: ask again to see slots that
   * are newer than the segment; segments handed out before stay valid as long as they are referred
   * to.
   */
  MemorySegment memory();

  /**
   * Where the slot's value starts in {@link #memory}: to be asked before each reading.
   *
   * @throws DataCorruptedException when the file does not hold what was written to the slot
   */
  long offset(int slot);

  /** Slots ever used; those of {@link #memory} at and beyond it hold nothing. */
  int slotCount();

  /** Slots that committed rows refer to now. */
  int liveSlots();

  /**
   * The newest committed row version that refers to the slot, or 0 when none does: the slot is free
   * or its transaction is not yet committed. Nanoseconds.
   */
  long newestRow(int slot);

  /**
   * The row version the slot was filled for; it names the value for good, as row ids are used once.
   * 0 when the slot was never used.
   */
  long birthRow(int slot);

  /** All slots that committed rows refer to, ascending, with birth rows. */
  void forEachLiveSlot(SlotConsumer consumer);

  /** Takes a slot and its {@linkplain #birthRow birth row}. */
  @FunctionalInterface
  interface SlotConsumer {
    void accept(int slot, long birthRow);
  }
}
