package dev.tusk.executor.vector;

import dev.tusk.vector.IndexOptions;
import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.Survey;
import dev.tusk.vector.VectorIndex;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.hnsw.HnswIndex;
import dev.tusk.vector.ivfflat.IvfFlatOptions;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A vector index in memory, beside the vectors whose slots it holds.
 *
 * <p>Slots enter when their row is written, before its transaction commits; whether a row may be
 * seen is asked of the snapshot at every search. Until {@link #ready} a search is answered exactly
 * without it.
 */
public final class LiveIndex implements AutoCloseable {
  private final long indexOid;
  private final IndexedVectors vectors;
  private final IndexOptions options;
  private final AtomicLong changes = new AtomicLong();
  private final RecallWatch recall = new RecallWatch();
  private volatile @Nullable VectorIndex index;
  private volatile boolean ready;
  private volatile boolean closed;
  private volatile boolean saved;
  private volatile boolean rebuilding;

  LiveIndex(long indexOid, IndexedVectors vectors, IndexOptions options) {
    this.indexOid = indexOid;
    this.vectors = vectors;
    this.options = options;
  }

  public long indexOid() {
    return indexOid;
  }

  public long relationId() {
    return vectors.relationId();
  }

  /** The column whose slots it holds; 0 when it keeps the vectors itself. */
  public int columnNumber() {
    return vectors instanceof ColumnVectors of ? of.columnNumber() : 0;
  }

  /** Whether it keeps the vectors of its key itself. */
  public boolean keyed() {
    return vectors instanceof KeyedVectors;
  }

  public Metric metric() {
    return options.metric();
  }

  /** Whether it looks through lists, of which some may be left out. */
  public boolean listed() {
    return options instanceof IvfFlatOptions;
  }

  /** How many lists there are. */
  public int lists() {
    return options instanceof IvfFlatOptions of ? of.lists() : 0;
  }

  public IndexedVectors vectors() {
    return vectors;
  }

  IndexOptions options() {
    return options;
  }

  void use(VectorIndex made) {
    index = made;
  }

  @Nullable VectorIndex index() {
    return index;
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
    VectorIndex known = index;
    return known == null ? 0 : known.size();
  }

  public long bytes() {
    return statistics().bytes() + (vectors instanceof KeyedVectors of ? of.bytes() : 0);
  }

  public int dimension() {
    return vectors.dimensions();
  }

  /** What it consists of; nothing before it is built and after it is closed. */
  public IndexStatistics statistics() {
    VectorIndex known = index;
    return known == null || closed ? IndexStatistics.NONE : known.statistics();
  }

  /** What a sample of its vectors tells. */
  public Survey survey() {
    VectorIndex known = index;
    return known == null || closed ? Survey.NONE : known.survey();
  }

  /** A number made of all that it consists of, when nothing waits to be linked any more. */
  public long checksum() {
    VectorIndex known = index;
    if (known == null || closed) {
      return 0;
    }
    known.settle();
    return known.checksum();
  }

  /** Adds the slot of a row that is being written; may wait for room. */
  public void add(int slot) {
    follow(slot);
    VectorIndex known = index;
    if (known != null && !closed) {
      known.pace();
    }
  }

  /** Adds a slot without waiting for anything. */
  void follow(int slot) {
    VectorIndex known = index;
    if (known != null && !closed && !known.contains(slot)) {
      known.insert(slot);
      changes.incrementAndGet();
    }
  }

  /** Keeps the vector of a row that is being written, in its open form, and adds it. */
  public void add(long rowId, float[] open) {
    if (!closed && vectors instanceof KeyedVectors own) {
      int slot = own.add(rowId, open);
      if (slot >= 0) {
        add(slot);
      }
    }
  }

  /** Whether it keeps a row's vector itself. */
  public boolean hasRow(long rowId) {
    return vectors instanceof KeyedVectors own && own.slotOf(rowId) >= 0;
  }

  void remove(int slot) {
    VectorIndex known = index;
    if (known != null && !closed && known.remove(slot)) {
      changes.incrementAndGet();
    }
  }

  /** Forgets a row that nobody sees any more, when it keeps the rows' vectors itself. */
  void removeRow(long rowId) {
    if (!closed && vectors instanceof KeyedVectors own) {
      int slot = own.slotOf(rowId);
      if (slot >= 0) {
        remove(slot);
        own.remove(rowId);
      }
    }
  }

  /** The nearest slots; those equally near by the order given. */
  public SearchResult search(
      float[] query,
      int k,
      VectorIndex.Effort effort,
      @Nullable SlotFilter filter,
      SlotOrder order) {
    VectorIndex known = index;
    if (known == null) {
      throw new IllegalStateException("index " + indexOid + " is not ready");
    }
    recall.count();
    if (filter == null && known instanceof HnswIndex) {
      recall.searched(query, k, effort.ef());
    }
    return known.search(query, k, effort, filter, order);
  }

  /** What is known of its recall. */
  public RecallWatch recall() {
    return recall;
  }

  /** Goes on with measuring its recall. */
  void watch() {
    if (index instanceof HnswIndex graph && ready()) {
      recall.work(graph);
    }
  }

  /** Changes since the last call that took them. */
  long changes() {
    return changes.get();
  }

  void changesSaved(long count) {
    changes.addAndGet(-count);
  }

  /** Whether work in the background has changed it since its last snapshot. */
  boolean unsaved() {
    VectorIndex known = index;
    return known != null && !closed && known.unsaved();
  }

  /** Whether there is a snapshot of it on disk, of whatever age. */
  boolean saved() {
    return saved;
  }

  void markSaved() {
    saved = true;
  }

  /** Whether it is being built again because no snapshot of it was usable, or a part of it was. */
  boolean rebuilding() {
    return rebuilding;
  }

  void rebuilding(boolean now) {
    rebuilding = now;
  }

  /** Rows that wait to be linked. */
  int pending() {
    VectorIndex known = index;
    return known == null || closed ? 0 : known.pending();
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    VectorIndex known = index;
    if (known != null) {
      known.close();
    }
    vectors.close();
  }
}
