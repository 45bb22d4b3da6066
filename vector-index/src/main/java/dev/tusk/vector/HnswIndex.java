package dev.tusk.vector;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Approximate nearest neighbours by a navigable small world graph (Malkov and Yashunin 2016). */
public final class HnswIndex implements AutoCloseable {

  /** A loaded index and the log position its snapshot was named with. */
  public record Loaded(HnswIndex index, long logPosition) {}

  private HnswIndex() {}

  /** An empty index over the slots of a column. */
  public static HnswIndex create(VectorSource source, HnswOptions options) {
    throw new UnsupportedOperationException("not landed yet");
  }

  /** Adds a slot; it is found by searches that start after this returns. */
  public void insert(int slot) {
    throw new UnsupportedOperationException("not landed yet");
  }

  /** Takes a slot out; false when it was not there. */
  public boolean remove(int slot) {
    throw new UnsupportedOperationException("not landed yet");
  }

  /** Rewires the graph around removed nodes and frees them. */
  public void repair() {}

  public boolean contains(int slot) {
    throw new UnsupportedOperationException("not landed yet");
  }

  /** Number of slots. */
  public int size() {
    throw new UnsupportedOperationException("not landed yet");
  }

  /** Adds many slots on several threads; searches and inserts go on meanwhile. */
  public BuildReport build(int[] slots, int threads, BuildProgress progress) {
    throw new UnsupportedOperationException("not landed yet");
  }

  /** Finds the k nearest accepted slots; a null filter accepts all. */
  public SearchResult search(float[] query, int k, int ef, @Nullable SlotFilter filter) {
    throw new UnsupportedOperationException("not landed yet");
  }

  /** Writes the index to a new file beside {@code file} and renames it; inserts may go on. */
  public void writeSnapshot(Path file, long logPosition) throws IOException {
    throw new UnsupportedOperationException("not landed yet");
  }

  /** Reads a snapshot; the caller then inserts and removes what changed since its position. */
  public static Loaded readSnapshot(Path file, VectorSource source, HnswOptions options)
      throws IOException, SnapshotCorruptException {
    throw new UnsupportedOperationException("not landed yet");
  }

  public IndexStatistics statistics() {
    throw new UnsupportedOperationException("not landed yet");
  }

  @Override
  public void close() {}
}
