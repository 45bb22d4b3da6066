package dev.tusk.vector;

import dev.tusk.vector.codec.Metric;
import java.io.IOException;
import java.nio.file.Path;

/** How an index is made; fixed for its life. */
public interface IndexOptions {
  Metric metric();

  /** An empty index over the slots of a column. */
  VectorIndex create(VectorSource source);

  /**
   * Reads a snapshot. The caller then removes and inserts the slots changed since its position;
   * inserting one that is there unchanged does nothing.
   */
  VectorIndex read(Path snapshot, VectorSource source) throws IOException, SnapshotCorruptException;
}
