package dev.tusk.vector.hnsw;

import dev.tusk.vector.BuildProgress;
import dev.tusk.vector.BuildReport;
import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.SnapshotCorruptException;
import dev.tusk.vector.Survey;
import dev.tusk.vector.VectorIndex;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.exact.Surveyor;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Approximate nearest neighbours by a navigable small world graph (Malkov and Yashunin 2016) over
 * short codes (RaBitQ, Gao and Long 2024), rescored from the column's own floats.
 *
 * <p>Up to some 2,000 vectors there is no graph: all floats are compared, which is exact. Then a
 * codec is trained on the data and the graph is linked in the background.
 *
 * <p>Searches take no lock and run beside inserts and removals by any thread. No row is lost: a
 * search that finds fewer rows than asked for scores all codes instead. Memory is outside the heap,
 * a few hundred bytes a vector.
 */
public final class HnswIndex implements VectorIndex {

  /** A loaded index and the log position its snapshot was named with. */
  public record Loaded(HnswIndex index, long logPosition) {}

  private final IndexState state;
  private final Inserter inserter;
  private final Searcher searcher;
  private final Maintenance maintenance;

  HnswIndex(IndexState state) {
    this.state = state;
    this.searcher = new Searcher(state);
    this.maintenance = new Maintenance(state, searcher);
    this.inserter = new Inserter(state, maintenance.linking()::add);
  }

  /** An empty index over the slots of a column. */
  public static HnswIndex create(VectorSource source, HnswOptions options) {
    return new HnswIndex(new IndexState(source, options, Maintenance.FIRST_TRAINING));
  }

  public HnswOptions options() {
    return state.options;
  }

  /**
   * Adds a slot; it is found by searches that start after this returns. A slot that is there with
   * the same vector stays; with another, it is removed first.
   */
  @Override
  public void insert(int slot) {
    SearchContext c = state.enterWriter();
    try {
      inserter.insert(c, slot);
    } finally {
      state.exitWriter(c);
    }
    maintenance.schedule();
  }

  @Override
  public void pace() {
    maintenance.linking().pace();
  }

  /** Takes a slot out; false when it was not there. Its floats may be overwritten thereafter. */
  @Override
  public boolean remove(int slot) {
    SearchContext c = state.enterWriter();
    try {
      return inserter.remove(slot);
    } finally {
      state.exitWriter(c);
      maintenance.schedule();
    }
  }

  /** Rewires the graph around removed nodes and frees them; also done when there are many. */
  public void repair() {
    maintenance.repair();
  }

  @Override
  public boolean contains(int slot) {
    SearchContext c = state.enter();
    try {
      return state.slots.node(slot) != SlotTable.ABSENT;
    } finally {
      state.contexts.release(c);
    }
  }

  /** Slots at or above it are not in the index. */
  @Override
  public int slotLimit() {
    SearchContext c = state.enter();
    try {
      return state.slots.limit();
    } finally {
      state.contexts.release(c);
    }
  }

  /** Number of slots. */
  @Override
  public int size() {
    return state.size();
  }

  @Override
  public int pending() {
    return state.pending.cardinality();
  }

  /**
   * Adds many slots on several threads; searches, which see all of them from the start, and inserts
   * go on meanwhile. Slots that are there already cost next to nothing.
   */
  @Override
  public BuildReport build(int[] slots, int threads, BuildProgress progress) {
    BuildReport report =
        new Builder(state, inserter, maintenance.linking(), slots)
            .build(threads, progress, maintenance);
    maintenance.checked();
    maintenance.schedule();
    return report;
  }

  /**
   * Finds the k nearest accepted slots; a null filter accepts all. Fewer are returned only when
   * fewer match.
   *
   * @param ef how many candidates are kept while searching; more find the true ones more surely
   */
  public SearchResult search(float[] query, int k, int ef, @Nullable SlotFilter filter) {
    return search(query, k, ef, filter, SlotOrder.BY_SLOT);
  }

  /** As above, with the rows' order for equal distances. */
  public SearchResult search(
      float[] query, int k, int ef, @Nullable SlotFilter filter, SlotOrder order) {
    return searcher.search(query, k, ef, filter, order, 0, false);
  }

  @Override
  public SearchResult search(
      float[] query, int k, Effort effort, @Nullable SlotFilter filter, SlotOrder order) {
    return search(query, k, effort.ef(), filter, order);
  }

