package dev.tusk.vector.hnsw;

import dev.tusk.vector.IndexOptions;
import dev.tusk.vector.SnapshotCorruptException;
import dev.tusk.vector.VectorIndex;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How an index is made; fixed for its life.
 *
 * @param m links of a node on the upper layers, twice as many on the ground layer
 * @param efConstruction candidates considered for the links of a new node
 */
public record HnswOptions(Metric metric, int m, int efConstruction, Quantizer quantizer)
    implements IndexOptions {

  /** pgvector's default for {@code m}. */
  public static final int DEFAULT_M = 16;

  /** pgvector's default for {@code ef_construction}. */
  public static final int DEFAULT_EF_CONSTRUCTION = 64;

  public HnswOptions {
    if (m < 2 || m > 100) {
      throw new IllegalArgumentException("m must be between 2 and 100, not " + m);
    }
    if (efConstruction < 4 || efConstruction > 1000) {
      throw new IllegalArgumentException(
          "efConstruction must be between 4 and 1000, not " + efConstruction);
    }
  }

  @Override
  public VectorIndex create(VectorSource source) {
    return HnswIndex.create(source, this);
  }

  @Override
  public VectorIndex read(Path snapshot, VectorSource source)
      throws IOException, SnapshotCorruptException {
    return HnswIndex.readSnapshot(snapshot, source, this).index();
  }

  /** The defaults for a metric. */
  public static HnswOptions of(Metric metric) {
    return new HnswOptions(metric, DEFAULT_M, DEFAULT_EF_CONSTRUCTION, Quantizer.AUTO);
  }
}
