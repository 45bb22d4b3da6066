package dev.tusk.executor.vector;

import dev.tusk.storage.RelationView;
import dev.tusk.storage.Row;
import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.Elements;
import dev.tusk.vector.VectorSource;
import java.lang.foreign.MemorySegment;

/** The vectors of a column that storage keeps in slots. */
public record ColumnVectors(VectorColumn column) implements IndexedVectors {
  @Override
  public long relationId() {
    return column.relationId();
  }

  int columnNumber() {
    return column.spec().columnNumber();
  }

  @Override
  public int dimensions() {
    return column.dimension();
  }

  /** The column's memory as the index reads it. */
  @Override
  public VectorSource source() {
    return new VectorSource.Mapped() {
      @Override
      public Elements elements() {
        return column.spec().bytesPerElement() == Short.BYTES ? Elements.FLOAT16 : Elements.FLOAT32;
      }

      @Override
      public int dimension() {
        return column.dimension();
      }

      @Override
      public MemorySegment memory() {
        return column.memory();
      }

      @Override
      public long offset(int slot) {
        return column.offset(slot);
      }
    };
  }

  @Override
  public int slotCount() {
    return column.slotCount();
  }

  @Override
  public int liveSlots() {
    return column.liveSlots();
  }

  @Override
  public long birthRow(int slot) {
    return column.birthRow(slot);
  }

  @Override
  public long newestRow(int slot) {
    return column.newestRow(slot);
  }

  @Override
  public void forEachLiveSlot(VectorColumn.SlotConsumer consumer) {
    column.forEachLiveSlot(consumer);
  }

  @Override
  public Rows in(RelationView view) {
    int number = columnNumber();
    int index = view.vectorIndex(number);
    return new Rows() {
      @Override
      public long visibleRow(int slot) {
        return view.visibleRow(number, slot);
      }

      @Override
      public int slot(long rowId) {
        return view.slot(rowId, index);
      }

      @Override
      public int slot(Row row) {
        return row.slot(index);
      }

      @Override
      public int number() {
        return index;
      }
    };
  }

  @Override
  public void close() {}
}