  @Override
  public boolean unsaved() {
    return maintenance.unsaved();
  }

  /** The k nearest of all slots, by comparing every vector. */
  public SearchResult exactly(float[] query, int k) {
    return searcher.exactly(query, k);
  }

  /** The vector in a slot, in its open form; null where there is none. */
  float @Nullable [] vector(int slot) {
    SearchContext c = state.enter();
    try {
      if (state.slots.node(slot) == SlotTable.ABSENT) {
        return null;
      }
      float[] vector = new float[state.source.dimension()];
      state.exact.read(slot, vector);
      return vector;
    } finally {
      state.contexts.release(c);
    }
  }

  /** Waits until background training and repair have nothing more to do. */
  @Override
  public void settle() {
    maintenance.settle();
  }

  /**
   * Writes the index to a new file beside {@code file} and renames it over; inserts go on. All that
   * the log holds up to the position must have been applied.
   */
  @Override
  public void writeSnapshot(Path file, long logPosition) throws IOException {
    state.maintenance.lock();
    try {
      maintenance.saving();
      SearchContext c = state.enter();
      try {
        SnapshotWriter.write(state, maintenance.trainedOn(), file, logPosition);
      } finally {
        state.contexts.release(c);
      }
    } finally {
      state.maintenance.unlock();
    }
  }

  /**
   * Reads a snapshot. The caller then removes and inserts the slots changed since its position;
   * inserting one that is there unchanged does nothing.
   */
  public static Loaded readSnapshot(Path file, VectorSource source, HnswOptions options)
      throws IOException, SnapshotCorruptException {
    HnswIndex index = create(source, options);
    boolean complete = false;
    try {
      SnapshotReader.Header header = SnapshotReader.read(index.state, file);
      index.maintenance.trainedOn(header.trainedOn());
      index.maintenance.resume();
      complete = true;
      return new Loaded(index, header.logPosition());
    } finally {
      if (!complete) {
        index.close();
      }
    }
  }

  /** Counts, and walks the whole graph for what cannot be reached: some tens of milliseconds. */
  @Override
  public IndexStatistics statistics() {
    SearchContext c = state.enter();
    try {
      Graph graph = state.graph;
      long bytes = state.slots.records().bytes();
      String reason = Trainer.reason(state, graph);
      if (graph == null) {
        return new IndexStatistics(
            state.size(), 0, 0, 0, 0, Float.SIZE, Float.NaN, reason, 0, bytes);
      }
      int dead = state.deadNodes.get();
      return new IndexStatistics(
          state.size(),
          state.pending.cardinality(),
          state.liveNodes.get() + dead,
          dead,
          new Reachability(state, graph).unreachable(),
          graph.codec.bits(),
          graph.codeShare(),
          reason,
          graph.entryWidth(),
          bytes + graph.bytes());
    } finally {
      state.contexts.release(c);
    }
  }

  @Override
  public long checksum() {
    state.maintenance.lock();
    try {
      SearchContext c = state.enterWriter();
      try {
        Graph graph = state.graph;
        return graph == null ? 0 : new GraphChecksum(state).of(graph);
      } finally {
        state.exitWriter(c);
      }
    } finally {
      state.maintenance.unlock();
    }
  }

  @Override
  public Survey survey() {
    SearchContext c = state.enter();
    try {
      Survey survey =
          Surveyor.survey(
              state.exact,
              state.size(),
              state.slots.limit(),
              slot -> state.slots.node(slot) != SlotTable.ABSENT);
      Graph graph = state.graph;
      return graph == null ? survey : survey.withCodeError(CodeError.of(state, c, graph));
    } finally {
      state.contexts.release(c);
    }
  }

  /** Waits for running searches and gives all memory back. */
  @Override
  public void close() {
    if (state.closed) {
      return;
    }
    state.closed = true;
    maintenance.linking().close();
    state.maintenance.lock();
    state.structure.writeLock().lock();
    try {
      state.contexts.awaitOthers();
      Graph graph = state.graph;
      if (graph != null) {
        graph.close();
      }
      state.nodes.records().close();
      state.slots.records().close();
      state.upper.close();
    } finally {
      state.structure.writeLock().unlock();
      state.maintenance.unlock();
    }
  }
}
