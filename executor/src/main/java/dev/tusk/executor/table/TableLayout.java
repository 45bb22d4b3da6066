package dev.tusk.executor.table;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.ValueCodec;
import dev.tusk.storage.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table's rows are laid out in storage: which columns lie in the row, which are slots of
 * vector columns, and what columns are worth in rows older than they.
 *
 * <pre>
 *  row := u16 columns when it was written | bitmap of values present, low bit first | values
 * </pre>
 *
 * <p>A column added later is beyond the row's count and has its missing value. Values of dropped
 * columns stay where they are. Vectors of declared dimension are not in the row.
 */
public final class TableLayout {
  private final TableObject object;
  private final ValueCodec[] codecs;
  private final @Nullable Object[] missing;

  /** Position among storage's vector columns, -1 for columns in the row, by {@code attnum - 1}. */
  private final int[] vectorIndex;

  private final HeapTuple heapTuple;
  private final int[] live;
  private final int[] livePosition;

  public TableLayout(TableObject object) {
    this.object = object;
    List<Column> columns = object.table().columns();
    codecs = new ValueCodec[columns.size()];
    missing = new @Nullable Object[columns.size()];
    vectorIndex = new int[columns.size()];
    livePosition = new int[columns.size()];
    int vectors = 0;
    int liveCount = 0;
    for (int i = 0; i < codecs.length; i++) {
      Column column = columns.get(i);
      codecs[i] = ValueCodec.of(column.type());
      byte[] bytes = object.missing().get(column.number());
      missing[i] = bytes == null ? null : codecs[i].read(bytes, 0);
      vectorIndex[i] = object.dimensions().containsKey(column.number()) ? vectors++ : -1;
      livePosition[i] = column.dropped() ? -1 : liveCount++;
    }
    heapTuple = new HeapTuple(columns, object.options());
    live = new int[liveCount];
    for (int i = 0; i < codecs.length; i++) {
      if (livePosition[i] >= 0) {
        live[livePosition[i]] = i + 1;
      }
    }
  }

  public TableObject object() {
    return object;
  }

  public Table table() {
    return object.table();
  }

  public long relationId() {
    return object.relationId();
  }

  /** Numbers of the columns that are not dropped. */
  public int[] liveColumns() {
    return live;
  }

  /** Where a column stands among the live ones; -1 for a dropped one. */
  public int livePosition(int columnNumber) {
    return livePosition[columnNumber - 1];
  }

  /** Whether the column's values are slots of a vector column. */
  public boolean isVectorSlot(int columnNumber) {
    return vectorIndex[columnNumber - 1] >= 0;
  }

  int vectorIndex(int columnNumber) {
    return vectorIndex[columnNumber - 1];
  }

  /** Columns whose values are slots. */
  public List<Integer> vectorColumns() {
    return object.dimensions().keySet().stream()
        .filter(number -> !table().column(number).dropped())
        .toList();
  }

  /** What the rows would take in PostgreSQL. */
  HeapTuple heapTuple() {
    return heapTuple;
  }

  /**
   * Writes the in-row part of a row given by its live columns.
   *
   * @param stored takes the bytes of each value that are written, without its length
   */
  void encode(@Nullable Object[] values, ByteWriter out, int[] stored) {
    out.truncate(0);
    int count = codecs.length;
    out.putShort(count);
    int bitmap = out.size();
    for (int i = 0; i < count; i += 8) {
      out.put(0);
    }
    for (int i = 0; i < live.length; i++) {
      Object value = values[i];
      int at = live[i] - 1;
      if (value != null && vectorIndex[at] < 0) {
        out.array()[bitmap + (at >> 3)] |= (byte) (1 << (at & 7));
        int from = out.size();
        codecs[at].write(value, out);
        int length = out.size() - from;
        stored[i] = length - (length <= 128 ? 1 : length <= 16_385 ? 2 : 3);
      }
    }
  }

  /**
   * Reads the in-row values wanted.
   *
   * @param targets for each column (by {@code attnum - 1}) where its value goes in {@code into}, -1
   *     for nowhere
   * @param last greatest index with a target
   */
  void decode(Row row, int[] targets, int last, @Nullable Object[] into) {
    byte[] bytes = row.array();
    int at = row.offset();
    int written = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    int bitmap = at + 2;
    at = bitmap + ((written + 7) >> 3);
    for (int i = 0; i <= last; i++) {
      int target = targets[i];
      if (i >= written) {
        if (target >= 0) {
          into[target] = missing[i];
        }
        continue;
      }
      if ((bytes[bitmap + (i >> 3)] & 1 << (i & 7)) == 0) {
        continue;
      }
      if (target >= 0) {
        into[target] = codecs[i].read(bytes, at);
      }
      if (i < last) {
        at = codecs[i].skip(bytes, at);
      }
    }
  }
}
