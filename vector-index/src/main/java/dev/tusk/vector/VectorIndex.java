package dev.tusk.vector;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An index over the slots of a {@link VectorSource}, whatever its method. Searches run beside
 * inserts and removals by any thread.
 */
public interface VectorIndex extends AutoCloseable {
  /**
   * Adds a slot; it is found by searches that start after this returns. A slot that is there with
   * the same vector stays; with another, it is removed first.
   */
  void insert(int slot);

  /**
   * Waits while much of what was inserted is still to be brought into shape, which searches pay for
   * until it is. To be called by who inserts, where it may wait.
   */
  default void pace() {}

  /** Takes a slot out; false when it was not there. Its vector may be overwritten thereafter. */
  boolean remove(int slot);

  boolean contains(int slot);

  /** Slots at or above it are not in the index. */
  int slotLimit();

  /** Number of slots. */
  int size();

  /**
   * Number of slots among them that are compared with each query, since they are not placed yet.
   */
  default int pending() {
    return 0;
  }

  /** Adds many slots on several threads; searches, inserts and removals go on meanwhile. */
  BuildReport build(int[] slots, int threads, BuildProgress progress);

  /**
   * Finds the k nearest accepted slots; a null filter accepts all. Fewer are returned only when
   * fewer match, or when the effort is bounded.
   *
   * @param query in its open form ({@link Elements})
   * @param order of slots at equal distances
   */
  SearchResult search(
      float[] query, int k, Effort effort, @Nullable SlotFilter filter, SlotOrder order);

  /**
   * Writes the index to a new file beside {@code file} and renames it over; inserts go on. All that
   * the log holds up to the position must have been applied.
   */
  void writeSnapshot(Path file, long logPosition) throws IOException;

  /** Whether work in the background has changed it since its last snapshot. */
  boolean unsaved();

  IndexStatistics statistics();

  /**
   * A number made of all that the index consists of: the same for the same rows, put in in the same
   * order by a build, whatever the number of threads.
   */
  long checksum();

  /** What a sample of its vectors tells: some milliseconds, more where they are on disk. */
  Survey survey();

  /** Waits until background work has nothing more to do. */
  void settle();

  /** Waits for running searches and gives all memory back. */
  @Override
  void close();

  /**
   * How much a search may look at.
   *
   * @param ef candidates that a walk through a graph keeps
   * @param probes lists that a search through lists looks at first
   * @param mostProbes lists that it may look at in all
   * @param complete whether to go on until k slots are found or all have been looked at
   */
  record Effort(int ef, int probes, int mostProbes, boolean complete) {}
}
