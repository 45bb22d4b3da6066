package dev.tusk.executor.vector;

import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.VectorSource;

/** The vectors that an index is over, in slots, and the rows that they belong to. */
public sealed interface IndexedVectors permits ColumnVectors, KeyedVectors {
  long relationId();

  /** Elements of each vector, in SQL's terms. */
  int dimensions();

  VectorSource source();

  /** Slots ever used. */
  int slotCount();

  /** Slots that rows refer to now. */
  int liveSlots();

  /** The row that the slot was filled for, which names its vector for good. */
  long birthRow(int slot);

  /** A row that refers to the slot; 0 when none does. */
  long newestRow(int slot);

  /** All slots that rows refer to, with birth rows. */
  void forEachLiveSlot(VectorColumn.SlotConsumer consumer);

  /** The slots as a snapshot sees their rows. */
  Rows in(RelationView view);

  /** Frees what is the index's own. */
  void close();

  /** Rows by their slots and back, as one snapshot sees them. */
  interface Rows {
    /** The row seen whose vector is in the slot, or -1 when there is none. */
    long visibleRow(int slot);

    /** The slot of a row that is seen, -1 when its vector is NULL. */
    int slot(long rowId);

    /** The same. */
    int slot(Row row);

    /** A number that tells apart the vectors of one table. */
    int number();
  }
}
