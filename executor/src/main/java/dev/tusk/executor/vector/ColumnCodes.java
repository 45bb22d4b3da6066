package dev.tusk.executor.vector;

import com.sun.management.OperatingSystemMXBean;
import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.exact.ScanCodes;
import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Codes of the columns that are scanned from end to end: made by the second scan of a column, a
 * quarter of its size, kept outside the heap within a bound. The column not scanned for longest
 * goes first; its memory is given back when the last scan of it has ended.
 */
public final class ColumnCodes {
  /** Share of the machine's memory, or of what the process may have of it. */
  private static final int MEMORY_SHARE = 8;

  /** Of fewer vectors, the values are read as quickly. */
  private static final int LEAST_SLOTS = 4_096;

  private final long mostBytes;
  private final Map<Key, Codes> columns = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(long relationId, int column) {}

  private static final class Codes {
    final VectorColumn column;
    final ScanCodes codes;
    long bytes;

    Codes(VectorColumn column) {
      this.column = column;
      this.codes = new ScanCodes(column.dimension());
    }
  }

  public ColumnCodes() {
    this(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
            / MEMORY_SHARE);
  }

  ColumnCodes(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** A column is scanned: by these codes, or by its values where null. */
  public synchronized @Nullable ScanCodes scanned(VectorColumn column) {
    int slots = column.slotCount();
    long bytes = ScanCodes.bytes(column.dimension(), slots);
    if (slots < LEAST_SLOTS || bytes > mostBytes) {
      return null;
    }
    Key key = new Key(column.relationId(), column.spec().columnNumber());
    Codes known = columns.get(key);
    if (known == null || known.column != column) {
      columns.put(key, new Codes(column));
      return null;
    }
    known.bytes = Math.max(known.bytes, bytes);
    trim();
    return known.codes;
  }

  /** Keeps to the bound; the last column is the one that is wanted. */
  private void trim() {
    long bytes = columns.values().stream().mapToLong(c -> c.bytes).sum();
    Iterator<Codes> oldest = columns.values().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      bytes -= oldest.next().bytes;
      oldest.remove();
    }
  }

  /** Forgets the columns of a table that is gone or written anew. */
  public synchronized void forget(long relationId) {
    columns.keySet().removeIf(key -> key.relationId == relationId);
  }
}
