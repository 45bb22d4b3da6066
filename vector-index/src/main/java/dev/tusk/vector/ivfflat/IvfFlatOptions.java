package dev.tusk.vector.ivfflat;

import dev.tusk.vector.IndexOptions;
import dev.tusk.vector.SnapshotCorruptException;
import dev.tusk.vector.VectorIndex;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How an index of lists is made.
 *
 * @param lists centres to be found, fewer where there are not so many different vectors
 */
public record IvfFlatOptions(Metric metric, int lists) implements IndexOptions {

  /** pgvector's default for {@code lists}. */
  public static final int DEFAULT_LISTS = 100;

  public IvfFlatOptions {
    if (lists < 1 || lists > 32_768) {
      throw new IllegalArgumentException("lists must be between 1 and 32768, not " + lists);
    }
  }

  @Override
  public VectorIndex create(VectorSource source) {
    return new IvfFlatIndex(source, this);
  }

  @Override
  public VectorIndex read(Path snapshot, VectorSource source)
      throws IOException, SnapshotCorruptException {
    return IvfSnapshot.read(snapshot, source, this);
  }
}
