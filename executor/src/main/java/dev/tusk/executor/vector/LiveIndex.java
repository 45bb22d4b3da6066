package dev.tusk.executor.vector;

import dev.tusk.storage.VectorColumn;
import dev.tusk.vector.Elements;
import dev.tusk.vector.HnswIndex;
import dev.tusk.vector.HnswOptions;
import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A vector index in memory, beside the column whose slots it holds.
 *
 * <p>Slots enter when their row is written, before its transaction commits; whether a row may be
 * seen is asked of the snapshot at every search. Until {@link #ready} a search is answered exactly
 * without it.
 */
public final class LiveIndex implements AutoCloseable {
  private final long indexOid;
  private final VectorColumn column;
  private final HnswOptions options;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable HnswIndex graph;
  private volatile boolean ready;
  private volatile boolean closed;
  private volatile boolean saved;

  LiveIndex(long indexOid, VectorColumn column, HnswOptions options) {
    this.indexOid = indexOid;
    this.column = column;
    this.options = options;
  }

  public long indexOid() {
    return indexOid;
  }

  public long relationId() {
    return column.relationId();
  }

  public int columnNumber() {
    return column.spec().columnNumber();
  }

  public Metric metric() {
    return options.metric();
  }

  VectorColumn column() {
    return column;
  }

  HnswOptions options() {
    return options;
  }

  /** The column's memory as the index reads it. */
  public static VectorSource source(VectorColumn column) {
    return new VectorSource.Mapped() {
      @Override
      public Elements elements() {
        return column.spec().bytesPerElement() == Short.BYTES
            ? Elements.FLOAT16
            : Elements.FLOAT32;
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

  VectorSource source() {
    return source(column);
  }

  void use(HnswIndex made) {
    graph = made;
  }

  @Nullable HnswIndex graph() {
    return graph;
  }

  void becomeReady() {
    ready = true;
  }

  /** Whether the index holds every live slot, so that its answer counts. */
  public boolean ready() {
    return ready && !closed;
  }

  /** Slots in the index. */
  public int size() {
    HnswIndex index = graph;
    return index == null ? 0 : index.size();
  }

  public long bytes() {
    return statistics().bytes();
  }

  public int dimension() {
    return column.dimension();
  }

  /** What it consists of; nothing before it is built and after it is closed. */
  public IndexStatistics statistics() {
    HnswIndex index = graph;
    return index == null || closed ? IndexStatistics.NONE : index.statistics();
  }

  /** Adds the slot of a row that is being written. */
  public void add(int slot) {
    HnswIndex index = graph;
    if (index != null && !closed && !index.contains(slot)) {
      index.insert(slot);
      changes.incrementAndGet();
    }
  }

  void remove(int slot) {
    HnswIndex index = graph;
    if (index != null && !closed && index.remove(slot)) {
      changes.incrementAndGet();
    }
  }

  /** The nearest slots; those equally near by the order given. */
  public SearchResult search(
      float[] query, int k, int ef, @Nullable SlotFilter filter, SlotOrder order) {
    HnswIndex index = graph;
    if (index == null) {
      throw new IllegalStateException("index " + indexOid + " is not ready");
    }
    return index.search(query, k, ef, filter, order);
  }

  /** Changes since the last call that took them. */
  long changes() {
    return changes.get();
  }

  void changesSaved(long count) {
    changes.addAndGet(-count);
  }

  /** Whether there is a snapshot of it on disk, of whatever age. */
  boolean saved() {
    return saved;
  }

  void markSaved() {
    saved = true;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    HnswIndex index = graph;
    if (index != null) {
      index.close();
    }
  }
}
